using System.Globalization;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Diffs;

/// <summary>Whether a change certainly lies in the window.</summary>
public enum DiffCertainty
{
    /// <summary>The change certainly lies in the window: a party said or did it on a day that is known to lie there.</summary>
    Certain,

    /// <summary>
    /// The change may lie outside the window: the bounds of its day reach beyond it, or it is only reported as standing, and may be older
    /// than the report.
    /// </summary>
    Possible,
}

/// <summary>Why it is open whether something lies in a window of days.</summary>
/// <param name="Reason">
/// The reason as a sentence: "it was reported as standing on 2026-01-23, so perhaps not after 2025-12-12".
/// </param>
/// <param name="Hint">The same in a few words, for headlines: "possibly earlier: reported as standing on 2026-01-23".</param>
public sealed record DateUncertainty(string Reason, string Hint)
{
    /// <summary>
    /// Decides it from the bounds of the day and from their basis. What is reported as standing was so when it was published, and nobody
    /// knows since when.
    /// </summary>
    /// <returns>Null if it certainly lies after <paramref name="from"/> and not after <paramref name="to"/>.</returns>
    /// <param name="did">What happened on that day: "was stated", "happened".</param>
    /// <param name="from">The window begins after the end of this day.</param>
    /// <param name="to">The window ends with the end of this day.</param>
    public static DateUncertainty? Explain(string did, DateBounds day, DateOnly from, DateOnly to)
    {
        var (early, late) = (!(day.Earliest > from), day.Latest > to);
        if (early || late)
        {
            var when = day.Earliest is { } earliest
                ? $"between {Iso(earliest)} and {Iso(day.Latest)}"
                : $"by {Iso(day.Latest)}, on a day that is not known";
            return new($"it {did} {when}, so perhaps {Outside(early, late, from, to)}", $"possibly {Side(early, late)}: {when}");
        }

        if (day.Basis == DateBasis.Publication)
        {
            var when = day.Earliest == day.Latest ? $"on {Iso(day.Latest)}" : $"between {Iso(day.Earliest!.Value)} and {Iso(day.Latest)}";
            return new(
                $"it was reported as standing {when}, so perhaps {Outside(early: true, late: false, from, to)}",
                $"possibly earlier: reported as standing {when}"
            );
        }

        return null;
    }

    private static string Outside(bool early, bool late, DateOnly from, DateOnly to) =>
        (early, late) switch
        {
            (true, false) => $"not after {Iso(from)}",
            (false, true) => $"after {Iso(to)}",
            _ => $"not after {Iso(from)} or after {Iso(to)}",
        };

    private static string Side(bool early, bool late) =>
        (early, late) switch
        {
            (true, false) => "earlier",
            (false, true) => "later",
            _ => "earlier or later",
        };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
