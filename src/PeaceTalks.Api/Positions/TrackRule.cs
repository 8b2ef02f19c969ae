using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Positions;

/// <summary>Which records of a track count as of a day.</summary>
public enum Certainty
{
    /// <summary>Records that were certainly stated by the end of the day.</summary>
    Certain,

    /// <summary>Records that may have been stated by the end of the day.</summary>
    Possible,
}

/// <summary>What the rule looks at in a record.</summary>
/// <param name="RecordedIn">The revision that recorded it.</param>
/// <param name="Place">The place in that revision.</param>
public sealed record StatedStance(Guid Id, Stance Stance, DateBounds Day, Attribution Attribution, long RecordedIn, int Place)
{
    /// <summary>Slugs of the articles that it cites. Only <see cref="Corroboration"/> looks at them.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];
}

/// <summary>What a track holds.</summary>
/// <param name="Held">The newest record with a stance. If there is none, the newest silence.</param>
/// <param name="Silence">
/// A silence that is newer than the stance. The held record itself if there is nothing but silence. Otherwise null.
/// </param>
/// <param name="Run">
/// The unbroken run with the held stance, newest first: it begins with the held record. Silences between its records are not part of it,
/// and do not break it.
/// </param>
/// <param name="LastSelfReport">The newest record with a stance that the holder itself asserted. Null if there is none.</param>
/// <param name="Alternatives">
/// Records with a different stance whose bounds overlap those of the held record, newest first. Silence is not an alternative.
/// </param>
public sealed record Holding(
    StatedStance Held,
    StatedStance? Silence,
    IReadOnlyList<StatedStance> Run,
    StatedStance? LastSelfReport,
    IReadOnlyList<StatedStance> Alternatives
)
{
    /// <summary>The oldest record of the run.</summary>
    public StatedStance StanceSince => Run[^1];

    /// <summary>The newest record of the run that the holder itself asserted. Null if it asserted none of them.</summary>
    public StatedStance? OwnWord => Run.FirstOrDefault(record => record.Attribution == Attribution.Self);
}

/// <summary>
/// The rule that turns a track's records into one held position: docs/adr/0002. This is its definition. The database follows the same rule
/// in <see cref="TrackSql"/>, with an index in the order of the rule (PositionConfiguration).
/// </summary>
public static class TrackRule
{
    /// <summary>
    /// Newest first: the order in which records are in force. A vague record comes after a precise one inside its bounds.
    /// </summary>
    public static IComparer<StatedStance> NewestFirst { get; } = Comparer<StatedStance>.Create(Compare);

    /// <summary>
    /// Whether a record counts as of the end of <paramref name="day"/>. An unknown earliest day counts as the latest day.
    /// </summary>
    public static bool Admits(DateBounds stated, DateOnly day, Certainty certainty) =>
        (certainty == Certainty.Certain ? stated.Latest : stated.Earliest ?? stated.Latest) <= day;

    /// <summary>What the records of one track amount to. Null if none of them counts.</summary>
    public static Holding? HeldAt(IEnumerable<StatedStance> records, DateOnly day, Certainty certainty)
    {
        var admitted = records.Where(record => Admits(record.Day, day, certainty)).Order(NewestFirst).ToList();
        if (admitted.Count == 0)
        {
            return null;
        }

        var stated = admitted.Where(record => !record.Stance.IsSilence()).ToList();
        if (stated.Count == 0)
        {
            return new Holding(admitted[0], admitted[0], [.. admitted.TakeWhile(record => record.Stance == admitted[0].Stance)], null, []);
        }

        var held = stated[0];
        return new Holding(
            held,
            admitted[0].Stance.IsSilence() ? admitted[0] : null,
            [.. stated.TakeWhile(record => record.Stance == held.Stance)],
            stated.FirstOrDefault(record => record.Attribution == Attribution.Self),
            [.. stated.Where(record => record.Stance != held.Stance && record.Day.Overlaps(held.Day))]
        );
    }

    private static int Compare(StatedStance? x, StatedStance? y)
    {
        var (a, b) = (x!, y!);
        return Nullable.Compare(b.Day.Earliest, a.Day.Earliest) is var earliest and not 0 ? earliest
            : a.Day.Latest.CompareTo(b.Day.Latest) is var latest and not 0 ? latest
            : a.Attribution.CompareTo(b.Attribution) is var attribution and not 0 ? attribution
            : b.RecordedIn.CompareTo(a.RecordedIn) is var revision and not 0 ? revision
            : b.Place.CompareTo(a.Place);
    }
}
