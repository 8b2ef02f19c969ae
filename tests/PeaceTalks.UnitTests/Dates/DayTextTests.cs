using PeaceTalks.Api.Dates;

namespace PeaceTalks.UnitTests.Dates;

public sealed class DayTextTests
{
    [Theory]
    [InlineData("31.01.2026", "write 2026-01-31")]
    [InlineData("31/1/2026", "write 2026-01-31")]
    [InlineData("1/31/2026", "write 2026-01-31")]
    [InlineData("2026-1-31", "write 2026-01-31")]
    [InlineData("20260131", "write 2026-01-31")]
    [InlineData(" 2026-01-31 ", "write 2026-01-31")]
    [InlineData("31 January 2026", "write 2026-01-31")]
    [InlineData("Jan 31, 2026", "write 2026-01-31")]
    [InlineData("2026-01-31T23:59:00Z", "write 2026-01-31")]
    [InlineData("02/01/2026", "write 2026-01-02 or 2026-02-01")]
    [InlineData("2026-02-30", "write it like 2026-01-31")]
    [InlineData("yesterday", "write it like 2026-01-31")]
    public void Another_form_is_refused_with_the_day_it_means(string text, string end)
    {
        DayText.TryRead(text, out _).ShouldBeFalse();
        DayText.Complaint(text).ShouldEndWith(end);
    }

    [Fact]
    public void A_day_is_read() => (DayText.TryRead("2024-02-29", out var day), day).ShouldBe((true, new DateOnly(2024, 2, 29)));

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.125+02:00", "2026-01-31T10:00:00.125Z")]
    [InlineData("2026-01-31T00:30:00+02:00", "2026-01-30T22:30:00Z")]
    [InlineData("2026-01-31", "2026-01-31T23:59:59.999999Z")]
    public void An_instant_with_any_offset_is_written_in_UTC(string text, string written)
    {
        InstantText.TryRead(text, out var instant).ShouldBeTrue();
        InstantText.Write(instant).ShouldBe(written);
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00", "write 2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31 12:00:00", "write 2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00 02:00", "write 2026-01-31T10:00:00Z")]
    [InlineData("2026-01-31t12:00:00z", "write 2026-01-31T12:00:00Z")]
    [InlineData("noon", "write it like 2026-01-31T12:00:00Z")]
    public void What_is_no_instant_is_refused_with_the_one_it_means(string text, string end)
    {
        InstantText.TryRead(text, out _).ShouldBeFalse();
        InstantText.Complaint(text).ShouldEndWith(end);
    }
}
