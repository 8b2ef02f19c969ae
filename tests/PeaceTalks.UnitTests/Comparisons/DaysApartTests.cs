using FsCheck.Fluent;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.UnitTests.Dates;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Comparisons;

public sealed class DaysApartTests
{
    [Theory]
    [InlineData("2026-01-07", "2026-01-07", 0, 0)]
    [InlineData("2026-01-07", "2026-01-10", 3, 3)]
    [InlineData("2025-12-31", "2026-01-01", 1, 1)]
    [InlineData("2026-01-07", "[2026-01-05..2026-01-10]", 0, 3)]
    [InlineData("[2026-01-01..2026-01-03]", "[2026-01-03..2026-01-08]", 0, 7)]
    [InlineData("[2026-01-01..2026-01-03]", "[2026-01-05..2026-01-08]", 2, 7)]
    [InlineData("[..2026-01-07]", "2026-01-10", 3, null)]
    [InlineData("[..2026-01-07]", "2026-01-07", 0, null)]
    [InlineData("[..2026-01-07]", "[..2026-02-07]", 0, null)]
    public void Days_between_bounds_are_as_few_and_as_many_as_the_bounds_allow(string one, string other, int atLeast, int? atMost)
    {
        DaysApart.Between(Bounds.Of(one), Bounds.Of(other)).ShouldBe(new DaysApart(atLeast, atMost));
        DaysApart.Between(Bounds.Of(other), Bounds.Of(one)).ShouldBe(new DaysApart(atLeast, atMost));
    }

    [Fact]
    public void They_are_the_least_and_the_greatest_of_all_days_that_the_two_may_be() =>
        Always.Holds(
            Gen.Two(Ledgers.Bounds).ToArbitrary(),
            days =>
            {
                var (one, other) = days;
                var apart =
                    from first in Enumerable.Range(0, 10).Select(Ledgers.Day)
                    where (one.Earliest ?? Ledgers.Day(0)) <= first && first <= one.Latest
                    from second in Enumerable.Range(0, 10).Select(Ledgers.Day)
                    where (other.Earliest ?? Ledgers.Day(0)) <= second && second <= other.Latest
                    select Math.Abs(first.DayNumber - second.DayNumber);
                var expected = new DaysApart(apart.Min(), one.Earliest is null || other.Earliest is null ? null : apart.Max());

                DaysApart.Between(one, other).ShouldBe(expected);
            }
        );
}
