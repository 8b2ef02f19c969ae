using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Proposals;

public static class ProposalOrder
{
    /// <summary>
    /// Sorts the proposals by the first issue that they address, in the order of the tree of issues, and then by slug.
    /// </summary>
    public static IEnumerable<ProposalVersion> InTreeOrder(this IEnumerable<ProposalVersion> proposals, ReferenceSnapshot snapshot) =>
        proposals
            .OrderBy(x => x.Issues.Select(issue => snapshot.Placed(issue).Path).Min(StringComparer.Ordinal), StringComparer.Ordinal)
            .ThenBy(x => x.Slug, StringComparer.Ordinal);
}

/// <summary>The relations of other proposals to a proposal, by its slug.</summary>
public sealed class RelationsToProposals
{
    private readonly ILookup<string, (ProposalVersion From, Relation Relation)> byProposal;

    private RelationsToProposals(ReferenceSnapshot snapshot) =>
        byProposal = snapshot
            .Proposals.All.SelectMany(x => x.Relations, (from, relation) => (From: from, Relation: relation))
            .ToLookup(x => x.Relation.Proposal);

    /// <summary>In the order of the slugs of the others.</summary>
    public IEnumerable<(ProposalVersion From, Relation Relation)> this[string proposal] => byProposal[proposal];

    public static RelationsToProposals Of(ReferenceSnapshot snapshot) => snapshot.Derived(x => new RelationsToProposals(x), Noun.Proposal);
}
