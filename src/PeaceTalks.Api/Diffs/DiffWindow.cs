using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>The axis along which two ends are compared.</summary>
[InLowerCase]
public enum DiffAxis
{
    /// <summary>What the parties changed: two days are compared, as known at one revision.</summary>
    Valid,

    /// <summary>What the ledger learned: two revisions are compared, as of one day.</summary>
    Recorded,
}

/// <summary>One end of a comparison: what was held at the end of a day, as known at a revision.</summary>
public sealed record DiffEnd(DateOnly Day, long Revision);

/// <summary>
/// The window of a diff: what lies after one end and not after the other. Windows can follow one another. A window between equal ends is
/// empty.
/// </summary>
/// <param name="FromDay">The day of the earlier end. On the recorded axis, it is the day (UTC) on which its revision was committed.</param>
public sealed record DiffWindow(DiffAxis Axis, DiffEnd From, DiffEnd To, DateOnly FromDay)
{
    /// <summary>From the end of one day to the end of another.</summary>
    public static DiffWindow OfDays(DateOnly from, DateOnly to, long knownAt) =>
        new(DiffAxis.Valid, new(from, knownAt), new(to, knownAt), from);

    /// <summary>From one revision to another.</summary>
    public static DiffWindow OfRevisions(long from, DateOnly fromDay, long to, DateOnly asOf) =>
        new(DiffAxis.Recorded, new(asOf, from), new(asOf, to), fromDay);

    /// <summary>
    /// The end at which the party's positions on earlier versions of a proposal are read: before the change or, on the recorded axis, as
    /// known after it.
    /// </summary>
    public DiffEnd Earlier => Axis == DiffAxis.Valid ? From : To;
}
