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

namespace PeaceTalks.Api.Positions;

[ApiController]
[Route("api/v1/positions")]
[Tags("Evidence")]
public sealed class PositionsController(PeaceTalksDb db, PinReader pins, CodingWriter writer, CitationReader citations) : ControllerBase
{
    private const string OldestFirst = "statedOn";
    private const string NewestFirst = "-statedOn";

    /// <summary>The positions recorded, newest first</summary>
    /// <remarks>
    /// Records, not what they come to: for that ask `/held-positions`. Superseded ones are there with `status=SUPERSEDED` or `ANY`.
    /// </remarks>
    /// <param name="sort">By the latest day it can have been stated; ties in the order in which they were recorded.</param>
    [HttpGet, Needs(Role.Reader)]
    public async Task<DatedPage<PositionContract>> List(
        [FromQuery] PositionFilters filters, [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is no order; write " + OldestFirst + " or " + NewestFirst)] string sort = NewestFirst, string? cursor = null, [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, filters.AsOf, filters.KnownAt, cursor, 3, cancellation);
        await db.RequireArticlesAsync(pin, filters.Article, cancellation);
        var found = await filters.Apply(db, pin).InDayOrder(sort == NewestFirst, PinnedPages.DayKeys(start))
            .Take(limit + 1).Whole().ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        var successors = await db.Positions.SuccessorsAsync(shown, pin.Revision, cancellation);
        var names = await db.NamesAsync(pin, shown.Articles(), cancellation);
        return new DatedPage<PositionContract>(
            pin.AsOf, pin.Revision, [.. shown.Select(x => PositionContract.Of(x, successors.Successor(x.Id), names))],
            found.Count > limit ? Request.NextCursor(pin, PinnedPages.DayKeys(shown[^1])) : null, HttpContext.Pinned(pin, dated: true));
    }

    /// <summary>A position</summary>
    /// <remarks>A superseded one stays readable, with a link to what replaced it.</remarks>
    [HttpGet("{id:guid}"), Needs(Role.Reader)]
    public async Task<Known<PositionContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        var position = await db.Positions.KnownAt(pin.Revision).Whole().SingleOrDefaultAsync(x => x.Id == id, cancellation)
            ?? throw Problems.NotFound("position", id.ToString());
        return new Known<PositionContract>(pin.Revision, await AnswerAsync(position, pin, cancellation), HttpContext.Pinned(pin, $"{Mentions.PathOf(Noun.Position)}/{id}"));
    }

    /// <summary>How to cite a position</summary>
    /// <remarks>
    /// The position as known at a revision, as text, BibTeX and CSL-JSON, with the digest of what its address answers and the places that report it.
    /// Nothing of now is in it: the same revision gives the same citation. Other answers are cited by their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation"), Needs(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);

    /// <summary>Record a position</summary>
    /// <remarks>
    /// Needs party, target, stance, summary, article and paragraph; the rest follows from these where it can, and the answer lists what did.
    /// The answer shows what the write changes of what is held today. With `dryRun=true` all is checked and answered, and nothing written.
    /// </remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Add(LedgerWrite<PositionInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        Created(await writer.RecordAsync(new CodingInput([write.Item]), write.By(User), (_, _) => "/item", null, dryRun, cancellation));

    /// <summary>Correct a position</summary>
    /// <remarks>
    /// For a mistake of the coding, not for a change of mind of the party, which is a newer position. The new record supersedes the old one, which stays
    /// readable; the note says why. It may be on another track. Of two corrections of one record the second is a conflict.
    /// </remarks>
    [HttpPost("{id:guid}/correction"), Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Written<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<PositionContract>>> Correct(
        Guid id, LedgerWrite<PositionInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        Created(await writer.CorrectAsync<Position>(id, new CodingInput([write.Item]), write.By(User), dryRun, cancellation));

    /// <summary>Retract a position</summary>
    /// <remarks>For a record that should not be there; nothing takes its place, and it stays readable.</remarks>
    [HttpPost("{id:guid}/retraction"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<Written<PositionContract>> Retract(Guid id, RetractionInput retraction, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.RetractAsync<Position, PositionContract>(id, retraction.By(User), dryRun, async (position, pin) =>
            await AnswerAsync((await db.PositionsAsync([position.Id], cancellation))[position.Id], pin, cancellation), cancellation);

    /// <summary>Cite a further article for a position</summary>
    /// <remarks>For an article that reports the same statement: the record stays, its evidence grows.</remarks>
    [HttpPost("{id:guid}/citations"), Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<Known<PositionContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Known<PositionContract>>> Cite(
        Guid id, LedgerWrite<CitationInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var answer = await writer.CiteAsync<Position, PositionContract>(id, write.Item, write.By(User), dryRun, async pin =>
            await AnswerAsync((await db.PositionsAsync([id], cancellation))[id], pin, cancellation), cancellation);
        return dryRun ? answer : CreatedAtAction(nameof(Get), new { id }, answer);
    }

    private ActionResult<Written<PositionContract>> Created(Written<CodingContract> written)
    {
        var answer = new Written<PositionContract>(written.Revision, written.DryRun, written.Item.Positions[0], written.Derived, written.Diff);
        return written.DryRun ? answer : CreatedAtAction(nameof(Get), new { id = answer.Item.Id }, answer);
    }

    private async Task<PositionContract> AnswerAsync(Position position, Pin pin, CancellationToken cancellation)
    {
        var successors = await db.Positions.SuccessorsAsync([position], pin.Revision, cancellation);
        return PositionContract.Of(position, successors.Successor(position.Id), await db.NamesAsync(pin, new[] { position }.Articles(), cancellation));
    }
}
