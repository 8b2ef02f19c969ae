using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Comparisons;

/// <summary>The number of days between two days, each of which may be known only between bounds.</summary>
/// <param name="AtLeast">0 if it can have been the same day.</param>
/// <param name="AtMost">Null if there is no limit, because the earliest day of one of them is not known.</param>
public sealed record DaysApart(int AtLeast, int? AtMost)
{
    public static DaysApart Between(DateBounds one, DateBounds other) =>
        new(
            new[] { 0, Days(other.Latest, one.Earliest) ?? 0, Days(one.Latest, other.Earliest) ?? 0 }.Max(),
            Days(one.Earliest, other.Latest) is { } after && Days(other.Earliest, one.Latest) is { } before ? Math.Max(after, before) : null
        );

    private static int? Days(DateOnly? from, DateOnly? to) => to?.DayNumber - from?.DayNumber;
}
