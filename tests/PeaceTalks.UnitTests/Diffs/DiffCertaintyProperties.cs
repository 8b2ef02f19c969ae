using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>
/// When a change between two days is CERTAIN: on histories at random, of which many records are only reported as standing.
/// </summary>
public sealed class DiffCertaintyProperties
{
    [Fact]
    public void The_cases_have_both_and_often_rest_on_standing_reports()
    {
        ShareOf(x => x.Certainty == DiffCertainty.Certain).ShouldBeGreaterThan(0.1);
        ShareOf(x => x.Certainty == DiffCertainty.Possible).ShouldBeGreaterThan(0.2);
        ShareOf(x => x.Certainty == DiffCertainty.Certain && x.After!.Record.Basis == DateBasis.Publication).ShouldBeGreaterThan(0.01);

        static double ShareOf(Func<PositionDiff, bool> trait) => Always.Share(Histories.OfDays, x => Changes(x).Values.Any(trait));
    }

    [Fact]
    public void A_change_is_certain_just_where_a_party_said_on_a_day_in_the_window_what_makes_it() =>
        Always.Holds(
            Histories.OfDays,
            history =>
            {
                foreach (var (track, change) in Changes(history))
                {
                    var isCertain = history
                        .Entries.Where(x => x.Track == track && IsKnownToLieInTheWindow(x.Stated.Day, history))
                        .Where(x => x.IsKnownAt(history.C.Revision))
                        .Any(x => Makes(change, x));

                    change.Certainty.ShouldBe(isCertain ? DiffCertainty.Certain : DiffCertainty.Possible, track);
                }
            }
        );

    [Fact]
    public void No_change_that_rests_on_standing_reports_alone_is_certain() =>
        Always.Holds(
            Histories.OfDays,
            history =>
                Changes(
                    history with
                    {
                        Entries = [.. history.Entries.Select(x => With(x, x.Stated.Day.Earliest, x.Stated.Day.Latest, true))],
                    }
                )
                    .Values.ShouldAllBe(x => x.Certainty == DiffCertainty.Possible)
        );

    [Fact]
    public void Narrower_bounds_never_make_a_certain_change_possible() =>
        Always.Holds(
            Narrowed,
            it =>
            {
                var narrower = Changes(it.Narrower);
                foreach (var (track, change) in Changes(it.History).Where(x => x.Value.Certainty == DiffCertainty.Certain))
                {
                    if (
                        narrower.TryGetValue(track, out var again)
                        && (again.Before?.State.Text(), again.After?.State.Text())
                            == (change.Before?.State.Text(), change.After?.State.Text())
                    )
                    {
                        again.Certainty.ShouldBe(DiffCertainty.Certain, track);
                    }
                }
            }
        );

    [Fact]
    public void Narrower_bounds_often_leave_a_certain_change_as_it_is() =>
        Always
            .Share(
                Narrowed,
                it =>
                    it.History.ToString() != it.Narrower.ToString()
                    && Changes(it.History)
                        .Any(x =>
                            x.Value.Certainty == DiffCertainty.Certain
                            && Changes(it.Narrower).GetValueOrDefault(x.Key)?.Diff.Text() == x.Value.Diff.Text()
                        )
            )
            .ShouldBeGreaterThan(0.05);

    /// <summary>A history, and the same with one record's day known better.</summary>
    private static readonly Arbitrary<Narrowing> Narrowed = Arb.From(
        from history in Histories.OfDays.Generator
        from which in Gen.Choose(0, 15)
        from ends in Gen.Two(Gen.Choose(0, 3))
        select new Narrowing(
            history,
            history with
            {
                Entries = [.. history.Entries.Select((x, at) => at == which ? Narrower(x, ends.Item1, ends.Item2) : x)],
            }
        )
    );

    private sealed record Narrowing(History History, History Narrower);

