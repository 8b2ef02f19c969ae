using System.Collections.Frozen;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Ledger;

/// <summary>All reference data but articles, as known at one revision: small, so it lives in memory (docs/adr/0003).</summary>
public sealed class Catalogue(
    IEnumerable<ProcessVersion> processes,
    IEnumerable<PartyVersion> parties,
    IEnumerable<SpeakerVersion> speakers,
    IEnumerable<IssueVersion> issues,
    IEnumerable<ProposalVersion> proposals)
{
    public Shelf<ProcessVersion> Processes { get; } = new(processes);
    public Shelf<PartyVersion> Parties { get; } = new(parties);
    public Shelf<SpeakerVersion> Speakers { get; } = new(speakers);
    public Shelf<IssueVersion> Issues { get; } = new(issues);
    public Shelf<ProposalVersion> Proposals { get; } = new(proposals);

    /// <summary>The issues, and all below them where <paramref name="includeSubIssues"/>.</summary>
    public IReadOnlySet<string> IssueScope(IEnumerable<string> issues, bool includeSubIssues)
    {
        var scope = issues.ToHashSet();
        var open = new Queue<string>(includeSubIssues ? scope : []);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in Issues.All.Where(issue => issue.Parent == parent && scope.Add(issue.Slug)))
            {
                open.Enqueue(child.Slug);
            }
        }

        return scope;
    }

    /// <summary>The proposals that address one of the issues at least.</summary>
    public IEnumerable<string> ProposalsOn(IReadOnlySet<string> issues) =>
        Proposals.All.Where(proposal => proposal.Issues.Any(issues.Contains)).Select(proposal => proposal.Slug);

    /// <summary>The targets that filters choose: issues as wholes with the proposals on them, of those the proposals named. Null does not choose.</summary>
    public (string[]? Issues, string[]? Proposals) Targets(IReadOnlyCollection<string> issues, bool includeSubIssues, IReadOnlyCollection<string> proposals)
    {
        if (issues.Count == 0)
        {
            return proposals.Count == 0 ? (null, null) : ([], [.. proposals]);
        }

        var scope = IssueScope(issues, includeSubIssues);
        return proposals.Count == 0 ? ([.. scope], [.. ProposalsOn(scope)]) : ([], [.. ProposalsOn(scope).Intersect(proposals)]);
    }
}

/// <summary>The versions of one noun that were in force, by slug.</summary>
public sealed class Shelf<T>(IEnumerable<T> versions) where T : ReferenceVersion
{
    private readonly FrozenDictionary<string, T> bySlug = versions.ToFrozenDictionary(version => version.Slug);

    /// <summary>In the order of their slugs.</summary>
    public IReadOnlyList<T> All => field ??= [.. bySlug.Values.OrderBy(version => version.Slug, StringComparer.Ordinal)];

    public T this[string slug] => bySlug[slug];

    public T? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public IReadOnlyCollection<string> Slugs => bySlug.Keys;

    public bool Has(string slug) => bySlug.ContainsKey(slug);
}
