using System.Globalization;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Diffs;

/// <summary>Whether a change certainly lies in the window.</summary>
public enum DiffCertainty
{
    /// <summary>It does.</summary>
    Certain,

    /// <summary>The bounds of its day leave it open.</summary>
    Possible,
}

/// <summary>Says why it is open whether a statement was made in a window of days.</summary>
public static class Doubt
{
    /// <returns>Null where the statement was certainly made after <paramref name="from"/> and by <paramref name="to"/>.</returns>
    /// <param name="from">The end of this day, which is not part of the window.</param>
    /// <param name="to">The end of this day, which is part of the window.</param>
    public static string? Of(DateBounds stated, DateOnly from, DateOnly to)
    {
        var (early, late) = (!(stated.Earliest > from), stated.Latest > to);
        if (!early && !late)
        {
            return null;
        }

        var when = stated.Earliest is { } earliest
            ? $"it was stated between {Iso(earliest)} and {Iso(stated.Latest)}"
            : $"it was stated by {Iso(stated.Latest)}, on a day that is not known";
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
