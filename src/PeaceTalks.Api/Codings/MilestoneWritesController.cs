using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Codings;

[ApiController]
[Route("api/v1/milestones")]
[Tags("Record")]
public sealed class MilestoneWritesController(MilestoneNoun noun, CodingWriter writer) : ControllerBase
{
    /// <summary>Record a milestone</summary>
    /// <remarks>
    /// You must give exactly one target (a process, an issue or a proposal), a step, a summary, an article and a paragraph. The service
    /// fills in the rest where it can. With `dryRun=true`, the request is validated and you get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addMilestone"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Add(
        LedgerWrite<MilestoneInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, null, write.By(User), dryRun, cancellation));

    /// <summary>Correct a milestone</summary>
    /// <remarks>
    /// The new record supersedes the old one, which stays readable. The note says why. If two corrections of one record compete, the second
    /// gets 409. The further citations of the old record are kept if you leave `citations` out; if you give it, the new record has exactly
    /// those. A correction that changes nothing is refused (422).
    /// </remarks>
    [HttpPost("{id:guid}/correction", Name = "correctMilestone"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Correct(
        Guid id,
        LedgerWrite<MilestoneInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, corrects: id, write.By(User), dryRun, cancellation));

    /// <summary>Retract a milestone</summary>
    /// <remarks>Use this for a record that should not be in the ledger. The record stays readable, and nothing replaces it.</remarks>
    [HttpPost("{id:guid}/retraction", Name = "retractMilestone"), RequiresRole(Role.Analyst)]
    public async Task<Written<MilestoneContract>> Retract(
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

    /// <summary>Cite another article for a milestone</summary>
    /// <remarks>Use this for another article that reports the same milestone. The record does not change; it gains a citation.</remarks>
    [HttpPost("{id:guid}/citations", Name = "citeMilestone"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Known<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Known<MilestoneContract>>> Cite(
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
        return CreatedAtRoute("getMilestone", new { id }, cited);
    }

    private ActionResult<Written<MilestoneContract>> Created(Written<MilestoneContract> written)
    {
        HttpContext.SetRevisionHeader(written);
        return written.DryRun ? written : CreatedAtRoute("getMilestone", new { id = written.Item.Id }, written);
    }
}
