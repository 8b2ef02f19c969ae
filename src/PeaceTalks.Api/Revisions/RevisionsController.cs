using System.ComponentModel.DataAnnotations;
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
    /// <summary>What the ledger has learned, change by change</summary>
    /// <remarks>
    /// Revisions run 1, 2, 3, ... without holes, in the order of commit: who asks for what comes after the last change seen misses nothing, and sees
    /// nothing twice. A page has as many changes as `limit` says, grouped by revision, so a large revision comes in several pages. `nextAfter` is always there,
    /// also at the end, where it is the cursor that was given. Each change is as its own revision knew it, names included, and reads the same for ever.
    /// `author` and `subject` choose: who wrote what, and what was ever done to a thing, each with what was before.
    /// </remarks>
    /// <param name="after">`nextAfter` of the page before, as it stands; or the number of a revision, for all that came after it, 0 for everything.</param>
    /// <param name="limit">How many changes a page has at most.</param>
    [HttpGet(Name = "listRevisions"), RequiresRole(Role.Reader), Costly]
    public async Task<RevisionPage> List(
        [FromQuery] RevisionFilters filters,
        string after = "0",
        [Range(1, 1000)] int limit = 200,
        CancellationToken cancellation = default
    )
    {
        var start = await revisions.StartAsync(RevisionCursor.Read("after", after), "after", cancellation);
        var page = await revisions.PageAsync(start, limit, cancellation, filters);
        HttpContext.SetReadHeaders(page.Epoch, page.Head, default);
        return page;
    }

    /// <summary>What the ledger learns, as it learns it</summary>
    /// <remarks>
    /// Server-sent events, for a browser's `EventSource`, or `curl -N`; the page of Swagger UI waits for the end of it in vain. First an event `start` that says
    /// where it starts, then an event `change` for each change: its `data` is what is described here, its `id` the cursor to go on from. A client whose
    /// connection is lost asks again with the last one as `Last-Event-ID` (`EventSource` by itself), and misses nothing and sees nothing twice; without a cursor
    /// the stream starts with what is committed from now on. If another epoch begins, an event `gone` with the problem is the last one, and a cursor of an
    /// earlier epoch is 410: `EventSource` gives up on any status but 200, so tell your users, and start again. Above a number of clients it is 503.
    /// Lines that begin with a colon keep the connection alive. Where reads need a key, the stream ends after a minute, and is asked for again with the key.
    /// </remarks>
    /// <param name="after">A cursor, or the number of a revision, as for `/revisions`; what is committed from now on when left out.</param>
    /// <param name="lastEventId">The `id` of the last event seen. Wins over `after`, since a browser that asks again sends the first address.</param>
    [HttpGet("stream", Name = "streamRevisions"), RequiresRole(Role.Reader)]
    [Produces(ServerSentEvents.MediaType)]
    [ProducesResponseType<StreamedChange>(StatusCodes.Status200OK)]
    public Task Stream(string? after = null, [FromHeader(Name = "Last-Event-ID")] string? lastEventId = null)
    {
        var first = after is null ? null : RevisionCursor.Read("after", after);
        return string.IsNullOrEmpty(lastEventId)
            ? stream.WriteAsync(HttpContext, first, "after")
            : stream.WriteAsync(HttpContext, RevisionCursor.Read("Last-Event-ID", lastEventId), "Last-Event-ID");
    }

    /// <summary>A revision, with what it did</summary>
    /// <remarks>In the order in which it was said; a long list comes in pages, `afterPlace` by `afterPlace`.</remarks>
    /// <param name="afterPlace">Changes with greater places.</param>
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
