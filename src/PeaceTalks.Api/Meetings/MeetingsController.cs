using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Meetings;

[ApiController]
[Route("api/v1/meetings")]
[Tags("Evidence")]
public sealed class MeetingsController(MeetingNoun noun, PeaceTalksDb db, LedgerDatabase database, PinReader pins, CitationReader citations)
    : ControllerBase
{
    private const string OldestFirst = "heldOn";
    private const string NewestFirst = "-heldOn";

    /// <summary>List meetings by the day on which they take place, the last ones first</summary>
    /// <remarks>
    /// A meeting is talks, a summit, a call or a visit. Each is listed once, as its newest state as of the day describes it, and comes with
    /// all its states: that it was announced, held, postponed or cancelled, and who reports so. A meeting whose day is unknown counts as
    /// still to come.
    /// </remarks>
    /// <param name="sort">
    /// How to sort: by the latest day on which it can take place. Ties are in the order in which the states were recorded.
    /// </param>
    [HttpGet(Name = "listMeetings"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<MeetingContract>> List(
        [FromQuery] MeetingFilters filters,
        [AllowedValues(OldestFirst, NewestFirst, ErrorMessage = "is not a sort order; write " + OldestFirst + " or " + NewestFirst)]
            string sort = NewestFirst,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, filters.AsOf, filters.KnownAt, cursor, 3, cancellation);
        var page = MeetingSql.Page(filters, pin, sort == NewestFirst, DayKeys.Read(start), limit + 1);
        await database.RequireArticlesAsync(pin, filters.Article, cancellation);
        await database.RequireMeetingsAsync(pin, filters.PartOf, cancellation, "partOf");
        var found = await db.SqlAsync<MeetingKey>(page, cancellation);
        var shown = found.Take(limit).ToList();
        var meetings = await noun.ReadAsync([.. shown.Select(x => x.Meeting)], pin, pin.AsOf, cancellation);
        return new DatedPage<MeetingContract>(
            pin.AsOf,
            pin.Revision,
            [.. shown.Select(x => meetings[x.Meeting])],
            found.Count > limit ? Request.NextCursor(pin, shown[^1].Keys) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>Get a meeting</summary>
    /// <remarks>
    /// The id may be that of the meeting or of any of its states. The answer is the meeting as its newest state describes it, with all its
    /// states in order. States that were corrected or retracted stay readable under `superseded`.
    /// </remarks>
    /// <param name="id">The id of the meeting, or of one of its states.</param>
    /// <param name="asOf">Only states that were certainly stated by the end of this day. Defaults to all states.</param>
    [HttpGet("{id:guid}", Name = "getMeeting"), RequiresRole(Role.Reader)]
    public async Task<Known<MeetingContract>> Get(
        Guid id,
        DateOnly? asOf = null,
        string? knownAt = null,
        CancellationToken cancellation = default
    )
    {
        if (asOf is null)
        {
            return await noun.GetAsync(HttpContext, id, knownAt, cancellation);
        }

        var pin = await pins.ReadAsync(asOf, knownAt, cancellation);
        var meeting = (await noun.ReadAsync(id, pin, cancellation)).Id;
        return new(
            pin.Revision,
            (await noun.ReadAsync([meeting], pin, asOf, cancellation)).GetValueOrDefault(meeting)
                ?? throw Problems.NotFound(Noun.Meeting.Word(), id.ToString()),
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>Cite a meeting</summary>
    /// <remarks>
    /// The citation as text, BibTeX and CSL-JSON. It cites the meeting as known at a revision, with a digest of the answer at its address,
    /// and with the places that report its states. It does not depend on when you ask: the same revision gives the same citation. To cite
    /// other answers, follow their `links.cite`.
    /// </remarks>
    /// <param name="id">The id of the meeting, or of one of its states.</param>
    [HttpGet("{id:guid}/citation", Name = "getMeetingCitation"), RequiresRole(Role.Reader)]
    public async Task<AnswerCitation> Citation(Guid id, string? knownAt = null, CancellationToken cancellation = default) =>
        await citations.ReadAsync(await Get(id, null, knownAt, cancellation), cancellation);
}
