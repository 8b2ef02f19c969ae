using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Diffs;

/// <summary>Which days you ask for.</summary>
public sealed class DayQuery
{
    /// <summary>Which axis to follow: `valid` lists days, `recorded` lists revisions.</summary>
    public DiffAxis Axis { get; init; } = DiffAxis.Valid;

    /// <summary>
    /// The earlier end, which is not part of the window. It is the end of a day, or on the recorded axis a revision's number (0 is before
    /// the first), an instant, or a day (its end, UTC). Defaults to the beginning, before all records.
    /// </summary>
    public string? From { get; init; }

    /// <summary>
    /// The later end, which is part of the window. It is the end of a day, by default today (UTC), or on the recorded axis a revision's
    /// number, an instant or a day (its end, UTC), by default the newest revision.
    /// </summary>
    public string? To { get; init; }

    /// <summary>On the recorded axis: what was held as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// On the valid axis: the revision to read at, as its number, an instant, or a day (its end, UTC). Defaults to the newest.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>Slug of the party that holds the position.</summary>
    public string[] Party { get; init; } = [];

    /// <summary>Slug of an issue. Selects positions on the issue as a whole and on the proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a proposal.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Before all records.</summary>
    private string Beginning => Axis == DiffAxis.Valid ? "0001-01-01" : "0";

    /// <summary>The diff whose window and tracks these are.</summary>
    public DiffQuery Diff(string process) =>
        new()
        {
            Axis = Axis,
            From = From ?? Beginning,
            To = To,
            AsOf = AsOf,
            KnownAt = KnownAt,
            Process = [process],
            Party = Party,
            Issue = Issue,
            IncludeSubIssues = IncludeSubIssues,
            Proposal = Proposal,
        };
}

[ApiController]
[Route("api/v1")]
[Tags("Ask")]
public sealed class DaysController(DiffStartReader starts, DayReader days) : ControllerBase
{
    private const int KeyCount = 1;

    /// <summary>List the days on which something moved or was first reported</summary>
    /// <remarks>
    /// For calendars, sliders and charts: which days of a window are worth a question. The counts of a day are those of the diff from the
    /// day before to that day, with what is certain and what is possible apart. Days on which things were only said again are left out.
    /// What is known between bounds counts on the last day that it can be from.
    ///
    /// With `axis=recorded`, it lists the revisions with which the ledger learned of such a change, as of one day.
    ///
    /// The changes of a day are at `/diffs`, with the day before as `from` and the day as `to`. If a page has little to show, it may be
    /// short or even empty and still have a `nextCursor`.
    /// </remarks>
    /// <param name="process">Slug of the process.</param>
    [HttpGet("processes/{process}/days", Name = "listDays"), RequiresRole(Role.Reader), Costly, PinnedByWindow]
    public async Task<DayPage> List(
        string process,
        [FromQuery] DayQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var diff = query.Diff(process);
        var start = await starts.ReadAsync(Request, diff, cursor, KeyCount, cancellation);
        start.Pin.Snapshot.Processes.Require(process);
        var after = start.After is [var place] ? PlaceOf(place, start.Window.Axis) : (long?)null;
        var (found, next) = await days.ReadAsync(diff.Scope(start.Pin.Snapshot), start.Window, after, limit, cancellation);
        return new DayPage(
            start.Window.Axis,
            start.From,
            start.To,
            start.Pin.AsOf,
            start.Pin.Revision,
            start.Pin.Epoch,
            found,
            next is { } last ? Request.NextCursor(start.Pin, start.Keys(PinnedPages.Number(last))) : null,
            start.Links(HttpContext)
        );
    }

    /// <summary>The place in a cursor: the number of a day, or on the recorded axis of a revision.</summary>
    private static long PlaceOf(string key, DiffAxis axis) =>
        PinnedPages.NumberOf(key) is var number && (axis == DiffAxis.Recorded || number <= DateOnly.MaxValue.DayNumber)
            ? number
            : throw CursorRequests.NoCursor();
}
