using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Processes;

[ApiController]
[Route("api/v1/processes")]
[Tags("Look up")]
public sealed class ProcessesController(PeaceTalksDb db, PinReader pins, ReferenceWriter writer) : ControllerBase
{
    /// <summary>The sets of talks</summary>
    /// <remarks>By slug, with who takes part and as what: sides, mediators, guarantors, supporters, observers.</remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<ProcessContract>> List(
        [FromQuery] string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        var found = pin.Catalogue.Processes.All;
        var (shown, next) = found.PageAfter(start, limit, Request, pin);
        var names = await db.NamesAsync(pin, [], cancellation);
        return new KnownPage<ProcessContract>(pin.Revision, [.. shown.Select(x => ProcessContract.Of(x, names))], next, HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>A set of talks</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<ProcessContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, pin.Catalogue.Processes.Require(Noun.Process, slug), cancellation);
    }

    /// <summary>Add a process</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ProcessContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ProcessContract>> Add(LedgerWrite<ProcessInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var process = await writer.AddAsync(Noun.Process, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? process : CreatedAtAction(nameof(Get), new { slug = process.Slug }, process);
    }

    /// <summary>Edit a process</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<ProcessContract> Edit(string slug, LedgerWrite<ProcessInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.EditAsync(Noun.Process, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);

    private async Task<ProcessContract> AnswerAsync(Pin pin, ProcessVersion process, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, process.Version, dryRun);
        return ProcessContract.Of(process, await db.NamesAsync(pin, [], cancellation));
    }
}
