using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>
/// Which of the records at two ends gives a change its cause and its certainty. The earlier end is on 2026-01-10, revision 10.
/// </summary>
public sealed class PositionDiffTests
{
    private static readonly DiffWindow Learned = DiffWindow.OfRevisions(10, Bounds.Day("2026-01-10"), 20, Bounds.Day("2026-02-28"));
    private static readonly DiffWindow Moved = DiffWindow.OfDays(Bounds.Day("2026-01-10"), Bounds.Day("2026-02-28"), 20);

    private static readonly Position Agreed = Said(Stance.Supports, "2026-01-01", 1);

    [Fact]
    public void What_says_the_same_is_no_change() =>
        PositionDiff.Between(new(Agreed, null), new(Said(Stance.Supports, "2026-01-12", 12), null), Learned, Fates()).ShouldBeNull();

    [Theory]
    [InlineData("2026-01-11", DiffCause.PartyMoved)]
    [InlineData("2026-01-10", DiffCause.NewlyReported)]
    [InlineData("2026-01", DiffCause.Unknown)]
    public void The_cause_is_decided_with_the_day_of_the_earlier_end(string day, DiffCause cause) =>
        Cause(new(Agreed, null), new(Said(Stance.Opposes, day, 12), null)).ShouldBe(cause);

    [Fact]
    public void On_the_valid_axis_there_is_no_cause() =>
        PositionDiff.Between(new(Agreed, null), new(Said(Stance.Opposes, "2026-01-12", 2), null), Moved, Fates())!.Cause.ShouldBeNull();

    [Fact]
    public void A_correction_of_before_the_window_is_none_in_it()
    {
        var corrects = Guid.NewGuid();

        Cause(new(Agreed, null), new(Said(Stance.Opposes, "2026-01-12", 11, corrects), null)).ShouldBe(DiffCause.Corrected);
        Cause(new(Agreed, null), new(Said(Stance.Opposes, "2026-01-12", 10, corrects), null)).ShouldBe(DiffCause.PartyMoved);
    }

