using System.Collections.Frozen;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>An issue in the order of the tree.</summary>
/// <param name="Depth">0 for a root.</param>
public sealed record PlacedIssue(IssueVersion Issue, int Depth);

/// <summary>
/// The tree of issues: process by process, depth first, siblings by slug. An issue is followed directly by everything below it.
/// </summary>
public sealed class IssueOrder
{
    private readonly ILookup<string?, IssueVersion> below;
    private readonly ILookup<string, IAddressesIssues> proposals;
    private readonly FrozenDictionary<string, int> places;

    private IssueOrder(ReferenceSnapshot snapshot)
    {
        below = snapshot.Issues.All.ToLookup(x => x.Parent);
        proposals = (
            from proposal in (snapshot.Find(Noun.Proposal)?.Versions ?? []).Cast<IAddressesIssues>()
            from issue in proposal.Issues
            select (issue, proposal)
        ).ToLookup(x => x.issue, x => x.proposal);
        DepthFirst = [.. below[null].OrderBy(x => x.Process, StringComparer.Ordinal).SelectMany(x => From(x, 0))];
        places = DepthFirst.Select((x, i) => (x.Issue.Slug, Place: i)).ToFrozenDictionary(x => x.Slug, x => x.Place);

        IEnumerable<PlacedIssue> From(IssueVersion issue, int depth) =>
            below[issue.Slug].SelectMany(x => From(x, depth + 1)).Prepend(new(issue, depth));
    }

    public IReadOnlyList<PlacedIssue> DepthFirst { get; }

    /// <summary>The order of the issues in the snapshot.</summary>
    public static IssueOrder Of(ReferenceSnapshot snapshot) => snapshot.Derived(x => new IssueOrder(x));

    /// <summary>The place of the issue in <see cref="DepthFirst"/>.</summary>
    public int PlaceOf(string issue) => places[issue];

    /// <summary>The issues directly below an issue, by slug. For null, the roots.</summary>
    public IEnumerable<IssueVersion> Below(string? issue) => below[issue];

    /// <summary>The proposals that address the issue, by slug.</summary>
    public IEnumerable<IAddressesIssues> ProposalsOn(string issue) => proposals[issue];
}
