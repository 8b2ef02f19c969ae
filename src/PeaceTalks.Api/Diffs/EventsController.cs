using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Diffs;

[ApiController]
[Route("api/v1/events")]
[Tags("Ask")]
public sealed class EventsController(PeaceTalksDb db, LedgerDatabase database, DiffStartReader starts, EventReader events) : ControllerBase
{
    private const int BatchSize = 200;

    /// <summary>
    /// A page ends after this many batches, however little it has found, so that no filter makes a request run without end.
    /// </summary>
    private const int MaxBatches = 3;

    /// <summary>List every record of a window in order, with what it changed</summary>
    /// <remarks>
    /// A chronicle: positions, milestones and states of meetings, one by one. The window is that of `/diffs`. A position says what its
    /// track holds with it and without it. Records that repeat what is held are included, and so are those of an earlier day.
    ///
    /// With `axis=valid`, the records in force come in the order of the last days that they can be from. Records that may be of a day
    /// outside the window are POSSIBLE, milestones too. With `axis=recorded`, the answer lists what the ledger did, in its order, and
    /// `action` says what that was.
    ///
    /// One after the other, the events come to the changes that `/diffs` lists. If a filter finds little in a long window, a page may be
    /// short or even empty and still have a `nextCursor`.
    /// </remarks>
    [HttpGet(Name = "listEvents"), RequiresRole(Role.Reader), Costly, PinnedByWindow]
    public async Task<EventPage> List(
        [FromQuery] EventQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var start = await starts.ReadAsync(Request, query, cursor, EventKey.KeyCount, cancellation);
        var scope = query.Scope(start.Pin.Snapshot);
        await query.RequireArticlesAndOutletsAsync(database, start.Pin, cancellation);

        List<RecordEvent> found = [];
        var (after, more, batch) = (EventKey.FromKeys(start.After), true, limit + 1);
        for (var batches = 0; more && found.Count <= limit && batches < MaxBatches; batches++)
        {
            var rows = await db.EventsAsync(scope, start.Window, after, batch, cancellation);
            var pins = rows.Select(x => x.Revision).Distinct().ToDictionary(x => x, _ => start.Pin);
            found.AddRange(
                (await events.ReadAsync([.. rows.Select(x => x.Change)], pins, scope, start.Window, cancellation)).Where(query.Chooses)
            );
            (after, more, batch) = (rows.Count == batch ? rows[^1].Key : null, rows.Count == batch, BatchSize);
        }

        var shown = found.Take(limit).ToList();
        var next = found.Count > limit ? EventKey.FromKeys(shown[^1]).Keys : after?.Keys;
        return new EventPage(
            start.Window.Axis,
            start.From,
            start.To,
            start.Pin.AsOf,
            start.Pin.Revision,
            start.Pin.Epoch,
            start.Meetings.From,
            start.Meetings.To,
            shown,
            next is null ? null : Request.NextCursor(start.Pin, start.Keys(next)),
            start.Links(HttpContext)
        );
    }
}
