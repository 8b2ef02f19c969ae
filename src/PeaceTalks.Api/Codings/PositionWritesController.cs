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
    /// Needs party, target, stance, summary, article and paragraph; the rest follows from these where it can, and the answer lists what did.
    /// The answer shows what the write changes of what is held today. With `dryRun=true` all is checked and answered, and nothing written.
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
    /// For a mistake of the coding, not for a change of mind of the party, which is a newer position. The new record supersedes the old one, which stays
    /// readable; the note says why. It may be on another track. Of two corrections of one record the second is a conflict.
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
    /// <remarks>For a record that should not be there; nothing takes its place, and it stays readable.</remarks>
    [HttpPost("{id:guid}/retraction", Name = "retractPosition"), RequiresRole(Role.Analyst)]
    public Task<Written<PositionContract>> Retract(
        Guid id,
        RetractionInput retraction,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => writer.RetractAsync(noun, id, retraction.By(User), dryRun, cancellation);

    /// <summary>Cite a further article for a position</summary>
    /// <remarks>For an article that reports the same statement: the record stays, its evidence grows.</remarks>
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
