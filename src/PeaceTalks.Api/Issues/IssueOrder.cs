using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>An issue in the order of the tree.</summary>
/// <param name="Depth">0 for a root.</param>
/// <param name="Path">
/// The slugs of its process and of the issues above it, down to its own. The order of the tree is the ordinal order of the paths.
/// </param>
public sealed record PlacedIssue(IssueVersion Issue, int Depth, string Path);

/// <summary>
/// The order of the tree of issues: process by process, depth first, siblings by slug. An issue is followed directly by everything below
/// it.
/// </summary>
/// <remarks>It is worked out for the issues in question alone, so that a write to one of many issues does not sort them all anew.</remarks>
public static class IssueOrder
{
    /// <summary>Sorts before everything that a slug can have, so that what is below an issue comes before its next sibling.</summary>
    private const char Separator = '\u0001';

    public static IReadOnlyList<PlacedIssue> InTreeOrder(this ReferenceSnapshot snapshot, IEnumerable<string> issues) =>
        [.. issues.Select(snapshot.Placed).OrderBy(x => x.Path, StringComparer.Ordinal)];

    public static PlacedIssue Placed(this ReferenceSnapshot snapshot, string issue)
    {
        var placed = snapshot.Issues[issue];
        var line = new Stack<string>();
        for (var next = placed; next is not null; next = next.Parent is { } parent ? snapshot.Issues[parent] : null)
        {
            line.Push(next.Slug);
        }

        return new PlacedIssue(placed, line.Count - 1, string.Join(Separator, line.Prepend(placed.Process)));
    }
}
