using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>Which positions you ask for. Several values of one filter are alternatives.</summary>
public sealed class PositionFilters : TrackFilters
{
    /// <summary>Selects positions by stance.</summary>
    public Stance[] Stance { get; init; } = [];

    /// <summary>Selects positions by how the source presents them.</summary>
    public AssertionMode[] Mode { get; init; } = [];

    /// <summary>Id of a meeting. Selects positions that were stated at it.</summary>
    public Guid[] Meeting { get; init; } = [];

    /// <summary>
    /// Selects what has all of these words in its names and texts. Words, beginnings of words and "phrases" are as in `/search`. Misspelt
    /// words find nothing.
    /// </summary>
    public SearchQuery? Q { get; init; }

    /// <summary>Only positions that were certainly stated on this day or later.</summary>
    public DateOnly? StatedFrom { get; init; }

    /// <summary>Only positions that were certainly stated on this day or earlier.</summary>
    public DateOnly? StatedTo { get; init; }

    /// <summary>Whether to list records in force, superseded records, or both.</summary>
    public RecordStatus Status { get; init; } = RecordStatus.Current;

    /// <summary>Only records that were certainly stated by the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }
}
