using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.References;

namespace PeaceTalks.Api.Speakers;

[ApiController]
[Route("api/v1/speakers")]
[Tags("Look up")]
public sealed class SpeakersController(SpeakerNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>The speakers</summary>
    /// <remarks>By slug, with spellings and mandates: for whom they speak, as what, and when.</remarks>
    [HttpGet(Name = "listSpeakers"), RequiresRole(Role.Reader)]
    public Task<KnownPage<SpeakerContract>> List(
        [FromQuery] string[] party,
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
                snapshot.Require("party", Noun.Party, party);
                return snapshot.Speakers.All.Where(x => party.Length == 0 || x.Mandates.Any(mandate => party.Contains(mandate.Party)));
            },
            cancellation
        );

    /// <summary>A speaker, with spellings and mandates</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}", Name = "getSpeaker"), RequiresRole(Role.Reader)]
    public Task<SpeakerContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a speaker</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost(Name = "addSpeaker"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<SpeakerContract>(StatusCodes.Status201Created)]
    public Task<ActionResult<SpeakerContract>> Add(
        LedgerWrite<SpeakerInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.AddAsync(noun, HttpContext, write.Item, write.By(User), dryRun, cancellation);

    /// <summary>Edit a speaker</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}", Name = "editSpeaker"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public Task<SpeakerContract> Edit(
        string slug,
        LedgerWrite<SpeakerInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.EditAsync(noun, HttpContext, slug, write.Item, write.By(User), dryRun, cancellation);
}
