using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;

namespace PeaceTalks.Api.Matrix;

/// <summary>A row of the grid.</summary>
/// <param name="Depth">The depth of an issue in its tree, 0 for a root. Null for a proposal.</param>
/// <param name="Proposals">The proposals whose positions the cells of an issue list. None for a proposal.</param>
public sealed record GridRow(TargetKey Target, int? Depth, IReadOnlyList<string> Proposals)
{
    /// <summary>
    /// The issues in scope, in the order of the tree. If proposals are named, only the issues that one of them addresses.
    /// </summary>
    public static IReadOnlyList<GridRow> Issues(TargetFilters filters, ReferenceSnapshot snapshot)
    {
        var inScope = filters.Issue.Length == 0 ? snapshot.Issues.Slugs : snapshot.WithSubIssues(filters.Issue, filters.IncludeSubIssues);
        var proposals = InOrder(filters, snapshot);
        var places = proposals
            .SelectMany((proposal, place) => proposal.Issues.Select(issue => (issue, place)))
            .ToLookup(x => x.issue, x => x.place);
        return
        [
            .. from row in snapshot.InTreeOrder(inScope)
            where filters.Process.Length == 0 || filters.Process.Contains(row.Issue.Process)
            let listing = snapshot.WithSubIssues([row.Issue.Slug], filters.IncludeSubIssues)
            let listed = listing.SelectMany(x => places[x]).Distinct().Order().Select(x => proposals[x].Slug).ToList()
            where filters.Proposal.Length == 0 || listed.Count > 0
            select new GridRow(new TargetKey(row.Issue.Slug, TargetType.Issue), row.Depth, listed),
        ];
    }

    /// <summary>
    /// The proposals in scope. They are sorted by the first issue that they address, in the order of the tree, and then by slug.
    /// </summary>
    public static IReadOnlyList<GridRow> ProposalsOf(TargetFilters filters, ReferenceSnapshot snapshot) =>
        [.. InOrder(filters, snapshot).Select(x => new GridRow(new TargetKey(x.Slug, TargetType.Proposal), null, []))];

    /// <summary>The tracks from which the cells are made. They are named target by target, so that no other track is read.</summary>
    public static TrackScope Scope(IReadOnlyList<GridRow> rows, TrackScope asked)
    {
        var targets = rows.ToLookup(x => x.Target.Type, x => x.Target.Slug);
        return asked with
        {
            // If proposals are named, the positions on issues as wholes are left out.
            Issues = asked.Issues is [] ? [] : [.. targets[TargetType.Issue]],
            Proposals = [.. targets[TargetType.Proposal].Concat(rows.SelectMany(x => x.Proposals)).Distinct()],
        };
    }

    /// <summary>The named processes. If none is named, those that the rows belong to.</summary>
    public static IEnumerable<ProcessVersion> ProcessesOf(
        IReadOnlyList<GridRow> rows,
        IReadOnlyCollection<string> named,
        ReferenceSnapshot snapshot
    ) => (named.Count > 0 ? named : rows.Select(x => x.ProcessIn(snapshot))).Distinct().Select(x => snapshot.Processes[x]);

    /// <summary>Slug of the talks that it belongs to.</summary>
    public string ProcessIn(ReferenceSnapshot snapshot) =>
        Target.Type == TargetType.Issue ? snapshot.Issues[Target.Slug].Process : snapshot.Proposals[Target.Slug].Process;

    private static IReadOnlyList<ProposalVersion> InOrder(TargetFilters filters, ReferenceSnapshot snapshot)
    {
        var inScope = snapshot.Targets(filters.Issue, filters.IncludeSubIssues, filters.Proposal).Proposals;
        var proposals = inScope is null ? snapshot.Proposals.All : inScope.Distinct().Select(x => snapshot.Proposals[x]);
        return [.. proposals.Where(x => filters.Process.Length == 0 || filters.Process.Contains(x.Process)).InTreeOrder(snapshot)];
    }
}
