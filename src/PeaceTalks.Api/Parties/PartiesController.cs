using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Parties;

[ApiController]
[Route("api/v1/parties")]
[Tags("Look up")]
public sealed class PartiesController(PeaceTalksDb db, PinReader pins, ReferenceWriter writer) : ControllerBase
{
    /// <summary>The parties</summary>
    /// <remarks>By slug, with aliases and memberships. A group's position is never spread over its members.</remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<PartyContract>> List(
        [FromQuery] PartyKind[] kind, [FromQuery] string[] memberOf, [FromQuery] string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        pin.Catalogue.Require("memberOf", Noun.Party, memberOf);
        var found = pin.Catalogue.Parties.All
            .Where(x => kind.Length == 0 || kind.Contains(x.Kind))
            .Where(x => memberOf.Length == 0 || x.Memberships.Any(membership => memberOf.Contains(membership.Group)));
        var (shown, next) = found.PageAfter(start, limit, Request, pin);
        var names = await db.NamesAsync(pin, shown.SelectMany(PartyContract.Articles), cancellation);
        return new KnownPage<PartyContract>(pin.Revision, [.. shown.Select(x => PartyContract.Of(x, names))], next, HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>A party, with aliases and memberships</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<PartyContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, pin.Catalogue.Parties.Require(Noun.Party, slug), cancellation);
    }

    /// <summary>Add a party</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<PartyContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<PartyContract>> Add(LedgerWrite<PartyInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var party = await writer.AddAsync(Noun.Party, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? party : CreatedAtAction(nameof(Get), new { slug = party.Slug }, party);
    }

    /// <summary>Edit a party</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<PartyContract> Edit(string slug, LedgerWrite<PartyInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.EditAsync(Noun.Party, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);

    private async Task<PartyContract> AnswerAsync(Pin pin, PartyVersion party, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, party.Version, dryRun);
        return PartyContract.Of(party, await db.NamesAsync(pin, PartyContract.Articles(party), cancellation));
    }
}
