using System.Collections.Frozen;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Proposals;

/// <summary>
/// The proposals by the first issue that they address, in the order of the tree of issues, and then by slug. And how they are related.
/// </summary>
public sealed class ProposalOrder
{
    private readonly FrozenDictionary<string, int> places;
    private readonly ILookup<string, (ProposalVersion From, Relation Relation)> relations;

    private ProposalOrder(ReferenceSnapshot snapshot)
    {
        var issues = IssueOrder.Of(snapshot);
        All = [.. snapshot.Proposals.All.OrderBy(x => x.Issues.Min(issues.PlaceOf))];
        places = All.Select((x, i) => (x.Slug, Place: i)).ToFrozenDictionary(x => x.Slug, x => x.Place);
        relations = snapshot
            .Proposals.All.SelectMany(x => x.Relations, (from, relation) => (From: from, Relation: relation))
            .ToLookup(x => x.Relation.Proposal);
    }

    public IReadOnlyList<ProposalVersion> All { get; }

    /// <summary>The order of the proposals in the snapshot.</summary>
    public static ProposalOrder Of(ReferenceSnapshot snapshot) => snapshot.Derived(x => new ProposalOrder(x));

    /// <summary>The place of the proposal in <see cref="All"/>.</summary>
    public int PlaceOf(ProposalVersion proposal) => places[proposal.Slug];

    /// <summary>The relations of other proposals to a proposal, by the slugs of the others.</summary>
    public IEnumerable<(ProposalVersion From, Relation Relation)> RelationsTo(string proposal) => relations[proposal];
}
