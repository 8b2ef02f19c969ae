using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
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
    /// You must give a party, a target, a stance, a summary, an article and a paragraph. The service fills in the rest where it can, and
    /// the answer lists what it filled in. The answer also shows how the write changes what is held today. With `dryRun=true`, the request
    /// is validated and you get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addPosition"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Add(
        LedgerWrite<PositionInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, null, write.By(User), dryRun, cancellation));

    /// <summary>Correct a position</summary>
    /// <remarks>
    /// Correct a mistake of the coding. If the party has changed its mind, record a newer position instead. The new record supersedes the
    /// old one, which stays readable. The note says why. The new record may be on another track. If two corrections of one record compete,
    /// the second gets 409. The further citations of the old record are kept if you leave `citations` out; if you give it, the new record
    /// has exactly those. A correction that changes nothing is refused (422).
    /// </remarks>
    [HttpPost("{id:guid}/correction", Name = "correctPosition"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Correct(
        Guid id,
        LedgerWrite<PositionInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, corrects: id, write.By(User), dryRun, cancellation));

    /// <summary>Retract a position</summary>
    /// <remarks>Use this for a record that should not be in the ledger. The record stays readable, and nothing replaces it.</remarks>
    [HttpPost("{id:guid}/retraction", Name = "retractPosition"), RequiresRole(Role.Analyst)]
    public async Task<Written<PositionContract>> Retract(
        Guid id,
        RetractionInput retraction,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var written = await writer.RetractAsync(noun, id, retraction.By(User), dryRun, cancellation);
        HttpContext.SetRevisionHeader(written);
        return written;
    }

    /// <summary>Cite another article for a position</summary>
    /// <remarks>Use this for another article that reports the same statement. The record does not change; it gains a citation.</remarks>
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
        if (dryRun)
        {
            return cited;
        }

        HttpContext.SetRevisionHeaders(cited.KnownAt);
        return CreatedAtRoute("getPosition", new { id }, cited);
    }

    private ActionResult<Written<PositionContract>> Created(Written<PositionContract> written)
    {
        HttpContext.SetRevisionHeader(written);
        return written.DryRun ? written : CreatedAtRoute("getPosition", new { id = written.Item.Id }, written);
    }
}
