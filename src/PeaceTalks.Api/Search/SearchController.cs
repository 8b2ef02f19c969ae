using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Search;

[ApiController]
[Route("api/v1/search")]
[Tags("Ask")]
public sealed class SearchController(PinnedReader reads, PinReader pins) : ControllerBase
{
    /// <summary>Search by words</summary>
    /// <remarks>
    /// Finds parties, speakers, issues, proposals, processes, meetings, articles and positions by the words of their names, aliases,
    /// labels, titles, questions, offices and summaries. All words have to be there. A word of three letters or more also finds longer
    /// words that begin like it. Words in quotation marks are a phrase, and are found as they are.
    ///
    /// Case, accents, apostrophes, quotation marks and the ending 's make no difference. Cyrillic and Latin letters find each other, and
    /// spellings that differ in y, i, iy and yy are the same. A word that no reference data has, nor the beginning of one, finds words that
    /// are written nearly alike.
    ///
    /// The best come first, by their rank: EXACT, NAME, TEXT, and the same with words that are written nearly alike. In each of these, the
    /// order is by noun, and then by slug. Meetings and positions are in the order of their days, the last ones first. If a noun has more
    /// than 1,000 matches, they are not ranked, and count as TEXT or NEARLY_TEXT. A page may then have fewer items than `limit`, or none,
    /// and still have a `nextCursor`.
    /// </remarks>
    /// <param name="q">What to search for, with 2 letters or digits at least.</param>
    [HttpGet(Name = "search"), RequiresRole(Role.Reader), Costly]
    public async Task<KnownPage<SearchHit>> Search(
        [FromQuery] SearchQuery q,
        [FromQuery] SearchFilters filters,
        string? cursor = null,
        [Range(1, 200)] int limit = 20,
        CancellationToken cancellation = default
    )
    {
        var (asked, keys) = await pins.AskedAsync(Request, null, filters.KnownAt, cursor, 5, cancellation);
        var after = SearchPlace.Read(keys);
        var (pin, found) = await reads.ReadAsync(
            asked,
            at =>
                SearchStatement.Page(
                    q.WithMeant(at.Snapshot),
                    filters.Nouns(at.Snapshot),
                    filters.Process is [] ? null : filters.Process,
                    at.Revision,
                    after,
                    limit
                ),
            (reader, cancelled) => SearchStatement.ReadAsync(reader, limit, cancelled),
            cancellation
        );
        var (names, query) = (new Names(pin), q.WithMeant(pin.Snapshot));
        return new KnownPage<SearchHit>(
            pin.Revision,
            [.. found.Items.Select(x => SearchHit.FromFound(x, query, names))],
            found.Next is { } next ? Request.NextCursor(pin, next.Keys) : null,
            HttpContext.Pinned(pin, dated: false)
        );
    }
}
