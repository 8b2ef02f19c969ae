using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>Reference data that addresses issues, such as proposals. Issues themselves do not know proposals.</summary>
public interface IAddressesIssues
{
    string Slug { get; }

    /// <summary>Slugs.</summary>
    IReadOnlyList<string> Issues { get; }
}

/// <summary>The issues and proposals that a filter by issue selects.</summary>
public static class IssueScope
{
    /// <summary>The issues, and everything below them if <paramref name="includeSubIssues"/>.</summary>
    public static IReadOnlySet<string> WithSubIssues(this ReferenceSnapshot snapshot, IEnumerable<string> issues, bool includeSubIssues)
    {
        var scope = issues.ToHashSet();
        var order = IssueOrder.Of(snapshot);
        var open = new Queue<string>(includeSubIssues ? scope : []);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in order.Below(parent).Where(issue => scope.Add(issue.Slug)))
            {
                open.Enqueue(child.Slug);
            }
        }

        return scope;
    }

    /// <summary>The proposals that address at least one of the issues, by slug.</summary>
    public static IEnumerable<string> ProposalsOn(this ReferenceSnapshot snapshot, IEnumerable<string> issues) =>
        issues.SelectMany(IssueOrder.Of(snapshot).ProposalsOn).Select(x => x.Slug).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// The targets that the filters select: the issues as wholes, and the proposals on them. If proposals are named too, only those of them
    /// that address the issues. Null if no filter is given.
    /// </summary>
    public static (string[]? Issues, string[]? Proposals) Targets(
        this ReferenceSnapshot snapshot,
        IReadOnlyCollection<string> issues,
        bool includeSubIssues,
        IReadOnlyCollection<string> proposals
    )
    {
        if (issues.Count == 0)
        {
            return proposals.Count == 0 ? (null, null) : ([], [.. proposals]);
        }

        var scope = snapshot.WithSubIssues(issues, includeSubIssues);
        return proposals.Count == 0
            ? ([.. scope], [.. snapshot.ProposalsOn(scope)])
            : ([], [.. snapshot.ProposalsOn(scope).Intersect(proposals)]);
    }
}
