using PeaceTalks.Api.Dates;

namespace PeaceTalks.UnitTests.Dates;

public sealed class EdtfTests
{
    [Theory]
    [InlineData("2026-01-07", "2026-01-07", "2026-01-07")]
    [InlineData("2025-12", "2025-12-01", "2025-12-31")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("[2025-11-24..2025-12-10]", "2025-11-24", "2025-12-10")]
    [InlineData("[2025-11..2025-12]", "2025-11-01", "2025-12-31")]
    [InlineData("[2024..2025]", "2024-01-01", "2025-12-31")]
    [InlineData("[2025..2025-03-02]", "2025-01-01", "2025-03-02")]
    [InlineData("[2025-03-02..2025]", "2025-03-02", "2025-12-31")]
    [InlineData("[2026-01-07..2026-01-07]", "2026-01-07", "2026-01-07")]
    [InlineData("[..2026-01-08]", null, "2026-01-08")]
    [InlineData("[..2025-12]", null, "2025-12-31")]
    [InlineData("[..2025]", null, "2025-12-31")]
    public void Each_form_reads_as_its_first_and_last_day(string text, string? earliest, string latest) => Reads(text, earliest, latest);

    [Theory]
    [InlineData("2024-02-29", "2024-02-29", "2024-02-29")]
    [InlineData("2000-02-29", "2000-02-29", "2000-02-29")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2025-02", "2025-02-01", "2025-02-28")]
    [InlineData("1900-02", "1900-02-01", "1900-02-28")]
    [InlineData("2025-04", "2025-04-01", "2025-04-30")]
    [InlineData("2025-01", "2025-01-01", "2025-01-31")]
    [InlineData("[2025-12-31..2026-01-01]", "2025-12-31", "2026-01-01")]
    [InlineData("0001", "0001-01-01", "0001-12-31")]
    [InlineData("0001-01", "0001-01-01", "0001-01-31")]
    [InlineData("0001-01-01", "0001-01-01", "0001-01-01")]
    [InlineData("9999", "9999-01-01", "9999-12-31")]
    [InlineData("9999-12", "9999-12-01", "9999-12-31")]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31")]
    [InlineData("[0001..9999]", "0001-01-01", "9999-12-31")]
    [InlineData("[..0001-01-01]", null, "0001-01-01")]
    public void Leap_days_month_ends_and_the_ends_of_the_calendar_read(string text, string? earliest, string latest) =>
        Reads(text, earliest, latest);

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-01-00")]
    [InlineData("2026-01-32")]
    [InlineData("2026-04-31")]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("0000")]
    [InlineData("0000-01-01")]
    [InlineData("[2026-02-30..2026-03-01]")]
    [InlineData("[2026-02-01..2026-02-30]")]
    [InlineData("[..2026-13]")]
    public void A_day_that_the_calendar_has_not_is_refused(string text) => Refuses(text);

    [Theory]
    [InlineData("[2026-02-01..2026-01-01]")]
    [InlineData("[2026-01-02..2026-01-01]")]
    [InlineData("[2026-02..2026-01]")]
    [InlineData("[2026..2025]")]
    [InlineData("[2026-02-01..2026-01]")]
    public void Bounds_that_run_backwards_are_refused(string text) => Refuses(text);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[2026-01-01..]")]
    [InlineData("[..]")]
    [InlineData("[]")]
    [InlineData("[2026-01-01]")]
    [InlineData("[2026-01-01,2026-01-02]")]
    [InlineData("2026-01-01..2026-01-02")]
    [InlineData("2026-01-01/2026-01-02")]
    [InlineData("..2026-01-02")]
    [InlineData("[2026-01-01..2026-01-02")]
    [InlineData("2026-01-01..2026-01-02]")]
    [InlineData("{2026-01-01..2026-01-02}")]
    [InlineData("[2026-01-01...2026-01-02]")]
    [InlineData("[2026-01-01.2026-01-02]")]
    [InlineData("2026-1-7")]
    [InlineData("26-01-07")]
    [InlineData("20260107")]
    [InlineData("2026-W01")]
    [InlineData("2026-01-07T00:00:00Z")]
    [InlineData("2026-01-07~")]
    [InlineData("2026-01?")]
    [InlineData("202X")]
    [InlineData("-2026")]
    [InlineData("+2026-01-07")]
    [InlineData("12026")]
    [InlineData("07.01.2026")]
    [InlineData("today")]
    public void Any_other_form_is_refused(string text) => Refuses(text);

