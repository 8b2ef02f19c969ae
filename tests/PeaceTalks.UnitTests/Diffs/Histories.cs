using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>A record of a track with what it says.</summary>
/// <param name="SupersededIn">Null where it is in force.</param>
internal sealed record Entry(
    string Track,
    StatedStance Stated,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Term> Terms,
    string Summary,
    long? SupersededIn
)
{
    public bool IsKnownAt(long revision) => Stated.RecordedIn <= revision && !(SupersededIn <= revision);

    /// <summary>As a diff compares it.</summary>
    public TrackState Under(Stance? silence) =>
        new(Stated.Stance.IsSilence() ? null : Stated.Stance, silence, Conditions, Terms, Stated.Attribution == Attribution.Self, Summary);
}

/// <summary>The tracks of a ledger, and three ends in order along one clock, of which two or all may be the same.</summary>
internal sealed record History(IReadOnlyList<Entry> Entries, DiffEnd A, DiffEnd B, DiffEnd C, Certainty Certainty)
{
    public bool Counts(Entry entry, DiffEnd end) => entry.IsKnownAt(end.Revision) && TrackRule.Admits(entry.Stated.Day, end.Day, Certainty);

    /// <summary>What each track comes to at an end; tracks on which nothing is held are left out.</summary>
    public IReadOnlyDictionary<string, Holding> HeldAt(DiffEnd end) =>
        Entries
            .Where(entry => entry.IsKnownAt(end.Revision))
            .GroupBy(entry => entry.Track)
            .Select(track => (track.Key, Holding: TrackRule.HeldAt(track.Select(entry => entry.Stated), end.Day, Certainty)))
            .Where(track => track.Holding is not null)
            .ToDictionary(track => track.Key, track => track.Holding!);

    public IReadOnlyDictionary<string, TrackState> StatesAt(DiffEnd end) =>
        HeldAt(end)
            .ToDictionary(
                track => track.Key,
                track =>
                    Entries.Single(entry => entry.Track == track.Key && entry.Stated == track.Value.Held).Under(track.Value.Silence?.Stance)
            );

    /// <summary>What differs on each track; tracks without a difference are left out.</summary>
    public IReadOnlyDictionary<string, StateDiff> Diff(DiffEnd from, DiffEnd to) => Diff(StatesAt(from), StatesAt(to));

    public static IReadOnlyDictionary<string, StateDiff> Diff(
        IReadOnlyDictionary<string, TrackState> before,
        IReadOnlyDictionary<string, TrackState> after
    ) =>
        before
            .Keys.Union(after.Keys)
            .Select(track => (Track: track, Diff: StateDiff.Between(before.GetValueOrDefault(track), after.GetValueOrDefault(track))))
            .Where(item => item.Diff is not null)
            .ToDictionary(item => item.Track, item => item.Diff!);

    public override string ToString() =>
        $"\n{A}, {B}, {C}, {Certainty}:\n"
        + string.Concat(
            Entries.Select(entry =>
                $"  {entry.Track}: {entry.Stated.Line()}, superseded {entry.SupersededIn?.ToString() ?? "never"}, \"{entry.Summary}\", "
                + $"if [{string.Join("; ", entry.Conditions.Select(DiffText.Text))}], "
                + $"terms [{string.Join("; ", entry.Terms.Select(DiffText.Text))}]\n"
            )
        );
}

internal static class Histories
{
    /// <summary>Three days, as known at one revision.</summary>
    public static readonly Arbitrary<History> OfDays = Any(
        from days in Gen.Three(Ledgers.AskedDay)
        from revision in Gen.Choose(2, 4)
        select Ends(days, day => new DiffEnd(day, revision))
    );

    /// <summary>Three revisions, as of one day.</summary>
    public static readonly Arbitrary<History> OfRevisions = Any(
        from revisions in Gen.Three(Gen.Choose(0, 4))
        from day in Ledgers.AskedDay
        select Ends(revisions, revision => new DiffEnd(day, revision))
    );

    public static readonly Arbitrary<History> OnEitherAxis = Smaller(Gen.OneOf(OfDays.Generator, OfRevisions.Generator));

    private static Arbitrary<History> Any(Gen<DiffEnd[]> ends) =>
        Smaller(
            from records in Gen.Two(Ledgers.Records)
            from size in Gen.Constant(records.Item1.Count + records.Item2.Count)
            from conditions in States.Conditions.ListOf(size)
            from terms in States.Terms.ListOf(size)
            from summaries in States.Summary.ListOf(size)
            from lives in Gen.Frequency((1, Gen.Constant((int?)null)), (1, Gen.Choose(1, 3).Select(life => (int?)life))).ListOf(size)
            from three in ends
            from certainty in Ledgers.AnyCertainty
            select new History(
                [
                    .. records
                        .Item1.Select(record => (Track: "ours", Record: record))
                        .Concat(records.Item2.Select(record => (Track: "theirs", Record: record)))
                        .Select(
                            (it, at) =>
                                new Entry(it.Track, it.Record, conditions[at], terms[at], summaries[at], it.Record.RecordedIn + lives[at])
                        ),
                ],
                three[0],
                three[1],
                three[2],
                certainty
            )
        );

    /// <summary>A counterexample is made smaller by leaving out one record after the other.</summary>
    private static Arbitrary<History> Smaller(Gen<History> cases) =>
        Arb.From(
            cases,
            history => history.Entries.Select(entry => history with { Entries = [.. history.Entries.Where(other => other != entry)] })
        );

    private static DiffEnd[] Ends<T>((T, T, T) three, Func<T, DiffEnd> end) =>
        [.. new[] { three.Item1, three.Item2, three.Item3 }.Order().Select(end)];
}
