using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

[ApiController]
[Route("api/v1/positions")]
[Tags("Evidence")]
public sealed class PositionsController(PositionNoun noun, RecordReader records, PeaceTalksDb db, CitationReader citations) : ControllerBase
{
    private const string OldestFirst = "statedOn";
    private const string NewestFirst = "-statedOn";

    /// <summary>The positions recorded, newest first</summary>
    /// <remarks>
    /// Records, not what they come to: for that ask `/held-positions`. Superseded ones are there with `status=SUPERSEDED` or `ANY`.
    /// </remarks>
    /// <param name="sort">By the latest day it can have been stated; ties in the order in which they were recorded.</param>
    [HttpGet(Name = "listPositions"), RequiresRole(Role.Reader)]
    public Task<DatedPage<PositionContract>> List(
        [FromQuery] PositionFilters filters,
        [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is no order; write " + OldestFirst + " or " + NewestFirst)]
            string sort = NewestFirst,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    ) =>
        records.ListAsync(
            noun,
            HttpContext,
            filters.AsOf,
            filters.KnownAt,
            cursor,
            limit,
            sort == NewestFirst,
            filters.Article,
            pin => filters.Apply(db, pin),
            cancellation
        );

    /// <summary>A position</summary>
    /// <remarks>A superseded one stays readable, with a link to what replaced it.</remarks>
    [HttpGet("{id:guid}", Name = "getPosition"), RequiresRole(Role.Reader)]
    public Task<Known<PositionContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        records.GetAsync(noun, HttpContext, id, knownAt, cancellation);

    /// <summary>How to cite a position</summary>
    /// <remarks>
    /// The position as known at a revision, as text, BibTeX and CSL-JSON, with the digest of what its address answers and the places that report it.
    /// Nothing of now is in it: the same revision gives the same citation. Other answers are cited by their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation", Name = "getPositionCitation"), RequiresRole(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);
}