    [Theory]
    [InlineData(" 2026-01-07")]
    [InlineData("2026-01-07 ")]
    [InlineData("2026 -01-07")]
    [InlineData("[ 2026-01-07..2026-01-08]")]
    [InlineData("[2026-01-07 .. 2026-01-08]")]
    [InlineData("[2026-01-07..2026-01-08 ]")]
    [InlineData("2026-01-07\n")]
    [InlineData("2026-01\n")]
    [InlineData("2026\n")]
    [InlineData("[2026-01-07..2026-01-08]\n")]
    [InlineData("[..2026-01-08]\r\n")]
    [InlineData("\n2026-01-07")]
    [InlineData("x\n2026-01-07")]
    [InlineData("2026-01-07\0")]
    public void Spaces_and_line_ends_are_refused_wherever_they_stand(string text) => Refuses(text);

    [Theory]
    [InlineData("\u0662\u0660\u0662\u0666")] // Arabic-Indic
    [InlineData("\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0667")]
    [InlineData("\u06f2\u06f0\u06f2\u06f6-01-07")] // Persian
    [InlineData("\uff12\uff10\uff12\uff16-01-07")] // full width
    [InlineData("2026-01-0\u0967")] // Devanagari
    [InlineData("[..2026-01-0\u0967]")]
    [InlineData("2026\u201101\u201107")] // non-breaking hyphens
    [InlineData("2026\u221201\u221207")] // minus signs
    public void Digits_and_hyphens_of_other_scripts_are_refused(string text) => Refuses(text);

    [Theory]
    [InlineData("2026-01-07", "2026-01-07", "2026-01-07")]
    [InlineData("2025-12-01", "2025-12-31", "2025-12")]
    [InlineData("2024-02-01", "2024-02-29", "2024-02")]
    [InlineData("2025-01-01", "2025-12-31", "2025")]
    [InlineData("0001-01-01", "0001-12-31", "0001")]
    [InlineData("0001-01-01", "0001-01-01", "0001-01-01")]
    [InlineData("9999-01-01", "9999-12-31", "9999")]
    [InlineData("9999-12-01", "9999-12-31", "9999-12")]
    [InlineData(null, "2025-12-31", "[..2025-12-31]")]
    [InlineData(null, "9999-12-31", "[..9999-12-31]")]
    [InlineData("2024-02-01", "2024-02-28", "[2024-02-01..2024-02-28]")]
    [InlineData("2025-12-02", "2025-12-31", "[2025-12-02..2025-12-31]")]
    [InlineData("2025-12-01", "2025-12-30", "[2025-12-01..2025-12-30]")]
    [InlineData("2025-01-02", "2025-12-31", "[2025-01-02..2025-12-31]")]
    [InlineData("2025-01-01", "2025-12-30", "[2025-01-01..2025-12-30]")]
    [InlineData("2025-02-01", "2025-12-31", "[2025-02-01..2025-12-31]")]
    [InlineData("2024-12-01", "2025-12-31", "[2024-12-01..2025-12-31]")]
    [InlineData("2024-01-01", "2025-12-31", "[2024-01-01..2025-12-31]")]
    [InlineData("2025-11-01", "2025-12-31", "[2025-11-01..2025-12-31]")]
    public void A_whole_month_or_year_is_written_as_one_and_all_else_as_days(string? earliest, string latest, string text) =>
        Edtf.Write(earliest is null ? null : Day(earliest), Day(latest)).ShouldBe(text);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static void Reads(string text, string? earliest, string latest)
    {
        Edtf.TryRead(text, out var first, out var last).ShouldBeTrue();
        (first?.ToString("yyyy-MM-dd"), last.ToString("yyyy-MM-dd")).ShouldBe((earliest, latest));
    }

    private static void Refuses(string text) => Edtf.TryRead(text, out _, out _).ShouldBeFalse();
}
