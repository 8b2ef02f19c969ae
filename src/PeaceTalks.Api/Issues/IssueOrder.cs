using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>An issue in the order of the tree.</summary>
/// <param name="Depth">0 for a root.</param>
public sealed record PlacedIssue(IssueVersion Issue, int Depth);

/// <summary>
/// The order of the tree: process by process, depth first, siblings by slug. An issue is followed directly by everything below it.
/// </summary>
public static class IssueOrder
{
    public static IReadOnlyList<PlacedIssue> DepthFirst(ReferenceSnapshot snapshot)
    {
        var below = snapshot.Issues.All.ToLookup(x => x.Parent);
        return [.. below[null].OrderBy(x => x.Process, StringComparer.Ordinal).SelectMany(x => From(x, 0))];

        IEnumerable<PlacedIssue> From(IssueVersion issue, int depth) =>
            below[issue.Slug].SelectMany(x => From(x, depth + 1)).Prepend(new(issue, depth));
    }
}
