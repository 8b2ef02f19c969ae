using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Speakers;

[ApiController]
[Route("api/v1/speakers")]
[Tags("Look up")]
public sealed class SpeakersController(PeaceTalksDb db, PinReader pins, ReferenceWriter writer) : ControllerBase
{
    /// <summary>The speakers</summary>
    /// <remarks>By slug, with spellings and mandates: for whom they speak, as what, and when.</remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<SpeakerContract>> List(
        [FromQuery] string[] party, [FromQuery] string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        pin.Catalogue.Require("party", Noun.Party, party);
        var found = pin.Catalogue.Speakers.All.Where(x => party.Length == 0 || x.Mandates.Any(mandate => party.Contains(mandate.Party)));
        var (shown, next) = found.PageAfter(start, limit, Request, pin);
        var names = await db.NamesAsync(pin, shown.SelectMany(SpeakerContract.Articles), cancellation);
        return new KnownPage<SpeakerContract>(pin.Revision, [.. shown.Select(x => SpeakerContract.Of(x, names))], next, HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>A speaker, with spellings and mandates</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<SpeakerContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, pin.Catalogue.Speakers.Require(Noun.Speaker, slug), cancellation);
    }

    /// <summary>Add a speaker</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<SpeakerContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SpeakerContract>> Add(LedgerWrite<SpeakerInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var speaker = await writer.AddAsync(Noun.Speaker, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? speaker : CreatedAtAction(nameof(Get), new { slug = speaker.Slug }, speaker);
    }

    /// <summary>Edit a speaker</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<SpeakerContract> Edit(string slug, LedgerWrite<SpeakerInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.EditAsync(Noun.Speaker, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);

    private async Task<SpeakerContract> AnswerAsync(Pin pin, SpeakerVersion speaker, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, speaker.Version, dryRun);
        return SpeakerContract.Of(speaker, await db.NamesAsync(pin, SpeakerContract.Articles(speaker), cancellation));
    }
}
