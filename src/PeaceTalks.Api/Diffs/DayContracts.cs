using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Diffs;

/// <summary>How many changes there are.</summary>
/// <param name="Certain">Those that are CERTAIN.</param>
/// <param name="Possible">Those that are POSSIBLE.</param>
public sealed record CertaintyCounts(int Certain, int Possible)
{
    /// <summary><c>2 moved, 1 more possibly moved</c>. Null if there is none.</summary>
    /// <param name="did">What they did.</param>
    public string? InWords(string did) =>
        (Certain, Possible) switch
        {
            (0, 0) => null,
            (_, 0) => $"{Certain} {did}",
            (0, _) => $"{Possible} possibly {did}",
            _ => $"{Certain} {did}, {Possible} more possibly {did}",
        };
}

/// <summary>A day, or on the recorded axis a revision, in which something moved or was first reported.</summary>
/// <param name="Day">The day. On the recorded axis: the day (UTC) on which the revision was committed.</param>
/// <param name="Revision">The revision. Null on the valid axis.</param>
/// <param name="Moved">How many tracks moved.</param>
/// <param name="FirstReported">How many tracks were first reported.</param>
public sealed record DiffDay(DateOnly Day, long? Revision, CertaintyCounts Moved, CertaintyCounts FirstReported) : IShown
{
    ShownLine IShown.Line =>
        new(
            $"{Day:yyyy-MM-dd}{(Revision is { } number ? $", revision {number}" : "")}: "
                + string.Join("; ", new[] { Moved.InWords("moved"), FirstReported.InWords("first reported") }.OfType<string>())
        );
}

/// <summary>A day, or on the recorded axis a revision, as a line of CSV.</summary>
/// <param name="Day">The day. On the recorded axis: the day (UTC) on which the revision was committed.</param>
/// <param name="Revision">The revision. Empty on the valid axis.</param>
/// <param name="Moved">How many tracks moved.</param>
/// <param name="FirstReported">How many tracks were first reported.</param>
public sealed record DayRow(DateOnly Day, long? Revision, CertaintyCounts Moved, CertaintyCounts FirstReported) : IRow
{
    public static IEnumerable<DayRow> FromPage(DayPage page) =>
        page.Items.Select(x => new DayRow(x.Day, x.Revision, x.Moved, x.FirstReported));
}

/// <summary>The days, or on the recorded axis the revisions, of a window in which something moved or was first reported.</summary>
/// <param name="From">The earlier end as you gave it: a day, or on the recorded axis a revision. It is not part of the window.</param>
/// <param name="To">The later end. It is part of the window.</param>
/// <param name="AsOf">The day of the later end. On the recorded axis it is the day of both ends.</param>
/// <param name="KnownAt">The revision of the later end. On the valid axis it is the revision of both ends.</param>
/// <param name="Epoch">A new one begins after a restore. Revision numbers then mean something else.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record DayPage(
    DiffAxis Axis,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    Guid Epoch,
    IReadOnlyList<DiffDay> Items,
    string? NextCursor,
    Links Links
) : IPage<DiffDay>, ICitable
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    DateOnly? IOfDay.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => [];
}
