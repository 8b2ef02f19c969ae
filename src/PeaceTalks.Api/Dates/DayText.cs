using System.Globalization;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Dates;

/// <summary>
/// Days as text. Only one form is accepted, <c>2026-01-31</c>. Other forms are understood well enough to suggest the right one.
/// </summary>
public static class DayText
{
    public const string Example = "2026-01-31";

    private static readonly string[] OtherForms =
    [
        "d.M.yyyy",
        "yyyy.M.d",
        "yyyy/M/d",
        "yyyy-M-d",
        "yyyyMMdd",
        "d-M-yyyy",
        "d/M/yyyy",
        "M/d/yyyy",
        "d MMMM yyyy",
        "d MMM yyyy",
        "MMMM d, yyyy",
        "MMM d, yyyy",
        "MMMM d yyyy",
        "MMM d yyyy",
    ];

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss",
    ];

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>
    /// Suggests the day that the text can be read as, or both days if it is unclear which number is the month. Otherwise gives an example.
    /// </summary>
    public static string Complaint(string text)
    {
        var readings = Readings(text);
        return $"{Spelling.Quoted(text)} is not a day; write {(readings.Count > 0 ? string.Join(" or ", readings) : $"it like {Example}")}";
    }

    private static List<string> Readings(string text)
    {
        if (text.Length > 40)
        {
            return [];
        }

        var day = text.Trim();
        if (DateTimeOffset.TryParseExact(day, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return [Iso(DateOnly.FromDateTime(instant.Date))];
        }

        var readings = new List<string>();
        foreach (var form in OtherForms)
        {
            if (DateOnly.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                readings.Add(Iso(read));
            }
        }

        return [.. readings.Distinct()];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Instants as RFC 3339: with seconds and an offset. A day alone stands for its end, in UTC.</summary>
public static class InstantText
{
    public const string Example = "2026-01-31T12:00:00Z";

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <param name="text">Read exactly. A time without an offset is not an instant.</param>
    /// <param name="instant">In UTC, whatever offset it was written with. The end of a day is its last microsecond.</param>
    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        if (DayText.TryRead(text, out var day))
        {
            instant = new DateTimeOffset(day, new TimeOnly(23, 59, 59, 999, 999), TimeSpan.Zero);
            return true;
        }

        var read = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant);
        return read && (text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-');
    }

    /// <summary>Writes UTC, with fractions of a second only if there are any.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Complaint(string text)
    {
        // A + in an address has become a space by the time it arrives.
        if (
            TryRead(text.Replace(' ', '+'), out var meant)
            || TryRead($"{text}Z", out meant)
            || TryRead(text.Replace(' ', 'T') + "Z", out meant)
            || TryRead(text.ToUpperInvariant(), out meant)
        )
        {
            return $"{Spelling.Quoted(text)} is not an instant; write {Write(meant)}";
        }

        return $"{Spelling.Quoted(text)} is not an instant; write it like {Example}";
    }
}
