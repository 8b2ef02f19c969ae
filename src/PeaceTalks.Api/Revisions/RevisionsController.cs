using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Revisions;

[ApiController]
[Route("api/v1/revisions")]
[Tags("Evidence")]
public sealed class RevisionsController(RevisionReader revisions) : ControllerBase
{
    /// <summary>What the ledger has learned, change by change</summary>
    /// <remarks>
    /// Revisions run 1, 2, 3, ... without holes, in the order of commit: who asks for what comes after the last change seen misses nothing, and sees
    /// nothing twice. A page has as many changes as `limit` says, grouped by revision, so a large revision comes in several pages. `nextAfter` is always there,
    /// also at the end, where it is the cursor that was given. Each change is as its own revision knew it, names included, and reads the same for ever.
    /// </remarks>
    /// <param name="after">`nextAfter` of the page before, as it stands; or the number of a revision, for all that came after it, 0 for everything.</param>
    /// <param name="limit">How many changes a page has at most.</param>
    [HttpGet]
    public async Task<RevisionPage> List(string after = "0", [Range(1, 1000)] int limit = 200, CancellationToken cancellation = default)
    {
        var start = await revisions.StartAsync(RevisionCursor.Read("after", after), "after", cancellation);
        return await revisions.PageAsync(start, limit, cancellation);
    }

    /// <summary>A revision, with what it did</summary>
    /// <remarks>In the order in which it was said; a long list comes in pages, `afterPlace` by `afterPlace`.</remarks>
    /// <param name="afterPlace">Changes with greater places.</param>
    [HttpGet("{number:long}")]
    public async Task<RevisionItem> Get(
        long number, [Range(0, int.MaxValue)] int afterPlace = 0, [Range(1, 1000)] int limit = 200, CancellationToken cancellation = default)
    {
        var head = await revisions.StartAsync(null, "", cancellation);
        return await revisions.ItemAsync(head.Epoch, number, afterPlace, limit, cancellation)
            ?? throw Problems.NotFound("revision", $"{number}", $"{head.Head}", "/api/v1/revisions");
    }
}
