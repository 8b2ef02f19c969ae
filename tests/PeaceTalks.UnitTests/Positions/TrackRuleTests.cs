using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using static PeaceTalks.UnitTests.Dates.Bounds;
using static PeaceTalks.UnitTests.Positions.Records;

namespace PeaceTalks.UnitTests.Positions;

public sealed class TrackRuleTests
{
    private static readonly DateOnly EndOfMonth = Day("2026-01-31");

    [Fact]
    public void No_records_come_to_nothing() => TrackRule.HeldAt([], EndOfMonth, Certainty.Certain).ShouldBeNull();

    [Fact]
    public void A_single_record_is_held_since_itself_and_uncontested()
    {
        var only = Said("2026-01-07");

        Hold(only).Text().ShouldBe(new Holding(only, null, [only], only, []).Text());
    }

    // The order of being in force: each clause decides although all later clauses say otherwise.

    [Fact]
    public void The_greatest_earliest_day_is_in_force_even_if_vaguer_unattributed_and_recorded_first() =>
        InForce(
            Said("[2026-01-08..2026-01-20]", by: Attribution.Unattributed, revision: 1, place: 1),
            Said("2026-01-07", by: Attribution.Self, revision: 2, place: 2)
        );

    [Fact]
    public void An_unknown_earliest_day_is_less_than_any() =>
        InForce(
            Said("0001-01-01", by: Attribution.Unattributed, revision: 1, place: 1),
            Said("[..0001-01-01]", by: Attribution.Self, revision: 2, place: 2)
        );

    [Fact]
    public void On_the_same_earliest_day_the_smaller_latest_day_is_in_force_even_if_unattributed_and_recorded_first() =>
        InForce(
            Said("[2026-01-07..2026-01-08]", by: Attribution.Unattributed, revision: 1, place: 1),
            Said("[2026-01-07..2026-01-09]", by: Attribution.Self, revision: 2, place: 2)
        );

    [Fact]
    public void Of_two_unknown_earliest_days_the_smaller_latest_day_is_in_force() =>
        InForce(
            Said("[..2026-01-08]", by: Attribution.Unattributed, revision: 1, place: 1),
            Said("[..2026-01-09]", by: Attribution.Self, revision: 2, place: 2)
        );

    [Fact]
    public void Of_the_same_bounds_what_the_holder_says_comes_before_what_another_party_says_of_it() =>
        InForce(
            Said("2026-01-07", by: Attribution.Self, revision: 1, place: 1),
            Said("2026-01-07", by: Attribution.OtherParty, revision: 2, place: 2)
        );

    [Fact]
    public void Of_the_same_bounds_what_another_party_says_comes_before_what_nobody_in_particular_says() =>
        InForce(
            Said("2026-01-07", by: Attribution.OtherParty, revision: 1, place: 1),
            Said("2026-01-07", by: Attribution.Unattributed, revision: 2, place: 2)
        );

    [Fact]
    public void Of_the_same_bounds_and_attribution_the_later_revision_is_in_force_whatever_the_place() =>
        InForce(Said("2026-01-07", revision: 2, place: 1), Said("2026-01-07", revision: 1, place: 2));

    [Fact]
    public void In_one_revision_the_later_place_is_in_force() =>
        InForce(Said("2026-01-07", revision: 1, place: 2), Said("2026-01-07", revision: 1, place: 1));

    [Fact]
    public void The_basis_of_the_bounds_plays_no_part()
    {
        var early = Said("2026-01-07", revision: 1);
        var late = early with { Id = Id(-1), Day = Of("2026-01-07", Api.Dates.DateBasis.Inferred), RecordedIn = 2 };

        InForce(late, early);
        InForce(early with { RecordedIn = 3 }, late);
    }

    // Admission on the days about the bounds.

