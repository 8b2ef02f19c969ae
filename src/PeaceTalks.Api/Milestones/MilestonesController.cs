using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

[ApiController]
[Route("api/v1/milestones")]
[Tags("Evidence")]
public sealed class MilestonesController(MilestoneNoun noun, RecordReader records, PeaceTalksDb db, CitationReader citations)
    : ControllerBase
{
    private const string OldestFirst = "happenedOn";
    private const string NewestFirst = "-happenedOn";

    /// <summary>The milestones recorded, newest first</summary>
    /// <remarks>Steps of proposals, and the state of issues and of processes. Contradicting ones are kept side by side.</remarks>
    [HttpGet(Name = "listMilestones"), RequiresRole(Role.Reader)]
    public Task<DatedPage<MilestoneContract>> List(
        [FromQuery] MilestoneFilters filters,
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

    /// <summary>A milestone</summary>
    /// <remarks>A superseded one stays readable, with a link to what replaced it.</remarks>
    [HttpGet("{id:guid}", Name = "getMilestone"), RequiresRole(Role.Reader)]
    public Task<Known<MilestoneContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        records.GetAsync(noun, HttpContext, id, knownAt, cancellation);

    /// <summary>How to cite a milestone</summary>
    /// <remarks>
    /// The milestone as known at a revision, as text, BibTeX and CSL-JSON, with the digest of what its address answers and the places that report it.
    /// Nothing of now is in it: the same revision gives the same citation. Other answers are cited by their `links.cite`.
    /// </remarks>
    [HttpGet("{id:guid}/citation", Name = "getMilestoneCitation"), RequiresRole(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, knownAt, cancellation), cancellation);
}
