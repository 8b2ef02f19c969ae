using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Revisions;

[ApiController]
[Route("api/v1/revisions")]
[Tags("Evidence")]
public sealed class RevisionsController(RevisionReader revisions, RevisionStream stream) : ControllerBase
{
    /// <summary>List the changes of the ledger, in order</summary>
    /// <remarks>
    /// Revisions are numbered 1, 2, 3, ... without gaps, in the order of commit. If you always ask for what comes after the last change
    /// that you have seen, you miss nothing and see nothing twice. `limit` counts changes. They are grouped by revision, so a large
    /// revision comes in several pages. `nextAfter` is always present. At the end it repeats the cursor that you gave.
    ///
    /// Each change appears as its own revision knew it, names included, and reads the same for ever. With `author` you see what somebody
    /// wrote. With `subject` you see everything that was ever done to something, and what it was before.
    /// </remarks>
    /// <param name="after">
    /// The `nextAfter` of the previous page, unchanged; or the number of a revision, for everything after it (0 for everything); or an
    /// instant, or a day (its end, UTC), for everything recorded after it.
    /// </param>
    /// <param name="upTo">Only changes of this revision and of earlier ones. Defaults to the newest revision.</param>
    /// <param name="limit">The maximum number of changes on a page.</param>
    [HttpGet(Name = "listRevisions"), RequiresRole(Role.Reader), Costly]
    public async Task<RevisionPage> List(
        [FromQuery] RevisionFilters filters,
        string after = "0",
        [Range(0, long.MaxValue)] long? upTo = null,
        [Range(1, 1000)] int limit = 200,
        CancellationToken cancellation = default
    )
    {
        var start = await revisions.StartAsync(RevisionCursor.Read("after", after), "after", cancellation);
        if (upTo > start.Head)
        {
            throw Problems.AheadOfHead("upTo", upTo.Value, start.Head);
        }

        var page = await revisions.PageAsync(start, limit, cancellation, filters, upTo);
        HttpContext.SetReadHeaders(page.Epoch, page.Head, default);
        return page;
    }

    /// <summary>Stream changes of the ledger as they are recorded</summary>
    /// <remarks>
    /// Server-sent events, for `EventSource` in a browser or for `curl -N`. Swagger UI cannot show the stream, because it waits for the
    /// answer to end.
    ///
    /// The first event is `start` (StreamStart), which says where the stream starts. Then comes one event `change` (StreamedChange) for each
    /// change. The schemas below describe their `data`, and their `id` is the cursor to continue from. If you lose the connection, send the
    /// last `id` as `Last-Event-ID` (`EventSource` does so by itself): you miss nothing and see nothing twice. Without a cursor, the stream
    /// starts with the next commit.
    ///
    /// Filters choose which changes you are told about. Several of them all have to match. A change is about the party, the issues and the
    /// proposal of its position, milestone or remark, about those of its meeting, and, in reference data, about itself. A correction
    /// is about what it corrects the record to. What you are not
    /// told about moves your cursor too: a block with an `id` and nothing else, which `EventSource` takes note of in silence.
    ///
    /// If another epoch begins, for example after a restore, the last event is `gone`, and its data is the problem. A cursor from an
    /// earlier epoch is answered with 410. `EventSource` does not reconnect after any status but 200, so open a new stream without a
    /// cursor. If too many clients follow the stream, you get 503.
    ///
    /// Lines that begin with a colon keep the connection alive. If you send a key, the stream ends within five seconds of the moment when
    /// the key is revoked or expires. Streams count apart from your other requests: if you have too many open, you get 429.
    /// </remarks>
    /// <param name="after">
    /// A cursor, the number of a revision, an instant or a day, as for `/revisions`. By default the stream starts with the next commit.
    /// </param>
    /// <param name="lastEventId">
    /// The `id` of the last event that you have seen. It takes precedence over `after`, because a browser reconnects with the original
    /// address.
    /// </param>
    [HttpGet("stream", Name = "streamRevisions"), RequiresRole(Role.Reader)]
    [Produces(ServerSentEvents.MediaType), DisableRequestTimeout, Endless]
    [ProducesResponseType<StreamedChange>(StatusCodes.Status200OK)]
    public Task Stream(
        [FromQuery] StreamFilters filters,
        string? after = null,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null
    )
    {
        var first = after is null ? null : RevisionCursor.Read("after", after);
        return string.IsNullOrEmpty(lastEventId)
            ? stream.WriteAsync(HttpContext, filters, first, "after")
            : stream.WriteAsync(HttpContext, filters, RevisionCursor.Read("Last-Event-ID", lastEventId), "Last-Event-ID");
    }

    /// <summary>Get a revision, with its changes</summary>
    /// <remarks>
    /// The changes are in their order in the revision. A long list comes in pages: give `nextAfterPlace` as `afterPlace`.
    /// </remarks>
    /// <param name="afterPlace">Only changes with a greater place.</param>
    [HttpGet("{number:long}", Name = "getRevision"), RequiresRole(Role.Reader), Costly]
    public async Task<RevisionItem> Get(
        long number,
        [Range(0, int.MaxValue)] int afterPlace = 0,
        [Range(1, 1000)] int limit = 200,
        CancellationToken cancellation = default
    )
    {
        var head = await revisions.StartAsync(null, "", cancellation);
        if (number < 1 || number > head.Head)
        {
            throw Problems.NotFound("revision", $"{number}", $"{head.Head}", "/api/v1/revisions");
        }

        var item = await revisions.ItemAsync(head.Epoch, number, afterPlace, limit, cancellation);
        HttpContext.SetReadHeaders(head.Epoch, head.Head, default);
        return item;
    }
}