    [Theory]
    [InlineData("2026-01-07", "2026-01-06", false, false)]
    [InlineData("2026-01-07", "2026-01-07", true, true)]
    [InlineData("2026-01-07", "2026-01-08", true, true)]
    [InlineData("[2026-01-07..2026-01-10]", "2026-01-06", false, false)]
    [InlineData("[2026-01-07..2026-01-10]", "2026-01-07", false, true)]
    [InlineData("[2026-01-07..2026-01-10]", "2026-01-09", false, true)]
    [InlineData("[2026-01-07..2026-01-10]", "2026-01-10", true, true)]
    [InlineData("[..2026-01-10]", "2026-01-09", false, false)]
    [InlineData("[..2026-01-10]", "2026-01-10", true, true)]
    [InlineData("2025-12", "2025-11-30", false, false)]
    [InlineData("2025-12", "2025-12-01", false, true)]
    [InlineData("2025-12", "2025-12-30", false, true)]
    [InlineData("2025-12", "2025-12-31", true, true)]
    public void A_record_is_admitted_certainly_from_its_latest_day_and_possibly_from_its_earliest(
        string stated,
        string day,
        bool certain,
        bool possible
    )
    {
        TrackRule.Admits(Of(stated), Day(day), Certainty.Certain).ShouldBe(certain);
        TrackRule.Admits(Of(stated), Day(day), Certainty.Possible).ShouldBe(possible);
        (TrackRule.HeldAt([Said(stated)], Day(day), Certainty.Certain) is not null).ShouldBe(certain);
        (TrackRule.HeldAt([Said(stated)], Day(day), Certainty.Possible) is not null).ShouldBe(possible);
    }

    [Fact]
    public void A_vague_record_that_may_be_newer_is_held_possibly_and_not_yet_certainly()
    {
        var precise = Said("2026-01-07");
        var vague = Said("[2026-01-08..2026-01-20]", Stance.Opposes);

        TrackRule.HeldAt([precise, vague], Day("2026-01-10"), Certainty.Certain)!.Held.ShouldBe(precise);
        TrackRule.HeldAt([precise, vague], Day("2026-01-10"), Certainty.Possible)!.Held.ShouldBe(vague);
    }

    [Fact]
    public void A_month_does_not_displace_a_day_inside_it_however_late_it_was_recorded()
    {
        var day = Said("2026-01-07", by: Attribution.Unattributed);
        var month = Said("2026-01", Stance.Opposes);

        Hold(day, month).Held.ShouldBe(day);
    }

    // Silence is kept beside.

    [Fact]
    public void A_newer_silence_stands_beside_the_stance()
    {
        var stance = Said("2026-01-07");
        var older = Said("2026-01-08", Stance.Declined);
        var newer = Said("2026-01-09", Stance.NoResponse);

        Hold(stance, older, newer).Text().ShouldBe(new Holding(stance, newer, [stance], stance, []).Text());
    }

    [Fact]
    public void An_older_silence_is_over()
    {
        var silence = Said("2026-01-06", Stance.Declined);
        var stance = Said("2026-01-07");

        Hold(silence, stance).Text().ShouldBe(new Holding(stance, null, [stance], stance, []).Text());
    }

    [Fact]
    public void A_silence_of_the_same_day_is_newer_where_it_was_recorded_later_and_over_where_earlier()
    {
        var stance = Said("2026-01-07", revision: 2);
        var before = Said("2026-01-07", Stance.Declined, revision: 1);
        var after = Said("2026-01-07", Stance.Declined, revision: 3);

        Hold(before, stance).Silence.ShouldBeNull();
        Hold(stance, after).Silence.ShouldBe(after);
    }

    [Fact]
    public void Nothing_but_silence_holds_the_newest_silence_since_it_was_so()
    {
        var asked = Said("2026-01-05", Stance.NoResponse);
        var declined = Said("2026-01-06", Stance.Declined, Attribution.OtherParty);
        var again = Said("2026-01-07", Stance.Declined);

        Hold(asked, declined, again).Text().ShouldBe(new Holding(again, again, [again, declined], null, []).Text());
    }

    // How long, on whose word, and against what.

