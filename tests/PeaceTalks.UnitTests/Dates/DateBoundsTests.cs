using PeaceTalks.Api.Dates;

namespace PeaceTalks.UnitTests.Dates;

public sealed class DateBoundsTests
{
    [Fact]
    public void An_earliest_day_after_the_latest_is_refused()
    {
        var refusal = Should.Throw<ArgumentException>(() => new DateBounds(new(2026, 1, 8), new(2026, 1, 7), DateBasis.Stated));

        refusal.ParamName.ShouldBe("earliest");
        refusal.Message.ShouldContain("2026-01-08");
        refusal.Message.ShouldContain("2026-01-07");
    }

    [Fact]
    public void An_earliest_day_on_the_latest_is_a_precise_day() =>
        new DateBounds(new(2026, 1, 7), new(2026, 1, 7), DateBasis.Stated).ToEdtf().ShouldBe("2026-01-07");

    [Fact]
    public void An_unknown_earliest_day_goes_with_any_latest() =>
        new DateBounds(null, DateOnly.MinValue, DateBasis.Stated).ToEdtf().ShouldBe("[..0001-01-01]");

    [Fact]
    public void Bounds_of_the_same_days_are_equal_however_they_were_written()
    {
        Bounds.Of("2025-12").ShouldBe(Bounds.Of("[2025-12-01..2025-12-31]"));
        Bounds.Of("2025").ShouldBe(Bounds.Of("[2025-01..2025-12]"));
        Bounds.Of("[..2025-12]").ShouldBe(Bounds.Of("[..2025-12-31]"));
    }

    [Fact]
    public void An_unknown_earliest_day_is_not_the_first_day_of_the_calendar() =>
        Bounds.Of("[..2025-12-31]").ShouldNotBe(Bounds.Of("[0001-01-01..2025-12-31]"));

    [Fact]
    public void Bounds_read_as_their_EDTF() => $"{Bounds.Of("[2025-11-24..2025-12-10]")}".ShouldBe("[2025-11-24..2025-12-10]");

    [Theory]
    [InlineData("2026-01-07", "2026-01-07", true)]
    [InlineData("2026-01-07", "2026-01-08", false)]
    [InlineData("[2026-01-01..2026-01-07]", "[2026-01-07..2026-01-09]", true)]
    [InlineData("[2026-01-01..2026-01-06]", "[2026-01-07..2026-01-09]", false)]
    [InlineData("2026-01", "2026-01-31", true)]
    [InlineData("2026-01", "2026-01-01", true)]
    [InlineData("2026-01", "2026-02-01", false)]
    [InlineData("[2026-01-01..2026-01-09]", "[2026-01-03..2026-01-04]", true)]
    [InlineData("[..2026-01-07]", "2026-01-07", true)]
    [InlineData("[..2026-01-07]", "0001-01-01", true)]
    [InlineData("[..2026-01-07]", "2026-01-08", false)]
    [InlineData("[..2026-01-07]", "[..2020-01-01]", true)]
    public void Bounds_overlap_where_some_day_is_in_both(string one, string other, bool overlap)
    {
        Bounds.Of(one).Overlaps(Bounds.Of(other)).ShouldBe(overlap);
        Bounds.Of(other).Overlaps(Bounds.Of(one)).ShouldBe(overlap);
    }
}