    private static Entry Narrower(Entry entry, int later, int sooner)
    {
        var day = entry.Stated.Day;
        var latest = day.Latest.AddDays(-sooner) is var last && last < day.Earliest ? day.Earliest.Value : last;
        var earliest = day.Earliest is { } first
            ? first.AddDays(later) is var moved && moved > latest
                ? latest
                : moved
            : later == 0
                ? null
                : (DateOnly?)latest;
        return With(entry, earliest, latest, day.Basis == DateBasis.Publication);
    }

    private static Entry With(Entry entry, DateOnly? earliest, DateOnly latest, bool isStanding) =>
        entry with
        {
            Stated = entry.Stated with { Day = new DateBounds(earliest, latest, isStanding ? DateBasis.Publication : DateBasis.Stated) },
        };

    private static bool IsKnownToLieInTheWindow(DateBounds day, History history) =>
        day.Basis != DateBasis.Publication && day.Earliest > history.A.Day && day.Latest <= history.C.Day;

    /// <summary>
    /// Whether the record, in place of what is held, makes the change that what is held makes: the same stance or silence, and the same
    /// conditions and figures.
    /// </summary>
    private static bool Makes(PositionDiff change, Entry said)
    {
        var (before, after) = (change.Before?.State, change.After!.State);
        var isSilence = said.Stated.Stance.IsSilence();
        var with =
            !isSilence ? said.Under(after.Silence)
            : after.Stance is null ? said.Under(said.Stated.Stance)
            : after with { Silence = said.Stated.Stance };
        var silenceAlone =
            change.Diff.Kind == DiffKind.WentSilent
            || after.Silence is not null && StateDiff.Between(before, after with { Silence = before?.Silence }) is null;
        return isSilence == (silenceAlone || after.Stance is null)
            && (with.Stance, with.Silence) == (after.Stance, after.Silence)
            && StateDiff.Between(before, with)?.Kind == change.Diff.Kind
            && StateDiff.Between(with, after) is null or { Kind: DiffKind.Restated or DiffKind.SelfConfirmed };
    }

    /// <summary>What changed from the first day to the last on each track.</summary>
    private static Dictionary<string, PositionDiff> Changes(History any)
    {
        var history = any with { Certainty = Certainty.Certain };
        var window = DiffWindow.OfDays(history.A.Day, history.C.Day, history.C.Revision);
        var (before, after) = (history.HeldAt(history.A), history.HeldAt(history.C));
        return before
            .Keys.Union(after.Keys)
            .Select(track =>
                (track, Change: PositionDiff.Between(Held(before, track), Held(after, track), window, new Dictionary<Guid, bool>()))
            )
            .Where(x => x.Change is not null)
            .ToDictionary(
                x => x.track,
                x =>
                    x.Change!.ConfirmedBy(
                        history
                            .Entries.Where(entry =>
                                entry.Track == x.track
                                && entry.Stated.Stance == x.Change.Unconfirmed?.Record.Stance
                                && history.Counts(entry, history.C)
                                && IsKnownToLieInTheWindow(entry.Stated.Day, history)
                            )
                            .Select(entry => Position(entry))
                    )
            );

        HeldRecord? Held(IReadOnlyDictionary<string, Holding> held, string track) =>
            held.GetValueOrDefault(track) is { } holding
                ? new(Position(EntryOf(track, holding.Held)), holding.Silence is { } silence ? Position(EntryOf(track, silence)) : null)
                : null;

        Entry EntryOf(string track, StatedStance stated) => history.Entries.Single(x => x.Track == track && x.Stated == stated);
    }

    private static Position Position(Entry entry) =>
        new()
        {
            Id = entry.Stated.Id,
            TrackId = Guid.Empty,
            Party = entry.Track,
            Stance = entry.Stated.Stance,
            Conditions = entry.Conditions,
            Terms = entry.Terms,
            Summary = entry.Summary,
            Day = entry.Stated.Day,
            AssertedBy = null,
            Speaker = null,
            Mode = AssertionMode.Outlet,
            Meeting = null,
            Attribution = entry.Stated.Attribution,
            RecordedIn = entry.Stated.RecordedIn,
            Place = entry.Stated.Place,
            Corrects = null,
        };
}