    [Fact]
    public void The_stance_is_held_since_the_oldest_record_of_the_unbroken_run()
    {
        var otherwise = Said("2026-01-02", Stance.Opposes);
        var beforeThat = Said("2026-01-01");
        var first = Said("2026-01-03");
        var second = Said("2026-01-05");
        var third = Said("2026-01-07");

        Hold(third, first, otherwise, second, beforeThat).StanceSince.ShouldBe(first);
    }

    [Fact]
    public void A_silence_does_not_break_the_run()
    {
        var first = Said("2026-01-03");

        Hold(first, Said("2026-01-05", Stance.Declined), Said("2026-01-07")).StanceSince.ShouldBe(first);
    }

    [Fact]
    public void Another_stance_of_the_same_score_breaks_the_run()
    {
        var last = Said("2026-01-07", Stance.Open);

        Hold(Said("2026-01-03", Stance.Open), Said("2026-01-05", Stance.Neutral), last).StanceSince.ShouldBe(last);
    }

    [Fact]
    public void The_last_self_report_is_the_newest_stance_that_the_holder_asserted()
    {
        var self = Said("2026-01-04", Stance.Opposes);

        Hold(Said("2026-01-03"), self, Said("2026-01-06", by: Attribution.OtherParty), Said("2026-01-07", by: Attribution.Unattributed))
            .LastSelfReport.ShouldBe(self);
    }

    [Fact]
    public void The_own_word_is_the_newest_record_of_the_run_that_the_holder_asserted()
    {
        var own = Said("2026-01-05");

        Hold(Said("2026-01-04"), own, Said("2026-01-06", Stance.Declined), Said("2026-01-07", by: Attribution.Unattributed))
            .OwnWord.ShouldBe(own);
    }

    [Fact]
    public void What_the_holder_said_before_it_held_something_else_is_no_own_word() =>
        Hold(
            Said("2026-01-04"),
            Said("2026-01-05", Stance.Opposes, Attribution.OtherParty),
            Said("2026-01-07", by: Attribution.Unattributed)
        )
            .OwnWord.ShouldBeNull();

    [Fact]
    public void Silence_is_no_self_report() =>
        Hold(Said("2026-01-04", by: Attribution.OtherParty), Said("2026-01-07", Stance.Declined)).LastSelfReport.ShouldBeNull();

    [Fact]
    public void Alternatives_are_the_other_stances_whose_bounds_overlap_newest_first()
    {
        var held = Said("[2026-01-07..2026-01-10]");
        var onItsFirstDay = Said("[2026-01-05..2026-01-07]", Stance.Opposes);
        var unknown = Said("[..2026-01-07]", Stance.Open);
        var dayBefore = Said("[2026-01-05..2026-01-06]", Stance.Neutral);
        var sameStance = Said("[2026-01-06..2026-01-08]");
        var silence = Said("[2026-01-06..2026-01-08]", Stance.Declined);

        Hold(unknown, dayBefore, onItsFirstDay, held, sameStance, silence).Alternatives.ShouldBe([onItsFirstDay, unknown]);
    }

    [Fact]
    public void A_record_that_is_not_admitted_is_no_alternative()
    {
        var held = Said("2026-01-07");
        var open = Said("[2026-01-05..2026-01-09]", Stance.Opposes);

        TrackRule.HeldAt([held, open], Day("2026-01-08"), Certainty.Certain)!.Alternatives.ShouldBeEmpty();
        TrackRule.HeldAt([held, open], Day("2026-01-09"), Certainty.Certain)!.Alternatives.ShouldBe([open]);
    }

    private static Holding Hold(params StatedStance[] records) =>
        TrackRule.HeldAt(records, EndOfMonth, Certainty.Certain).ShouldNotBeNull();

    private static void InForce(StatedStance first, StatedStance second)
    {
        Hold(first, second).Held.ShouldBe(first);
        Hold(second, first).Held.ShouldBe(first);
        TrackRule.NewestFirst.Compare(first, second).ShouldBeLessThan(0);
        TrackRule.NewestFirst.Compare(second, first).ShouldBeGreaterThan(0);
    }
}
