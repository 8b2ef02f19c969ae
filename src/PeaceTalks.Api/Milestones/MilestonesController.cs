using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

[ApiController]
[Route("api/v1/milestones")]
[Tags("Evidence")]
public sealed class MilestonesController(
    MilestoneNoun noun,
    PeaceTalksDb db,
    LedgerDatabase database,
    PinReader pins,
    CitationReader citations
) : ControllerBase
{
    private const string OldestFirst = "happenedOn";
    private const string NewestFirst = "-happenedOn";

    /// <summary>List recorded milestones, newest first</summary>
    /// <remarks>
    /// Milestones are steps of proposals, and states of issues and processes. Contradicting milestones are kept side by side.
    /// </remarks>
    [HttpGet(Name = "listMilestones"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<MilestoneContract>> List(
        [FromQuery] MilestoneFilters filters,
        [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is not a sort order; write " + OldestFirst + " or " + NewestFirst)]
            string sort = NewestFirst,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, filters.AsOf, filters.KnownAt, cursor, 3, cancellation);
        await database.RequireArticlesAsync(pin, filters.Article, cancellation);
        await database.RequireMeetingsAsync(pin, filters.Meeting, cancellation);
        var found = await filters
            .Apply(db, pin)
            .InDayOrder(sort == NewestFirst, DayKeys.Read(start))
            .Take(limit + 1)
            .AsNoTracking()
            .Include(x => x.Citations)
            .ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        return new DatedPage<MilestoneContract>(
            pin.AsOf,
            pin.Revision,
            await noun.ToContractsAsync(shown, pin, cancellation),
            found.Count > limit ? Request.NextCursor(pin, DayKeys.FromRecord(shown[^1])) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>Get a milestone</summary>
    /// <remarks>A superseded record stays readable and links to the record that replaced it.</remarks>
    [HttpGet("{id:guid}", Name = "getMilestone"), RequiresRole(Role.Reader)]
    public Task<Known<MilestoneContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        noun.GetAsync(HttpContext, id, knownAt, cancellation);

    /// <summary>Cite a milestone</summary>
    /// <remarks>
    /// The citation as text, BibTeX and CSL-JSON. It cites the milestone as known at a revision, with a digest of the answer at its
    /// address, and with the places that report it. It does not depend on when you ask: the same revision gives the same citation. To cite
    /// other answers, follow their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation", Name = "getMilestoneCitation"), RequiresRole(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);
}
