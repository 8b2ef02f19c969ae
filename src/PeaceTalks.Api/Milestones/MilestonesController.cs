using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Citations;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Milestones;

[ApiController]
[Route("api/v1/milestones")]
[Tags("Evidence")]
public sealed class MilestonesController(PeaceTalksDb db, PinReader pins, CodingWriter writer, CitationReader citations) : ControllerBase
{
    private const string OldestFirst = "happenedOn";
    private const string NewestFirst = "-happenedOn";

    /// <summary>The milestones recorded, newest first</summary>
    /// <remarks>Steps of proposals, and the state of issues and of processes. Contradicting ones are kept side by side.</remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<DatedPage<MilestoneContract>> List(
        [FromQuery] MilestoneFilters filters, [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is no order; write " + OldestFirst + " or " + NewestFirst)] string sort = NewestFirst, string? cursor = null, [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, filters.AsOf, filters.KnownAt, cursor, 3, cancellation);
        await db.RequireArticlesAsync(pin, filters.Article, cancellation);
        var found = await filters.Apply(db, pin).InDayOrder(sort == NewestFirst, PinnedPages.DayKeys(start))
            .Take(limit + 1).AsNoTracking().Include(x => x.Citations).ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        var successors = await db.Milestones.SuccessorsAsync(shown, pin.Revision, cancellation);
        var names = await db.NamesAsync(pin, shown.Articles(), cancellation);
        return new DatedPage<MilestoneContract>(
            pin.AsOf, pin.Revision, [.. shown.Select(x => MilestoneContract.Of(x, successors.Successor(x.Id), names))],
            found.Count > limit ? Request.NextCursor(pin, PinnedPages.DayKeys(shown[^1])) : null, HttpContext.Pinned(pin, dated: true));
    }

    /// <summary>A milestone</summary>
    /// <remarks>A superseded one stays readable, with a link to what replaced it.</remarks>
    [HttpGet("{id:guid}"), Needs(Role.Reader)]
    public async Task<Known<MilestoneContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        var milestone = await db.Milestones.AsNoTracking().KnownAt(pin.Revision).Include(x => x.Citations).SingleOrDefaultAsync(x => x.Id == id, cancellation)
            ?? throw Problems.NotFound("milestone", id.ToString());
        return new Known<MilestoneContract>(pin.Revision, await AnswerAsync(milestone, pin, cancellation), HttpContext.Pinned(pin, $"{Mentions.PathOf(Noun.Milestone)}/{id}"));
    }

    /// <summary>How to cite a milestone</summary>
    /// <remarks>
    /// The milestone as known at a revision, as text, BibTeX and CSL-JSON, with the digest of what its address answers and the places that report it.
    /// Nothing of now is in it: the same revision gives the same citation. Other answers are cited by their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation"), Needs(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);

    /// <summary>Record a milestone</summary>
    /// <remarks>
    /// Needs one target (process, issue or proposal), step, summary, article and paragraph; the rest follows from these where it can.
    /// With `dryRun=true` all is checked and answered, and nothing written.
    /// </remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Add(LedgerWrite<MilestoneInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        Created(await writer.RecordAsync(new CodingInput(Milestones: [write.Item]), write.By(User), (_, _) => "/item", null, dryRun, cancellation));

    /// <summary>Correct a milestone</summary>
    /// <remarks>The new record supersedes the old one, which stays readable; the note says why. Of two corrections of one record the second is a conflict.</remarks>
    [HttpPost("{id:guid}/correction"), Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Written<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MilestoneContract>>> Correct(
        Guid id, LedgerWrite<MilestoneInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        Created(await writer.CorrectAsync<Milestone>(id, new CodingInput(Milestones: [write.Item]), write.By(User), dryRun, cancellation));

    /// <summary>Retract a milestone</summary>
    /// <remarks>For a record that should not be there; nothing takes its place, and it stays readable.</remarks>
    [HttpPost("{id:guid}/retraction"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<Written<MilestoneContract>> Retract(Guid id, RetractionInput retraction, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.RetractAsync<Milestone, MilestoneContract>(
            id, retraction.By(User), dryRun, (milestone, pin) => AnswerAsync(milestone, pin, cancellation), cancellation);

    /// <summary>Cite a further article for a milestone</summary>
    /// <remarks>For an article that reports the same: the record stays, its evidence grows.</remarks>
    [HttpPost("{id:guid}/citations"), Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Known<MilestoneContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Known<MilestoneContract>>> Cite(
        Guid id, LedgerWrite<CitationInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var answer = await writer.CiteAsync<Milestone, MilestoneContract>(id, write.Item, write.By(User), dryRun, async pin =>
            await AnswerAsync(await db.Milestones.AsNoTracking().Include(x => x.Citations).SingleAsync(x => x.Id == id, cancellation), pin, cancellation), cancellation);
        return dryRun ? answer : CreatedAtAction(nameof(Get), new { id }, answer);
    }

    private ActionResult<Written<MilestoneContract>> Created(Written<CodingContract> written)
    {
        var answer = new Written<MilestoneContract>(written.Revision, written.DryRun, written.Item.Milestones[0], written.Derived, written.Diff);
        return written.DryRun ? answer : CreatedAtAction(nameof(Get), new { id = answer.Item.Id }, answer);
    }

    private async Task<MilestoneContract> AnswerAsync(Milestone milestone, Pin pin, CancellationToken cancellation)
    {
        var successors = await db.Milestones.SuccessorsAsync([milestone], pin.Revision, cancellation);
        return MilestoneContract.Of(milestone, successors.Successor(milestone.Id), await db.NamesAsync(pin, new[] { milestone }.Articles(), cancellation));
    }
}
