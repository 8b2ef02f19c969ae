using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Speakers;

[ApiController]
[Route("api/v1/speakers")]
[Tags("Look up")]
public sealed class SpeakersController(SpeakerNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>List speakers</summary>
    /// <remarks>
    /// The list is sorted by slug. It has the spellings of each speaker's name and the mandates: the parties that the speaker speaks for,
    /// in what office, and when.
    /// </remarks>
    [HttpGet(Name = "listSpeakers"), RequiresRole(Role.Reader)]
    public Task<KnownPage<SpeakerContract>> List(
        [FromQuery] string[] party,
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
                snapshot.Require("party", Noun.Party, party);
                return snapshot.Speakers.All.Where(x => party.Length == 0 || x.Mandates.Any(mandate => party.Contains(mandate.Party)));
            },
            cancellation
        );

    /// <summary>Get a speaker, with spellings and mandates</summary>
    /// <remarks>The ETag ends in the version. Send it as `If-Match` when you edit.</remarks>
    [HttpGet("{slug}", Name = "getSpeaker"), RequiresRole(Role.Reader)]
    public Task<SpeakerContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a speaker</summary>
    /// <remarks>
    /// Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
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
    /// Send the whole item. In `If-Match`, send the version that you have read, so that nobody's edit is lost. The edit creates one
    /// revision, or none if nothing changes. Reads pinned to an earlier revision still return the earlier data, including the names.
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
