using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Diffs;

[ApiController]
[Route("api/v1/diffs")]
[Tags("Ask")]
public sealed class DiffsController(LedgerDatabase database, DiffStartReader starts, DiffReader diffs, IOptions<LimitSettings> limits)
    : ControllerBase
{
    private const int BatchSize = 200;

    /// <summary>
    /// A page ends after this many batches, however little it has found, so that no filter makes a request run without end.
    /// </summary>
    private const int MaxBatches = 3;

    /// <summary>How many tracks of a summary are compared at once.</summary>
    private const int SummarizedAtOnce = 1000;

    /// <summary>List what changed between two ends, why, and on what evidence</summary>
    /// <remarks>
    /// With `axis=valid`, the diff compares what was held at the end of day `from` with what was held at the end of day `to`, track by
    /// track, both as known at one revision. It shows what the parties changed.
    ///
    /// With `axis=recorded`, it compares what was known at revision `from` with what was known at revision `to`, as of one day. It shows
    /// what the ledger learned, and the `cause` of each change says whether a party moved or only the ledger.
    ///
    /// With `fromMeeting` and `toMeeting` (or one of them), the window runs from the day before a meeting began to the day on which another
    /// ended: what moved between the two, and who was in the room.
    ///
    /// The window is (from, to], so that windows can follow one another. If both ends are the same, the diff is empty. Each item has one
    /// kind, the first that applies. It lists everything that differs, with the record and its citations on both sides.
    ///
    /// What moved comes first, and then what was first reported. What was only said again is left out: to see it, add `change=SAID_AGAIN`,
    /// or one of its kinds.
    ///
    /// A change is CERTAIN if a party said so on a day that is known to lie in the window. It is POSSIBLE, and says why, if the bounds of
    /// that day reach beyond the window, or if it is only reported as standing ("wants", "has offered"; the basis of its day is
    /// PUBLICATION): nobody knows since when that was so. On the recorded axis, that concerns the cause PARTY_MOVED alone; whatever else
    /// the ledger changed is a fact.
    ///
    /// For every single record of the window, with milestones and meetings, use `/events`.
    ///
    /// With `Accept: text/x-diff`, the answer is a patch. "(as before)" in it marks what an earlier record said, and the cited source
    /// neither repeats nor withdraws (`carried`); on an unchanged line it is about the later end. It is one page, and the header `Link` has
    /// the address of the next one.
    ///
    /// For totals, use `/diffs/summary`. If a filter finds little in a long window, a page may be short or even empty and still have a
    /// `nextCursor`.
    /// </remarks>
    [HttpGet(Name = "listDiffs"), RequiresRole(Role.Reader), Costly, PinnedByWindow]
    public async Task<DiffPage> List(
        [FromQuery] DiffQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var start = await starts.ReadAsync(Request, query, cursor, DiffPlace.KeyCount, cancellation);
        var scope = query.Scope(start.Pin.Snapshot);
        await query.RequireArticlesAndOutletsAsync(database, start.Pin, cancellation);

        // Records that say the same make no item, and the kinds are only known afterwards. So read on until the page is full.
        List<(DiffPlace Place, TrackChange Track, PositionDiff Diff)> changes = [];
        var (after, more, batch) = (DiffPlace.FromKeys(start.After), true, limit + 1);
        for (var batches = 0; more && changes.Count <= limit && batches < MaxBatches; batches++)
        {
            var places = await diffs.CandidatesAsync(scope, start.Window, query.Sorts(), after, batch, cancellation);
            var tracks = places.Select(x => x.Track).Distinct();
            var found = (await diffs.CompareAsync(scope, start.Window, query.Filter(), tracks, cancellation)).ToDictionary(x =>
                x.Track.Key
            );
            changes.AddRange(
                from place in places
                where found.ContainsKey(place.Track)
                let change = found[place.Track]
                where change.Diff.Sort == place.Sort && query.Chooses(change.Diff)
                select (place, change.Track, change.Diff)
            );
            (after, more, batch) = (places.Count == batch ? places[^1] : null, places.Count == batch, BatchSize);
        }

        var shown = changes.Take(limit).ToList();
        var next = changes.Count > limit ? shown[^1].Place.Keys : after?.Keys;
        return new DiffPage(
            start.Window.Axis,
            start.From,
            start.To,
            start.Pin.AsOf,
            start.Pin.Revision,
            start.Pin.Epoch,
            start.Meetings.From,
            start.Meetings.To,
            await diffs.ItemsAsync([.. shown.Select(x => (x.Track, x.Diff))], scope, start.Window, start.Pin, cancellation),
            next is null ? null : Request.NextCursor(start.Pin, start.Keys(next)),
            start.Links(HttpContext)
        );
    }

    /// <summary>Count what changed between two ends, by sort, kind, cause, party and issue</summary>
    /// <remarks>
    /// The totals of what `/diffs` lists for the same parameters, and how much moved, was first reported and was said again. To see the
    /// changes behind a total, and their evidence, use `/diffs` with that total as a filter. If too many tracks have records between the
    /// two ends, you get a 422 that says what to narrow.
    /// </remarks>
    [HttpGet("summary", Name = "getDiffSummary"), RequiresRole(Role.Reader), Costly, PinnedByWindow]
    public async Task<DiffSummary> Summary([FromQuery] DiffQuery query, CancellationToken cancellation = default)
    {
        var start = await starts.ReadAsync(Request, query, null, DiffPlace.KeyCount, cancellation);
        var scope = query.Scope(start.Pin.Snapshot);
        await query.RequireArticlesAndOutletsAsync(database, start.Pin, cancellation);
        var most = limits.Value.SummaryTracks is > 0 and var tracksAtMost ? tracksAtMost : int.MaxValue - 1;
        var tracks = await diffs.CandidatesAsync(scope, start.Window, most + 1, cancellation);
        if (tracks.Count > most)
        {
            throw Problems.TooMuch(
                "to",
                $"more than {most} tracks have records between the two ends, and a summary compares no more than that; choose ends that "
                    + "are closer together, or fewer tracks (process, party, issue, proposal)"
            );
        }

        var totals = new DiffTotals();
        foreach (var batch in tracks.Chunk(SummarizedAtOnce))
        {
            var found = await diffs.CompareAsync(scope, start.Window, query.Filter(), batch, cancellation);
            totals.Add(found.Where(x => query.Chooses(x.Diff)), query.Sorts());
        }

        return totals.Summary(start, new Names(start.Pin), start.Links(HttpContext));
    }
}