    [Fact]
    public void What_became_of_the_record_before_comes_first()
    {
        var later = new HeldRecord(Said(Stance.Opposes, "2026-01-12", 12), null);

        Cause(new(Agreed, null), later, (Agreed, true)).ShouldBe(DiffCause.Corrected);
        Cause(new(Agreed, null), later, (Agreed, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(Agreed, null), null, (Agreed, true)).ShouldBe(DiffCause.Corrected);
        Cause(new(Agreed, null), null, (Agreed, false)).ShouldBe(DiffCause.Retracted);
    }

    [Fact]
    public void A_silence_that_begins_gives_the_cause()
    {
        var (late, quiet) = (Said(Stance.Opposes, "2026-01-05", 12), Said(Stance.Declined, "2026-01-12", 13));

        Cause(new(Agreed, null), new(Agreed, quiet)).ShouldBe(DiffCause.PartyMoved);
        Cause(new(Agreed, null), new(late, quiet)).ShouldBe(DiffCause.PartyMoved);
        Cause(new(Agreed, null), new(late, Said(Stance.Declined, "2026-01-06", 13))).ShouldBe(DiffCause.NewlyReported);
    }

    [Fact]
    public void A_silence_that_comes_to_light_where_a_later_stance_was_retracted_is_retracted()
    {
        var (later, quiet) = (Said(Stance.Opposes, "2026-01-05", 5), Said(Stance.Declined, "2026-01-03", 4));

        Cause(new(later, null), new(Agreed, quiet), (later, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(later, null), new(Agreed, quiet), (later, true)).ShouldBe(DiffCause.Corrected);
    }

    [Fact]
    public void A_silence_that_is_taken_back_gives_the_cause_of_its_end()
    {
        var quiet = Said(Stance.Declined, "2026-01-05", 5);

        Cause(new(Agreed, quiet), new(Agreed, null), (quiet, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(Agreed, quiet), new(Agreed, null), (quiet, true)).ShouldBe(DiffCause.Corrected);
        Cause(new(quiet, quiet), null, (quiet, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(Agreed, quiet), new(Said(Stance.Supports, "2026-01-12", 12), null)).ShouldBe(DiffCause.PartyMoved);
    }

    [Theory]
    [InlineData("2026-01-05", DiffCause.NewlyReported)]
    [InlineData("2026-01-11", DiffCause.PartyMoved)]
    [InlineData("[2026-01-05..2026-01-11]", DiffCause.Unknown)]
    public void Under_a_silence_that_lasts_the_stance_gives_the_cause(string day, DiffCause cause)
    {
        var (other, quiet, again) = (
            Said(Stance.Opposes, day, 12),
            Said(Stance.Declined, "2026-01-09", 5),
            Said(Stance.NoResponse, "2026-01-12", 13)
        );

        Cause(new(Agreed, quiet), new(other, quiet)).ShouldBe(cause);
        Cause(new(Agreed, quiet), new(other, again)).ShouldBe(cause);
        Cause(new(Agreed, quiet), new(other, again), (quiet, false)).ShouldBe(cause);
        Cause(new(quiet, quiet), new(other, quiet)).ShouldBe(cause);
    }

    [Fact]
    public void Another_silence_beside_the_same_stance_gives_the_cause()
    {
        var (quiet, again) = (Said(Stance.Declined, "2026-01-05", 5), Said(Stance.NoResponse, "2026-01-12", 13));

        Cause(new(Agreed, quiet), new(Agreed, again)).ShouldBe(DiffCause.PartyMoved);
        Cause(new(Agreed, quiet), new(Agreed, again), (quiet, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(quiet, quiet), new(again, again)).ShouldBe(DiffCause.PartyMoved);
    }

    [Fact]
    public void Of_a_new_track_the_stance_gives_the_cause_whatever_silence_came_with_it()
    {
        var (late, quiet) = (Said(Stance.Opposes, "2026-01-05", 12), Said(Stance.Declined, "2026-01-12", 13));

        Cause(null, new(late, quiet)).ShouldBe(DiffCause.NewlyReported);
        Cause(null, new(quiet, quiet)).ShouldBe(DiffCause.PartyMoved);
    }

    [Fact]
    public void A_stance_that_is_gone_leaves_no_cause_to_the_silence_that_stays()
    {
        var quiet = Said(Stance.Declined, "2026-01-12", 5);

        Cause(new(Agreed, quiet), new(quiet, quiet), (Agreed, false)).ShouldBe(DiffCause.Retracted);
        Cause(new(Agreed, quiet), new(quiet, quiet)).ShouldBe(DiffCause.Unknown);
    }

    [Fact]
    public void On_the_valid_axis_what_changed_may_lie_before_the_window_and_then_says_why()
    {
        var (vague, quiet) = (Said(Stance.Opposes, "2026-01", 2), Said(Stance.Declined, "2026-02-01", 2));

        Doubt(null, new(vague, null)).ShouldBe("it was stated between 2026-01-01 and 2026-01-31, so perhaps not after 2026-01-10");
        Doubt(new(Agreed, null), new(vague, null)).ShouldNotBeNull();
        Doubt(new(Agreed, null), new(vague, quiet)).ShouldBeNull(); // the silence is certain
        Doubt(new(Agreed, null), new(Agreed, Said(Stance.Declined, "2026-01", 2))).ShouldNotBeNull();
        Doubt(new(Agreed, null), new(Agreed, quiet)).ShouldBeNull();
        Doubt(new(Agreed, Said(Stance.NoResponse, "2026-01-02", 2)), new(vague, null)).ShouldNotBeNull();
    }

    [Fact]
    public void On_the_valid_axis_what_is_only_reported_as_standing_may_be_older()
    {
        var wants = Reported(Stance.Opposes, "2026-01-23");

        Doubt(null, new(wants, null)).ShouldBe("it was reported as standing on 2026-01-23, so perhaps not after 2026-01-10");
        Doubt(new(Agreed, null), new(wants, null)).ShouldNotBeNull();
        Doubt(new(Agreed, null), new(Agreed, Reported(Stance.Undisclosed, "2026-01-23"))).ShouldNotBeNull();
        Doubt(new(Agreed, null), new(wants, Said(Stance.Declined, "2026-02-01", 2))).ShouldBeNull(); // the silence is certain
    }

    [Fact]
    public void On_the_valid_axis_a_silence_that_alone_differs_is_asked_for_its_day_whichever_record_stands_beside_it()
    {
        var (asked, again) = (Said(Stance.NoResponse, "2026-01-05", 2), Said(Stance.Declined, "2026-01-12", 2));

        Doubt(new(Agreed, asked), new(Reported(Stance.Supports, "2026-01-11"), again)).ShouldBeNull();
        Doubt(new(Agreed, asked), new(Agreed, Reported(Stance.Declined, "2026-01-12"))).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Stance.Opposes, null, true)] // the same
    [InlineData(Stance.Opposes, "Other words", true)]
    [InlineData(Stance.Open, null, false)]
    [InlineData(Stance.Supports, null, false)] // what was held before
    public void What_was_said_in_the_window_confirms_what_is_reported_as_standing_if_it_makes_the_same_change(
        Stance stance,
        string? summary,
        bool isConfirmed
    )
    {
        var change = PositionDiff.Between(new(Agreed, null), new(Reported(Stance.Opposes, "2026-01-23"), null), Moved, Fates())!;
        var said = Said(stance, "2026-01-12", 2, summary: summary);

        change.ConfirmedBy([]).Certainty.ShouldBe(DiffCertainty.Possible);
        change.ConfirmedBy([said]).Certainty.ShouldBe(isConfirmed ? DiffCertainty.Certain : DiffCertainty.Possible);
    }

    [Fact]
    public void Other_figures_confirm_nothing()
    {
        var distance = new Term("distance", Comparator.AtMost, 40m, "km", false);
        var offered = Reported(Stance.Supports, "2026-01-23", distance);
        var change = PositionDiff.Between(new(Agreed, null), new(offered, null), Moved, Fates())!;

        change
            .ConfirmedBy([Said(Stance.Supports, "2026-01-12", 2, terms: distance with { Value = 30m })])
            .Certainty.ShouldBe(DiffCertainty.Possible);
        change
            .ConfirmedBy([Said(Stance.Supports, "2026-01-12", 2, terms: distance with { Value = 40_000m, Unit = "m" })])
            .Certainty.ShouldBe(DiffCertainty.Certain);
    }

    [Theory]
    [InlineData("2026-01-12", DateBasis.Stated, DiffCause.PartyMoved, null)]
    [InlineData(
        "2026-01-12",
        DateBasis.Publication,
        DiffCause.PartyMoved,
        "it was reported as standing on 2026-01-12, so perhaps not after 2026-01-10"
    )]
    [InlineData("2026-01-05", DateBasis.Publication, DiffCause.NewlyReported, null)]
    [InlineData("2026-01", DateBasis.Stated, DiffCause.Unknown, null)]
    public void On_the_recorded_axis_only_that_the_party_moved_is_open(string day, DateBasis basis, DiffCause cause, string? reason)
    {
        var change = PositionDiff.Between(null, new(Said(Stance.Opposes, day, 12, basis: basis), null), Learned, Fates())!;

        (change.Cause, change.CertaintyReason).ShouldBe((cause, reason));
    }

    [Fact]
    public void On_the_recorded_axis_a_correction_to_what_is_reported_as_standing_is_a_fact()
    {
        var after = new HeldRecord(Said(Stance.Opposes, "2026-01-12", 12, Agreed.Id, DateBasis.Publication), null);

        PositionDiff.Between(new(Agreed, null), after, Learned, Fates((Agreed, true)))!.Certainty.ShouldBe(DiffCertainty.Certain);
    }

    [Fact]
    public void On_the_recorded_axis_one_record_of_a_day_after_the_earlier_end_is_enough()
    {
        var (wants, quiet) = (
            Said(Stance.Opposes, "2026-01-12", 12, basis: DateBasis.Publication),
            Said(Stance.Declined, "2026-01-14", 13)
        );

        PositionDiff.Between(new(Agreed, null), new(wants, quiet), Learned, Fates())!.Certainty.ShouldBe(DiffCertainty.Certain);
        PositionDiff
            .Between(new(Agreed, null), new(wants, Said(Stance.Declined, "2026-01-09", 13)), Learned, Fates())!
            .Certainty.ShouldBe(DiffCertainty.Possible);
    }

    private static DiffCause? Cause(HeldRecord? before, HeldRecord? after, params (Position Record, bool Lives)[] superseded) =>
        PositionDiff.Between(before, after, Learned, Fates(superseded)).ShouldNotBeNull().Cause;

    private static string? Doubt(HeldRecord? before, HeldRecord? after) =>
        PositionDiff.Between(before, after, Moved, Fates()).ShouldNotBeNull().CertaintyReason;

    private static Dictionary<Guid, bool> Fates(params (Position Record, bool Lives)[] superseded) =>
        superseded.ToDictionary(x => x.Record.Id, x => x.Lives);

    private static Position Reported(Stance stance, string day, params Term[] terms) =>
        Said(stance, day, 2, basis: DateBasis.Publication, terms: terms);

    private static Position Said(
        Stance stance,
        string day,
        long recordedIn,
        Guid? corrects = null,
        DateBasis basis = DateBasis.Stated,
        string? summary = null,
        params Term[] terms
    ) =>
        new()
        {
            Id = Guid.NewGuid(),
            TrackId = Guid.Empty,
            Party = "north",
            Stance = stance,
            Conditions = [],
            Terms = terms,
            Summary = summary ?? "Same",
            Day = Bounds.Of(day, basis),
            AssertedBy = null,
            Speaker = null,
            Mode = AssertionMode.Outlet,
            RecordedIn = recordedIn,
            Place = 1,
            Corrects = corrects,
            Meeting = null,
        };
}
