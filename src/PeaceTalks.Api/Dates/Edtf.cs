using System.Globalization;
using System.Text.RegularExpressions;

namespace PeaceTalks.Api.Dates;

/// <summary>
/// The part of the Extended Date/Time Format (ISO 8601-2) in which days in the world are written here: <c>2026-01-07</c>, <c>2025-12</c>,
/// <c>2025</c>, and one day of a set, <c>[2025-11-24..2025-12-10]</c> or <c>[..2026-01-08]</c>.
/// </summary>
public static partial class Edtf
{
    /// <summary>The length of the longest form.</summary>
    public const int MaxLength = 24;

    public const string Forms = "write 2026-01-07, 2025-12, 2025, [2025-11-24..2025-12-10] or [..2026-01-08]";

    /// <summary>
    /// Reads the bounds. False if the text has none of the forms, names no day of the calendar, or has its bounds in the wrong order.
    /// </summary>
    public static bool TryRead(string text, out DateOnly? earliest, out DateOnly latest)
    {
        earliest = null;
        latest = default;
        var match = Form().Match(text);
        if (!match.Success)
        {
            return false;
        }

        if (match.Groups["one"].Success)
        {
            if (!TryReadSpan(match.Groups["one"].Value, out var first, out latest))
            {
                return false;
            }

            earliest = first;
            return true;
        }

        if (!TryReadSpan(match.Groups["last"].Value, out _, out latest))
        {
            return false;
        }

        if (match.Groups["first"].Value is { Length: > 0 } start)
        {
            if (!TryReadSpan(start, out var first, out _))
            {
                return false;
            }

            earliest = first;
        }

        return earliest is null || earliest <= latest;
    }

    public static string Write(DateOnly? earliest, DateOnly latest)
    {
        if (earliest is not { } first)
        {
            return $"[..{Day(latest)}]";
        }

        if (first == latest)
        {
            return Day(latest);
        }

        if (first is { Day: 1, Month: 1 } && latest == new DateOnly(first.Year, 12, 31))
        {
            return first.ToString("yyyy", CultureInfo.InvariantCulture);
        }

        return first.Day == 1 && latest == LastOfMonth(first.Year, first.Month)
            ? first.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : $"[{Day(first)}..{Day(latest)}]";
    }

    private static bool TryReadSpan(string text, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        switch (text.Length)
        {
            case 10 when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first):
                last = first;
                return true;
            case 7 when DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out first):
                last = LastOfMonth(first.Year, first.Month);
                return true;
            case 4 when DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out first):
                last = new DateOnly(first.Year, 12, 31);
                return true;
            default:
                return false;
        }
    }

    private static DateOnly LastOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<one>\d{4}(?:-\d{2}){0,2})|\[(?<first>\d{4}(?:-\d{2}){0,2})?\.\.(?<last>\d{4}(?:-\d{2}){0,2})\])\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
