using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class TrackRuleProperties
{
    [Fact]
    public void The_cases_have_ties_overlaps_silence_and_records_not_admitted_often()
    {
        Always.Share(Ledgers.Any, asked => asked.Records.DistinctBy(Ledgers.Rank).Count() < asked.Records.Count).ShouldBeGreaterThan(0.2);
        Always.Share(Ledgers.Any, asked => asked.Holding?.Alternatives.Count > 0).ShouldBeGreaterThan(0.2);
        Always.Share(Ledgers.Any, asked => asked.Holding is { Silence: not null } it && it.Silence != it.Held).ShouldBeGreaterThan(0.1);
        Always.Share(Ledgers.Any, asked => asked.Holding is { Silence: not null } it && it.Silence == it.Held).ShouldBeGreaterThan(0.05);
        Always.Share(Ledgers.Any, asked => asked.Holding is { } holding && holding.StanceSince != holding.Held).ShouldBeGreaterThan(0.05);
        Always.Share(Ledgers.Any, asked => asked.Admitted.Any() && asked.Admitted.Count() < asked.Records.Count).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void The_order_of_recording_does_not_change_what_is_held_where_none_tie() =>
        Always.Holds(
            WithSeed(Ledgers.WithoutTies),
            it => RecordedInAnotherOrder(it.Asked, it.Seed).Holding.Text().ShouldBe(it.Asked.Holding.Text())
        );

    [Fact]
    public void The_order_of_recording_decides_between_tied_records_alone() =>
        Always.Holds(
            WithSeed(Ledgers.Any),
            it =>
            {
                var (one, other) = (it.Asked.Holding, RecordedInAnotherOrder(it.Asked, it.Seed).Holding);
                (other is null).ShouldBe(one is null);
                if (one is not null && other is not null)
                {
                    Ledgers.Rank(other.Held).ShouldBe(Ledgers.Rank(one.Held));
                }
            }
        );

    [Fact]
    public void The_order_of_enumeration_does_not_matter() =>
        Always.Holds(
            (
                from asked in Ledgers.Any.Generator
                from order in Gen.Shuffle(asked.Records.AsEnumerable())
                select (Asked: asked, Order: order)
            ).ToArbitrary(),
            it => TrackRule.HeldAt(it.Order, it.Asked.Day, it.Asked.Certainty).Text().ShouldBe(it.Asked.Holding.Text())
        );

    [Fact]
    public void Any_two_records_have_an_order_and_any_three_agree() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                foreach (var (a, b) in from a in asked.Records from b in asked.Records select (a, b))
                {
                    Math.Sign(Order(a, b)).ShouldBe(-Math.Sign(Order(b, a)));
                    (Order(a, b) == 0).ShouldBe(a == b);
                    asked.Records.Any(c => Order(a, b) < 0 && Order(b, c) < 0 && Order(a, c) >= 0).ShouldBeFalse();
                }
            }
        );

    [Fact]
    public void Nothing_admitted_with_a_stance_lies_inside_the_bounds_of_what_is_held() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is { } holding && !holding.Held.Stance.IsSilence())
                {
                    asked
                        .Admitted.Where(record => !record.Stance.IsSilence())
                        .ShouldAllBe(record => !LiesInside(record.Day, holding.Held.Day));
                }
            }
        );

    [Fact]
    public void A_vague_record_about_a_precise_one_never_displaces_it_however_late_and_by_whomever() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is not { } holding || holding.Held.Stance.IsSilence())
                {
                    return;
                }

                foreach (
                    var vague in from bounds in BoundsAbout(holding.Held.Day)
                    from stance in Enum.GetValues<Stance>()
                    select new StatedStance(Records.Id(99), stance, bounds, Attribution.Self, 99, 1)
                )
                {
                    var with = (asked with { Records = [.. asked.Records, vague] }).Holding.ShouldNotBeNull();
                    (with.Held, with.Silence).ShouldBe((holding.Held, holding.Silence), vague.Line());
                }
            }
        );

    [Fact]
    public void A_record_not_admitted_changes_nothing() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                foreach (var record in asked.Records.Except(asked.Admitted))
                {
                    (asked with { Records = [.. asked.Records.Where(other => other != record)] })
                        .Holding.Text()
                        .ShouldBe(asked.Holding.Text());
                }
            }
        );

    [Fact]
    public void All_that_a_holding_names_is_admitted() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                (asked.Holding is null).ShouldBe(!asked.Admitted.Any());
                if (asked.Holding is { } holding)
                {
                    StatedStance?[] named =
                    [
                        holding.Held,
                        holding.Silence,
                        holding.StanceSince,
                        holding.LastSelfReport,
                        .. holding.Alternatives,
                    ];
                    named.OfType<StatedStance>().ShouldAllBe(record => asked.Admitted.Contains(record));
                }
            }
        );

    [Fact]
    public void What_is_held_is_the_newest_admitted_stance_and_silence_only_where_there_is_none() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is { } holding)
                {
                    var stated = asked.Admitted.Where(record => !record.Stance.IsSilence()).ToList();
                    holding.Held.Stance.IsSilence().ShouldBe(stated.Count == 0);
                    (stated.Count == 0 ? asked.Admitted : stated).ShouldAllBe(record => Order(holding.Held, record) <= 0);
                }
            }
        );

    [Fact]
    public void Silence_is_the_newest_of_all_and_there_just_where_the_newest_is_silent() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is { } holding)
                {
                    var newest = asked.Admitted.Min(TrackRule.NewestFirst)!;
                    holding.Silence.ShouldBe(newest.Stance.IsSilence() ? newest : null);
                }
            }
        );

    [Fact]
    public void The_stance_is_held_since_a_record_not_newer_than_the_held_one_with_no_other_stance_between_or_just_before() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is not { } holding)
                {
                    return;
                }

                var (held, since) = (holding.Held, holding.StanceSince);
                since.Stance.ShouldBe(held.Stance);
                Order(held, since).ShouldBeLessThanOrEqualTo(0);
                var sameSort = asked.Admitted.Where(record => record.Stance.IsSilence() == held.Stance.IsSilence()).ToList();
                sameSort.Where(record => Order(record, since) <= 0).ShouldAllBe(record => record.Stance == held.Stance);
                var justBefore = sameSort.Where(record => Order(since, record) < 0).Min(TrackRule.NewestFirst);
                justBefore?.Stance.ShouldNotBe(held.Stance);
            }
        );

    [Fact]
    public void The_last_self_report_is_the_newest_admitted_stance_that_the_holder_asserted() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
                asked.Holding?.LastSelfReport.ShouldBe(
                    asked
                        .Admitted.Where(record => record.Attribution == Attribution.Self && !record.Stance.IsSilence())
                        .Min(TrackRule.NewestFirst)
                )
        );

    [Fact]
    public void The_own_word_is_the_newest_record_of_the_run_that_the_holder_asserted() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is { } holding)
                {
                    holding.OwnWord.ShouldBe(
                        asked
                            .Admitted.Where(record => record.Attribution == Attribution.Self && record.Stance == holding.Held.Stance)
                            .Where(record => Order(holding.Held, record) <= 0 && Order(record, holding.StanceSince) <= 0)
                            .Min(TrackRule.NewestFirst)
                    );
                }
            }
        );

    [Fact]
    public void Alternatives_are_just_the_admitted_stances_that_differ_and_may_be_of_the_same_day() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is { } holding && !holding.Held.Stance.IsSilence())
                {
                    holding.Alternatives.ShouldBe(
                        asked
                            .Admitted.Where(record => !record.Stance.IsSilence() && record.Stance != holding.Held.Stance)
                            .Where(record => DaysOf(record).Intersect(DaysOf(holding.Held)).Any())
                            .Order(TrackRule.NewestFirst)
                    );
                }
            }
        );

    [Fact]
    public void What_is_certainly_admitted_is_possibly_admitted_and_stays_so_on_every_later_day() =>
        Always.Holds(
            (from bounds in Ledgers.Bounds from day in Ledgers.AskedDay select (Bounds: bounds, Day: day)).ToArbitrary(),
            it =>
            {
                var certain = TrackRule.Admits(it.Bounds, it.Day, Certainty.Certain);
                var possible = TrackRule.Admits(it.Bounds, it.Day, Certainty.Possible);
                (certain && !possible).ShouldBeFalse();
                (certain && !TrackRule.Admits(it.Bounds, it.Day.AddDays(1), Certainty.Certain)).ShouldBeFalse();
                (possible && !TrackRule.Admits(it.Bounds, it.Day.AddDays(1), Certainty.Possible)).ShouldBeFalse();
            }
        );

    [Fact]
    public void Precise_records_are_held_alike_certainly_and_possibly() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                var precise = asked.Records.Where(record => (record.Day.Earliest ?? record.Day.Latest) == record.Day.Latest).ToList();

                (asked with { Records = precise, Certainty = Certainty.Possible })
                    .Holding.Text()
                    .ShouldBe((asked with { Records = precise, Certainty = Certainty.Certain }).Holding.Text());
            }
        );

    private static int Order(StatedStance a, StatedStance b) => TrackRule.NewestFirst.Compare(a, b);

    /// <summary>The days that a record may be of; an unknown earliest day is before all others here.</summary>
    private static IEnumerable<DateOnly> DaysOf(StatedStance record) =>
        Enumerable.Range(0, 6).Select(Ledgers.Day).Where(day => !(day < record.Day.Earliest) && day <= record.Day.Latest);

    /// <summary>Whether all days that the inner one may be are days that the outer one may be, and not the other way round.</summary>
    private static bool LiesInside(DateBounds inner, DateBounds outer) =>
        (outer.Earliest is null || inner.Earliest >= outer.Earliest)
        && inner.Latest <= outer.Latest
        && (inner.Earliest, inner.Latest) != (outer.Earliest, outer.Latest);

    private static IEnumerable<DateBounds> BoundsAbout(DateBounds day) =>
        from earliest in (DateOnly?[])[null, day.Earliest?.AddDays(-1), day.Earliest]
        from latest in (DateOnly[])[day.Latest, day.Latest.AddDays(1)]
        let about = new DateBounds(earliest, latest, DateBasis.Stated)
        where LiesInside(day, about)
        select about;

    /// <summary>The same records, with their places in the order of recording dealt out anew.</summary>
    private static Asked RecordedInAnotherOrder(Asked asked, int seed)
    {
        var places = asked.Records.Select(record => (record.RecordedIn, record.Place)).ToArray();
        new Random(seed).Shuffle(places);
        var moved = asked.Records.Zip(places, (record, place) => record with { RecordedIn = place.RecordedIn, Place = place.Place });
        return asked with { Records = [.. moved] };
    }

    private static Arbitrary<(Asked Asked, int Seed)> WithSeed(Arbitrary<Asked> cases) =>
        Arb.From(
            from asked in cases.Generator
            from seed in Gen.Choose(0, 1000)
            select (asked, seed),
            it => cases.Shrinker(it.asked).Select(asked => (asked, it.seed))
        );
}
