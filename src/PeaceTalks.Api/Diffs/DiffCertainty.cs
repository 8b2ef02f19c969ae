using System.Globalization;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Diffs;

/// <summary>Whether a change certainly lies in the window.</summary>
public enum DiffCertainty
{
    /// <summary>The change certainly lies in the window.</summary>
    Certain,

    /// <summary>The bounds of the day leave it open whether the change lies in the window.</summary>
    Possible,
}

/// <summary>Explains why it is open whether something lies in a window of days.</summary>
public static class DateUncertainty
{
    /// <returns>Null if it certainly lies after <paramref name="from"/> and not after <paramref name="to"/>.</returns>
    /// <param name="did">What happened on that day: "was stated", "happened".</param>
    /// <param name="from">The window begins after the end of this day.</param>
    /// <param name="to">The window ends with the end of this day.</param>
    public static string? Explain(string did, DateBounds day, DateOnly from, DateOnly to)
    {
        var (early, late) = (!(day.Earliest > from), day.Latest > to);
        if (!early && !late)
        {
            return null;
        }

        var when = day.Earliest is { } earliest
            ? $"it {did} between {Iso(earliest)} and {Iso(day.Latest)}"
            : $"it {did} by {Iso(day.Latest)}, on a day that is not known";
        var outside = (early, late) switch
        {
            (true, false) => $"not after {Iso(from)}",
            (false, true) => $"after {Iso(to)}",
            _ => $"not after {Iso(from)} or after {Iso(to)}",
        };
        return $"{when}, so perhaps {outside}";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
