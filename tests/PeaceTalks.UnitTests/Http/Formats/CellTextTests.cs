using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Http.Formats;

public sealed class CellTextTests
{
    private static readonly Gen<string> Text =
        from characters in Gen.Elements("=", "+", "-", "@", "'", "\"", "\t", "\r\n", " ", ",", "1", "7", "x", "е", "jan").ListOf()
        select string.Concat(characters);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("+380 44")]
    [InlineData("-2+3")]
    [InlineData("- a list")]
    [InlineData(" =1+1")]
    [InlineData("\u00a0=1+1")]
    [InlineData("＝1+1")]
    [InlineData("\t=1+1")]
    [InlineData("\r\nx")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void A_text_that_a_spreadsheet_would_compute_has_an_apostrophe(string text) => CellText.FromValue(text).ShouldBe($"'{text}");

    [Theory]
    [InlineData("2025-12")]
    [InlineData("1-2")]
    [InlineData("1/2")]
    [InlineData("7.1.2026")]
    [InlineData("007")]
    [InlineData("1e5")]
    [InlineData("1,000")]
    [InlineData("40.50")]
    [InlineData("5 %")]
    [InlineData("€5")]
    [InlineData("10:30 PM")]
    [InlineData("March 3")]
    [InlineData("3 dec 2025")]
    [InlineData("TRUE")]
    [InlineData("1234567890123456")]
    public void A_text_that_a_spreadsheet_would_turn_into_something_else_has_an_apostrophe(string text) =>
        CellText.FromValue(text).ShouldBe($"'{text}");

    [Fact]
    public void A_text_that_begins_with_an_apostrophe_has_another() => CellText.FromValue("'tis").ShouldBe("''tis");

    [Theory]
    [InlineData("2026-01-07")]
    [InlineData("2025")]
    [InlineData("0")]
    [InlineData("[2025-11-24..2025-12-10]")]
    [InlineData("[..2026-01-08]")]
    [InlineData("up to 40 km")]
    [InlineData("3 марта")]
    [InlineData("Угода = мир")]
    [InlineData("marching")]
    [InlineData("May")]
    [InlineData("019b3c6e-5a00-7000-8000-000000000001")]
    [InlineData("")]
    public void Any_other_text_stays_as_it_is(string text) => CellText.FromValue(text).ShouldBe(text);

    [Fact]
    public void Numbers_days_and_the_like_stay_what_they_are()
    {
        CellText.FromValue(-5m).ShouldBe("-5");
        CellText.FromValue(40.500000m).ShouldBe("40.5");
        CellText.FromValue(-2).ShouldBe("-2");
        CellText.FromValue(true).ShouldBe("true");
        CellText.FromValue(Stance.NoResponse).ShouldBe("NO_RESPONSE");
        CellText.FromValue(new DateOnly(2026, 1, 7)).ShouldBe("2026-01-07");
        CellText.FromValue(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(2))).ShouldBe("2026-01-31T10:00:00Z");
        CellText.FromValue(null).ShouldBe("");
    }

    [Fact]
    public void The_apostrophe_taken_off_gives_the_text_back_and_no_cell_begins_like_a_formula() =>
        Always.Holds(
            Text.ToArbitrary(),
            text =>
            {
                var cell = CellText.FromValue(text);
                (cell.StartsWith('\'') ? cell[1..] : cell).ShouldBe(text);
                cell.TrimStart().ShouldNotStartWith("=");
            }
        );

    [Theory]
    [InlineData("june")]
    [InlineData("sept")]
    [InlineData("1e5 jan ")]
    [InlineData("                ")]
    public void A_long_text_is_looked_at_once(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000)) + "!";
        var time = System.Diagnostics.Stopwatch.StartNew();

        CellText.FromValue($"1{text}").ShouldBe($"1{text}");

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
