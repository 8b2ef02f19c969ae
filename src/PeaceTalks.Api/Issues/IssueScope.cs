using System.Collections.Immutable;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>Reference data that addresses issues, such as proposals. Issues themselves do not know proposals.</summary>
public interface IAddressesIssues
{
    string Slug { get; }

    /// <summary>Slugs.</summary>
    IReadOnlyList<string> Issues { get; }
}

/// <summary>The issues directly below an issue, by its slug. For null, the roots.</summary>
public sealed class IssuesByParent
{
    private readonly ILookup<string?, IssueVersion> byParent;

    private IssuesByParent(ReferenceSnapshot snapshot) => byParent = snapshot.Issues.All.ToLookup(x => x.Parent);

    /// <summary>In the order of their slugs.</summary>
    public IEnumerable<IssueVersion> this[string? parent] => byParent[parent];

    public static IssuesByParent Of(ReferenceSnapshot snapshot) => snapshot.Derived(x => new IssuesByParent(x), Noun.Issue);
}

/// <summary>The proposals that address an issue, by the slug of the issue.</summary>
public sealed class ProposalsByIssue : IDerivedByDifference
{
    private static readonly ImmutableSortedDictionary<string, IAddressesIssues> None = ImmutableSortedDictionary.Create<
        string,
        IAddressesIssues
    >(StringComparer.Ordinal);

    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, IAddressesIssues>> byIssue;

    private ProposalsByIssue(ImmutableDictionary<string, ImmutableSortedDictionary<string, IAddressesIssues>> byIssue) =>
        this.byIssue = byIssue;

    /// <summary>In the order of their slugs.</summary>
    public IEnumerable<IAddressesIssues> this[string issue] => byIssue.GetValueOrDefault(issue, None).Values;

    public static ProposalsByIssue Of(ReferenceSnapshot snapshot) => snapshot.Derived(WorkOut, Noun.Proposal);

    object IDerivedByDifference.After(IndexDifference difference)
    {
        var then = byIssue.ToBuilder();
        foreach (IAddressesIssues proposal in difference.Removed)
        {
            foreach (var issue in proposal.Issues)
            {
                then[issue] = then[issue].Remove(proposal.Slug);
            }
        }

        foreach (IAddressesIssues proposal in difference.Added)
        {
            foreach (var issue in proposal.Issues)
            {
                then[issue] = then.GetValueOrDefault(issue, None).SetItem(proposal.Slug, proposal);
            }
        }

        return new ProposalsByIssue(then.ToImmutable());
    }

    private static ProposalsByIssue WorkOut(ReferenceSnapshot snapshot) =>
        new(
            (snapshot.Find(Noun.Proposal)?.Versions ?? [])
                .Cast<IAddressesIssues>()
                .SelectMany(x => x.Issues, (proposal, issue) => (Issue: issue, Proposal: proposal))
                .GroupBy(x => x.Issue, x => x.Proposal)
                .ToImmutableDictionary(x => x.Key, x => x.ToImmutableSortedDictionary(y => y.Slug, y => y, StringComparer.Ordinal))
        );
}

/// <summary>The issues and proposals that a filter by issue selects.</summary>
public static class IssueScope
{
    /// <summary>The issues, and everything below them if <paramref name="includeSubIssues"/>.</summary>
    public static IReadOnlySet<string> WithSubIssues(this ReferenceSnapshot snapshot, IEnumerable<string> issues, bool includeSubIssues)
    {
        var scope = issues.ToHashSet();
        var below = IssuesByParent.Of(snapshot);
        var open = new Queue<string>(includeSubIssues ? scope : []);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in below[parent].Where(issue => scope.Add(issue.Slug)))
            {
                open.Enqueue(child.Slug);
            }
        }

        return scope;
    }

    /// <summary>The proposals that address at least one of the issues, by slug.</summary>
    public static IEnumerable<string> ProposalsOn(this ReferenceSnapshot snapshot, IEnumerable<string> issues) =>
        issues.SelectMany(x => ProposalsByIssue.Of(snapshot)[x]).Select(x => x.Slug).Distinct().Order(StringComparer.Ordinal);

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
