using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

[ApiController]
[Route("api/v1/diffs")]
[Tags("Ask")]
public sealed class DiffsController(PeaceTalksDb db, DiffStartReader starts, DiffReader diffs, EventReader events) : ControllerBase
{
    private const int BatchSize = 200;

    /// <summary>After so many a page ends, however little it has found, so that no filter makes a question endless.</summary>
    private const int MaxBatches = 25;

    /// <summary>What changed between two ends, why, and on what evidence</summary>
    /// <remarks>
    /// With `axis=valid` it compares what was held at the end of day `from` with what was held at the end of day `to`, track by track, both as known at one
    /// revision: what the parties changed. With `axis=recorded` it compares what was known at revision `from` with what was known at revision `to`, as of
    /// one day: what the ledger learned, and the `cause` of each change says whether a party moved or only the ledger. The window is (from, to], so windows
    /// chain; an end with itself is empty.
    ///
    /// Each item has one kind, the first that applies, and lists all that differs, with the record and its citations on both sides.
    /// Where the bounds of a day leave it open whether the change lies in the window, it is POSSIBLE and says why.
    ///
    /// With `mode=events` it lists every record of the window in order instead: also those that say the same again (`kind` null), and milestones. On the valid
    /// axis those whose bounds reach beyond the window are marked POSSIBLE; on the recorded axis `action` says what the ledger did.
    ///
    /// With `Accept: text/x-diff` the answer is a patch. For totals ask `/diffs/summary`. Where a filter finds little in a long window, a page may be short,
    /// or empty, and still have a `nextCursor`.
    /// </remarks>
    [HttpGet(Name = "listDiffs"), RequiresRole(Role.Reader), Costly]
    public async Task<DiffPage> List(
        [FromQuery] DiffQuery query,
        DiffMode mode = DiffMode.Net,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var start = await starts.ReadAsync(Request, query, cursor, cancellation);
        var scope = query.Scope(start.Pin.Snapshot);
        await db.RequireArticlesAsync(start.Pin, query.Article, cancellation);
        return mode == DiffMode.Net
            ? await NetAsync(query, start, scope, limit, cancellation)
            : await EventsAsync(query, start, scope, limit, cancellation);
    }

    /// <summary>How much changed between two ends, by kind, cause, party and issue</summary>
    /// <remarks>The totals of what `/diffs` lists with the same parameters; `/diffs` with one of the totals as a filter leads to the changes and their evidence.</remarks>
    [HttpGet("summary", Name = "getDiffSummary"), RequiresRole(Role.Reader), Costly]
    public async Task<DiffSummary> Summary([FromQuery] DiffQuery query, CancellationToken cancellation = default)
    {
        var start = await starts.ReadAsync(Request, query, null, cancellation);
        var scope = query.Scope(start.Pin.Snapshot);
        await db.RequireArticlesAsync(start.Pin, query.Article, cancellation);
        var totals = new DiffTotals();
        for (TrackKey? after = null; ; )
        {
            var (found, goOnAfter) = await diffs.CompareAsync(scope, start.Window, query.Contested, after, 5 * BatchSize, cancellation);
            totals.Add(found.Where(x => query.Chooses(x.Diff)));
            if (goOnAfter is null)
            {
                return totals.Summary(start, new Names(start.Pin), start.Links(HttpContext));
            }

            after = goOnAfter;
        }
    }

    private async Task<DiffPage> NetAsync(DiffQuery query, DiffStart start, TrackScope scope, int limit, CancellationToken cancellation)
    {
        // Records that say the same make no item, and kinds are known only afterwards: read on until the page is full.
        List<(TrackChange Track, PositionDiff Diff)> changes = [];
        var (after, more, batch) = (TrackKey.FromCursor(start.After), true, limit + 1);
        for (var batches = 0; more && changes.Count <= limit && batches < MaxBatches; batches++)
        {
            var (found, goOnAfter) = await diffs.CompareAsync(scope, start.Window, query.Contested, after, batch, cancellation);
            changes.AddRange(found.Where(x => query.Chooses(x.Diff)));
            (after, more, batch) = (goOnAfter, goOnAfter is not null, BatchSize);
        }

        var shown = changes.Take(limit).ToList();
        return Page(
            start,
            DiffMode.Net,
            await diffs.ItemsAsync(shown, scope, start.Window, start.Pin, cancellation),
            [],
            changes.Count > limit ? shown[^1].Track.Key.Keys : after?.Keys
        );
    }

    private async Task<DiffPage> EventsAsync(DiffQuery query, DiffStart start, TrackScope scope, int limit, CancellationToken cancellation)
    {
        if (query.Cause.Length > 0 || query.Contested is not null)
        {
            throw Problems.Invalid(
                query.Cause.Length > 0 ? "cause" : "contested",
                "goes with mode=net; an event is one record, and not what a track comes to"
            );
        }

        List<RecordEvent> shown = [];
        var (after, more, batch) = (EventKey.FromKeys(start.After), true, limit + 1);
        for (var batches = 0; more && shown.Count <= limit && batches < MaxBatches; batches++)
        {
            var rows = await db.EventsAsync(scope, start.Window, after, batch, cancellation);
            var pins = rows.Select(x => x.Revision).Distinct().ToDictionary(x => x, _ => start.Pin);
            shown.AddRange(
                (await events.ReadAsync([.. rows.Select(x => x.Change)], pins, scope, start.Window, cancellation)).Where(query.Chooses)
            );
            (after, more, batch) = (rows.Count == batch ? rows[^1].Key : null, rows.Count == batch, BatchSize);
        }

        var page = shown.Take(limit).ToList();
        return Page(start, DiffMode.Events, [], page, shown.Count > limit ? EventKey.FromKeys(page[^1]).Keys : after?.Keys);
    }

    private DiffPage Page(
        DiffStart start,
        DiffMode mode,
        IReadOnlyList<DiffItem> items,
        IReadOnlyList<RecordEvent> shown,
        string[]? next
    ) =>
        new(
            start.Window.Axis,
            mode,
            start.From,
            start.To,
            start.Pin.AsOf,
            start.Pin.Revision,
            start.Pin.Epoch,
            items,
            shown,
            next is null ? null : Request.NextCursor(start.Pin, start.Keys(next)),
            start.Links(HttpContext)
        );
}
