using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Proposals;

namespace PeaceTalks.Api.Diffs;

/// <summary>Counts changes in batches.</summary>
public sealed class DiffTotals
{
    private readonly Dictionary<DiffKind, int> kinds = [];
    private readonly Dictionary<DiffCause, int> causes = [];
    private readonly Dictionary<string, int> parties = [];
    private readonly Dictionary<(string? Issue, string? Proposal), int> targets = [];
    private readonly Dictionary<ChangeSort, int> sorts = [];
    private int possible;

    /// <param name="asked">The sorts that are part of the totals. The others are only counted by sort.</param>
    public void Add(IEnumerable<(TrackChange Track, PositionDiff Diff)> changes, IReadOnlyCollection<ChangeSort> asked)
    {
        foreach (var (track, change) in changes)
        {
            Count(sorts, change.Sort);
            if (!asked.Contains(change.Sort))
            {
                continue;
            }

            Count(kinds, change.Diff.Kind);
            Count(parties, track.Party);
            Count(targets, (track.Issue, track.Proposal));
            possible += change.Certainty == DiffCertainty.Possible ? 1 : 0;
            if (change.Cause is { } cause)
            {
                Count(causes, cause);
            }
        }
    }

    public DiffSummary Summary(DiffStart start, Names names, Links links) =>
        new(
            start.Window.Axis,
            start.From,
            start.To,
            start.Pin.AsOf,
            start.Pin.Revision,
            start.Meetings.From,
            start.Meetings.To,
            kinds.Values.Sum(),
            sorts.GetValueOrDefault(ChangeSort.Moved),
            sorts.GetValueOrDefault(ChangeSort.FirstReported),
            sorts.GetValueOrDefault(ChangeSort.SaidAgain),
            possible,
            [.. kinds.OrderBy(x => x.Key).Select(x => new KindCount(x.Key, x.Value))],
            [.. causes.OrderBy(x => x.Key).Select(x => new CauseCount(x.Key, x.Value))],
            [.. parties.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new PartyCount(names.Party(x.Key), x.Value))],
            [
                .. targets
                    .SelectMany(
                        x => x.Key.Issue is { } issue ? [issue] : names.Snapshot.Proposals[x.Key.Proposal!].Issues,
                        (x, issue) => (Issue: issue, x.Value)
                    )
                    .GroupBy(x => x.Issue, x => x.Value)
                    .OrderBy(x => x.Key, StringComparer.Ordinal)
                    .Select(x => new IssueCount(names.Issue(x.Key), x.Sum())),
            ],
            links
        );

    private static void Count<T>(Dictionary<T, int> counts, T what)
        where T : notnull => counts[what] = counts.GetValueOrDefault(what) + 1;
}
