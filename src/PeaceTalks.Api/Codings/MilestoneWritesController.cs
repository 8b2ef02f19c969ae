using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
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
    /// Needs one target (process, issue or proposal), step, summary, article and paragraph; the rest follows from these where it can.
    /// With `dryRun=true` all is checked and answered, and nothing written.
    /// </remarks>
    [HttpPost(Name = "addMilestone"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Add(
        LedgerWrite<MilestoneInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, write.By(User), dryRun, cancellation));

    /// <summary>Correct a milestone</summary>
    /// <remarks>The new record supersedes the old one, which stays readable; the note says why. Of two corrections of one record the second is a conflict.</remarks>
    [HttpPost("{id:guid}/correction", Name = "correctMilestone"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Correct(
        Guid id,
        LedgerWrite<MilestoneInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.CorrectAsync(id, write.Item, write.By(User), dryRun, cancellation));

    /// <summary>Retract a milestone</summary>
    /// <remarks>For a record that should not be there; nothing takes its place, and it stays readable.</remarks>
    [HttpPost("{id:guid}/retraction", Name = "retractMilestone"), RequiresRole(Role.Analyst)]
    public Task<Written<MilestoneContract>> Retract(
        Guid id,
        RetractionInput retraction,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => writer.RetractAsync(noun, id, retraction.By(User), dryRun, cancellation);

    /// <summary>Cite a further article for a milestone</summary>
    /// <remarks>For an article that reports the same: the record stays, its evidence grows.</remarks>
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
        return dryRun ? cited : CreatedAtRoute("getMilestone", new { id }, cited);
    }

    private ActionResult<Written<MilestoneContract>> Created(Written<MilestoneContract> written) =>
        written.DryRun ? written : CreatedAtRoute("getMilestone", new { id = written.Item.Id }, written);
}
