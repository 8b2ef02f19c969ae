using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.References;

namespace PeaceTalks.Api.Parties;

[ApiController]
[Route("api/v1/parties")]
[Tags("Look up")]
public sealed class PartiesController(PartyNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>The parties</summary>
    /// <remarks>By slug, with aliases and memberships. A group's position is never spread over its members.</remarks>
    [HttpGet(Name = "listParties"), RequiresRole(Role.Reader)]
    public Task<KnownPage<PartyContract>> List(
        [FromQuery] PartyKind[] kind,
        [FromQuery] string[] memberOf,
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
            snapshot =>
            {
                snapshot.Require("memberOf", Noun.Party, memberOf);
                return snapshot
                    .Parties.All.Where(x => kind.Length == 0 || kind.Contains(x.Kind))
                    .Where(x => memberOf.Length == 0 || x.Memberships.Any(membership => memberOf.Contains(membership.Group)));
            },
            cancellation
        );

    /// <summary>A party, with aliases and memberships</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}", Name = "getParty"), RequiresRole(Role.Reader)]
    public Task<PartyContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a party</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
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
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
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
