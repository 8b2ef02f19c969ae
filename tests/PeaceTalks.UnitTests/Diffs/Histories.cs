using FsCheck.Fluent;
using FsCheck;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>A record of a track with what it says.</summary>
internal sealed record Entry(
    string Track, StatedStance Stated, IReadOnlyList<Condition> Conditions, IReadOnlyList<Term> Terms, string Summary);

/// <summary>The tracks of a ledger, and three days in order, of which two or all may be the same.</summary>
internal sealed record History(IReadOnlyList<Entry> Entries, DateOnly A, DateOnly B, DateOnly C, Certainty Certainty)
{
    /// <summary>What is held on each track at the end of a day; tracks on which nothing is held are left out.</summary>
    public IReadOnlyDictionary<string, TrackState> StatesAt(DateOnly day)
    {
        var states = new Dictionary<string, TrackState>();
        foreach (var track in Entries.GroupBy(entry => entry.Track))
        {
            if (TrackRule.HeldAt(track.Select(entry => entry.Stated), day, Certainty) is { } holding)
            {
                var held = track.Single(entry => entry.Stated == holding.Held);
                states[track.Key] = new TrackState(
                    holding.Held.Stance.IsSilence() ? null : holding.Held.Stance,
                    holding.Silence?.Stance,
                    held.Conditions,
                    held.Terms,
                    holding.Held.Attribution == Attribution.Self,
                    held.Summary);
            }
        }

        return states;
    }

    /// <summary>What changed on each track from the end of one day to the end of another; tracks without a change are left out.</summary>
    public IReadOnlyDictionary<string, StateDiff> Diff(DateOnly from, DateOnly to)
    {
        var (before, after) = (StatesAt(from), StatesAt(to));
        return before.Keys.Union(after.Keys)
            .Select(track => (Track: track, Diff: StateDiff.Between(before.GetValueOrDefault(track), after.GetValueOrDefault(track))))
            .Where(item => item.Diff is not null)
            .ToDictionary(item => item.Track, item => item.Diff!);
    }

    public override string ToString() =>
        $"\n{A:yyyy-MM-dd}, {B:yyyy-MM-dd}, {C:yyyy-MM-dd}, {Certainty}:\n" + string.Concat(Entries.Select(entry =>
            $"  {entry.Track}: {entry.Stated.Line()}, \"{entry.Summary}\", "
            + $"if [{string.Join("; ", entry.Conditions.Select(DiffText.Text))}], "
            + $"terms [{string.Join("; ", entry.Terms.Select(DiffText.Text))}]\n"));
}

internal static class Histories
{
    public static readonly Arbitrary<History> Any = Arb.From(
        from records in Gen.Two(Ledgers.Records)
        from size in Gen.Constant(records.Item1.Count + records.Item2.Count)
        from conditions in States.Conditions.ListOf(size)
        from terms in States.Terms.ListOf(size)
        from summaries in States.Summary.ListOf(size)
        from days in Gen.Three(Ledgers.AskedDay)
        from certainty in Ledgers.AnyCertainty
        select Of(records, conditions, terms, summaries, [days.Item1, days.Item2, days.Item3], certainty),
        history => history.Entries.Select(entry => history with { Entries = [.. history.Entries.Where(other => other != entry)] }));

    private static History Of(
        (IReadOnlyList<StatedStance> Ours, IReadOnlyList<StatedStance> Theirs) records,
        IReadOnlyList<IReadOnlyList<Condition>> conditions,
        IReadOnlyList<IReadOnlyList<Term>> terms,
        IReadOnlyList<string> summaries,
        DateOnly[] days,
        Certainty certainty)
    {
        var tracks = records.Ours.Select(record => (Track: "ours", Record: record))
            .Concat(records.Theirs.Select(record => (Track: "theirs", Record: record)));
        Array.Sort(days);
        return new History(
            [.. tracks.Select((it, at) => new Entry(it.Track, it.Record, conditions[at], terms[at], summaries[at]))],
            days[0], days[1], days[2], certainty);
    }
}
