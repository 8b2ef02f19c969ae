using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Remarks;

[ApiController]
[Route("api/v1/remarks")]
[Tags("Evidence")]
public sealed class RemarksController(PeaceTalksDb db, LedgerDatabase database, PinReader pins) : ControllerBase
{
    /// <summary>List remarks, by article and paragraph</summary>
    /// <remarks>
    /// A remark is what a paragraph says if it is none of the records, and why. Together with positions, milestones and meetings,
    /// remarks account for every paragraph of an article.
    /// </remarks>
    [HttpGet(Name = "listRemarks"), RequiresRole(Role.Reader)]
    public async Task<KnownPage<RemarkContract>> List(
        [FromQuery] RemarkFilters filters,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, null, filters.KnownAt, cursor, 4, cancellation);
        await database.RequireArticlesAsync(pin, filters.Article, cancellation);
        var remarks = filters.Apply(db, pin).AsNoTracking();
        if (start is [var slug, var paragraph, var revision, var place])
        {
            var (onParagraph, inRevision, atPlace) = (
                PinnedPages.PlaceOf(paragraph),
                PinnedPages.NumberOf(revision),
                PinnedPages.PlaceOf(place)
            );
            remarks = remarks.Where(x =>
                EF.Functions.GreaterThan(
                    ValueTuple.Create(x.Article, x.Paragraph, x.RecordedIn, x.Place),
                    ValueTuple.Create(slug, onParagraph, inRevision, atPlace)
                )
            );
        }

        var found = await remarks
            .OrderBy(x => x.Article)
            .ThenBy(x => x.Paragraph)
            .ThenBy(x => x.RecordedIn)
            .ThenBy(x => x.Place)
            .Take(limit + 1)
            .ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        var names = await db.NamesAsync(pin, shown.Select(x => x.Article), cancellation);
        return new KnownPage<RemarkContract>(
            pin.Revision,
            [.. shown.Select(x => RemarkContract.FromRemark(x, names))],
            found.Count > limit
                ? Request.NextCursor(pin, shown[^1].Article, $"{shown[^1].Paragraph}", $"{shown[^1].RecordedIn}", $"{shown[^1].Place}")
                : null,
            HttpContext.Pinned(pin, dated: false)
        );
    }

    /// <summary>Get a remark</summary>
    /// <remarks>
    /// The answer has the paragraph that the remark is about. The kind says why the paragraph, or this part of it, is not a record.
    /// </remarks>
    [HttpGet("{id:guid}", Name = "getRemark"), RequiresRole(Role.Reader)]
    public async Task<Known<RemarkContract>> Get(Guid id, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        var remark =
            await db.Remarks.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.RecordedIn <= pin.Revision, cancellation)
            ?? throw Problems.NotFound("remark", id.ToString());
        return new(
            pin.Revision,
            RemarkContract.FromRemark(remark, await db.NamesAsync(pin, [remark.Article], cancellation)),
            HttpContext.Pinned(pin, dated: false)
        );
    }
}
