using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Parties;

[ApiController]
[Route("api/v1/parties")]
[Tags("Look up")]
public sealed class PartiesController(PartyNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>List parties</summary>
    /// <remarks>
    /// The list is sorted by slug. It has aliases and memberships. A group's position is never taken to be its members' position.
    /// </remarks>
    [HttpGet(Name = "listParties"), RequiresRole(Role.Reader)]
    public Task<KnownPage<PartyContract>> List(
        [FromQuery] PartyKind[] kind,
        [FromQuery] string[] memberOf,
        [FromQuery] SearchQuery? q = null,
        [FromQuery] string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    ) =>
        references.ListAsync(
            noun,
            HttpContext,
            knownAt,
            cursor,
            limit,
            q,
            snapshot =>
            {
                snapshot.Require("memberOf", Noun.Party, memberOf);
                return snapshot
                    .Parties.All.Where(x => kind.Length == 0 || kind.Contains(x.Kind))
                    .Where(x => memberOf.Length == 0 || x.Memberships.Any(membership => memberOf.Contains(membership.Group)));
            },
            cancellation
        );

    /// <summary>Get a party, with aliases and memberships</summary>
    /// <remarks>The ETag ends in the version. Send it as `If-Match` when you edit.</remarks>
    [HttpGet("{slug}", Name = "getParty"), RequiresRole(Role.Reader)]
    public Task<PartyContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a party</summary>
    /// <remarks>
    /// Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addParty"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<PartyContract>(StatusCodes.Status201Created)]
    public Task<ActionResult<PartyContract>> Add(
        LedgerWrite<PartyInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.AddAsync(noun, HttpContext, write.Item, write.By(User), dryRun, cancellation);

    /// <summary>Edit a party</summary>
    /// <remarks>
    /// Send the whole item. In `If-Match`, send the version that you have read, so that nobody's edit is lost. The edit creates one
    /// revision, or none if nothing changes. Reads pinned to an earlier revision still return the earlier data, including the names.
    /// </remarks>
    [HttpPut("{slug}", Name = "editParty"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public Task<PartyContract> Edit(
        string slug,
        LedgerWrite<PartyInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.EditAsync(noun, HttpContext, slug, write.Item, write.By(User), dryRun, cancellation);
}
