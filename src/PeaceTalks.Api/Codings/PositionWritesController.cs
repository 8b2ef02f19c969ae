using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Codings;

[ApiController]
[Route("api/v1/positions")]
[Tags("Record")]
public sealed class PositionWritesController(PositionNoun noun, CodingWriter writer) : ControllerBase
{
    /// <summary>Record a position</summary>
    /// <remarks>
    /// Required are the party, the target, the stance, a summary, the article and the paragraph. The rest is worked out from these if
    /// possible, and the answer lists what was. The answer also shows what the write changes of what is held today. With `dryRun=true`, the
    /// request is validated and you get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addPosition"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Add(
        LedgerWrite<PositionInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, write.By(User), dryRun, cancellation));

    /// <summary>Correct a position</summary>
    /// <remarks>
    /// Correct a mistake of the coding. If the party has changed its mind, record a newer position instead. The new record supersedes the
    /// old one, which stays readable. The note says why. The new record may be on another track. If two corrections of one record compete,
    /// the second gets 409.
    /// </remarks>
    [HttpPost("{id:guid}/correction", Name = "correctPosition"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Correct(
        Guid id,
        LedgerWrite<PositionInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.CorrectAsync(id, write.Item, write.By(User), dryRun, cancellation));

    /// <summary>Retract a position</summary>
    /// <remarks>Retract a record that should not be in the ledger. Nothing takes its place, and it stays readable.</remarks>
    [HttpPost("{id:guid}/retraction", Name = "retractPosition"), RequiresRole(Role.Analyst)]
    public Task<Written<PositionContract>> Retract(
        Guid id,
        RetractionInput retraction,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => writer.RetractAsync(noun, id, retraction.By(User), dryRun, cancellation);

    /// <summary>Cite another article for a position</summary>
    /// <remarks>Use this for an article that reports the same statement. The record stays as it is, and its evidence grows.</remarks>
    [HttpPost("{id:guid}/citations", Name = "citePosition"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Known<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Known<PositionContract>>> Cite(
        Guid id,
        LedgerWrite<CitationInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var cited = await writer.CiteAsync(noun, id, write.Item, write.By(User), dryRun, cancellation);
        return dryRun ? cited : CreatedAtRoute("getPosition", new { id }, cited);
    }

    private ActionResult<Written<PositionContract>> Created(Written<PositionContract> written) =>
        written.DryRun ? written : CreatedAtRoute("getPosition", new { id = written.Item.Id }, written);
}
