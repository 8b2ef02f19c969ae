using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

[ApiController]
[Route("api/v1/positions")]
[Tags("Evidence")]
public sealed class PositionsController(PositionNoun noun, LedgerDatabase database, PinReader pins, PinnedReader reads) : ControllerBase
{
    private const string OldestFirst = "statedOn";
    private const string NewestFirst = "-statedOn";

    /// <summary>List recorded positions, newest first</summary>
    /// <remarks>
    /// The list shows the records themselves. For what parties hold on the basis of them, use `/held-positions`. Superseded records are
    /// included with `status=SUPERSEDED` or `status=ANY`.
    /// </remarks>
    /// <param name="sort">
    /// How to sort: by the latest day on which it can have been stated. Ties are in the order in which they were recorded.
    /// </param>
    [HttpGet(Name = "listPositions"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<PositionContract>> List(
        [FromQuery] PositionFilters filters,
        [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is not a sort order; write " + OldestFirst + " or " + NewestFirst)]
            string sort = NewestFirst,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        PinnedPages.RequireOrder("statedFrom", filters.StatedFrom, "statedTo", filters.StatedTo);
        var (asked, after) = await pins.AskedAsync(Request, filters.AsOf, filters.KnownAt, cursor, 3, cancellation);
        var (pin, found) = await reads.ReadAsync(
            asked,
            at => PositionStatement.Page(filters, at, sort == NewestFirst, DayKeys.Read(after), limit + 1),
            CitedPositions.ReadAllAsync,
            cancellation
        );
        await filters.RequireArticlesAndOutletsAsync(database, pin, cancellation);
        await database.RequireMeetingsAsync(pin, filters.Meeting, cancellation);
        var names = new Names(pin, found.Articles, filters.Without);
        var shown = found.Positions.Take(limit).ToList();
        return new DatedPage<PositionContract>(
            pin.AsOf,
            pin.Revision,
            [.. shown.Select(x => PositionContract.FromPosition(x, found.Successors.Successor(x.Id), names))],
            found.Positions.Count > limit ? Request.NextCursor(pin, DayKeys.FromRecord(shown[^1])) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>Get a position</summary>
    /// <remarks>A superseded record stays readable and links to the record that replaced it.</remarks>
    [HttpGet("{id:guid}", Name = "getPosition"), RequiresRole(Role.Reader)]
    public Task<Known<PositionContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        noun.GetAsync(HttpContext, id, knownAt, cancellation);

    /// <summary>Cite a position</summary>
    /// <remarks>
    /// The citation as text, BibTeX and CSL-JSON. It cites the position as known at a revision, with a digest of the answer at its address,
    /// and with the places that report it. It does not depend on when you ask: the same revision gives the same citation. To cite other
    /// answers, follow their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation", Name = "getPositionCitation"), RequiresRole(Role.Reader)]
    public async Task<AnswerCitation> Citation(
        Guid id,
        [FromServices] CitationReader citations,
        string? knownAt = null,
        CancellationToken cancellation = default
    ) => await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);
}
