using PeaceTalks.Api.Speakers;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Speakers;

public sealed class MandateTests
{
    [Theory]
    [InlineData("2026-01-06", false)]
    [InlineData("2026-01-07", true)]
    [InlineData("2026-01-08", true)]
    [InlineData("2026-01-09", true)]
    [InlineData("2026-01-10", false)]
    public void Its_first_and_last_day_are_part_of_it(string day, bool covered) =>
        Covers("2026-01-07", "2026-01-09", day).ShouldBe(covered);

    [Theory]
    [InlineData("[2026-01-01..2026-01-06]", false)]
    [InlineData("[2026-01-01..2026-01-07]", true)]
    [InlineData("2026-01", true)]
    [InlineData("[2026-01-09..2026-01-20]", true)]
    [InlineData("[2026-01-10..2026-01-20]", false)]
    public void A_vague_day_is_covered_where_one_of_its_days_is(string day, bool covered) =>
        Covers("2026-01-07", "2026-01-09", day).ShouldBe(covered);

    [Theory]
    [InlineData("[2026-01-05..2026-01-07]", "2026-01-04", false)]
    [InlineData("[2026-01-05..2026-01-07]", "2026-01-05", true)]
    [InlineData("[..2026-01-07]", "2020-01-01", true)]
    [InlineData(null, "0001-01-01", true)]
    public void A_vague_beginning_covers_from_its_earliest_day_and_an_unknown_one_all_before(string? from, string day, bool covered) =>
        Covers(from, null, day).ShouldBe(covered);

    [Theory]
    [InlineData("[2026-01-05..2026-01-07]", "2026-01-07", true)]
    [InlineData("[2026-01-05..2026-01-07]", "2026-01-08", false)]
    [InlineData("[..2026-01-07]", "2026-01-07", true)]
    [InlineData("[..2026-01-07]", "2026-01-08", false)]
    [InlineData(null, "9999-12-31", true)]
    public void A_vague_end_covers_to_its_latest_day_and_none_all_after(string? until, string day, bool covered) =>
        Covers(null, until, day).ShouldBe(covered);

    [Theory]
    [InlineData("[..2026-01-06]", false)]
    [InlineData("[..2026-01-07]", true)]
    [InlineData("[..2026-02-01]", true)]
    public void A_day_of_unknown_earliest_is_covered_unless_it_is_over_before_the_beginning(string day, bool covered) =>
        Covers("2026-01-07", "2026-01-09", day).ShouldBe(covered);

    private static bool Covers(string? from, string? until, string day) =>
        new Mandate(
            "united-states",
            "Special envoy",
            from is null ? null : Bounds.Of(from),
            until is null ? null : Bounds.Of(until),
            null
        ).MayCover(Bounds.Of(day));
}
