using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Timelines;

[ApiController]
[Route("api/v1")]
[Tags("Ask")]
public sealed class TimelinesController(LedgerDatabase database, PinReader pins, PinnedReader reads) : ControllerBase
{
    /// <summary>Get the timeline of an issue: how the positions on it have developed</summary>
    /// <remarks>
    /// The answer has the records on the issue as a whole and on the proposals that address it. They are sorted by track (party and
    /// target), and within a track from the oldest to the newest. The last record of a track with a stance is what the party holds. If only
    /// the bounds of a date are known, the record comes before one with an exact date inside these bounds.
    /// </remarks>
    /// <param name="issue">Slug of the issue.</param>
    /// <param name="without">
    /// Slugs of articles to leave out. Records that cite another article as well still count, without the citations of these.
    /// </param>
    /// <param name="includeSubIssues">Whether to include sub-issues, at any depth.</param>
    /// <param name="party">Slugs of the parties that hold the positions.</param>
    /// <param name="asOf">Only records that were certainly stated by the end of this day. Defaults to today (UTC).</param>
    [HttpGet("issues/{issue}/timeline", Name = "getIssueTimeline"), RequiresRole(Role.Reader), Costly]
    public async Task<DatedPage<PositionContract>> OfIssue(
        string issue,
        [FromQuery] string[] party,
        [FromQuery] string[] without,
        bool includeSubIssues = false,
        DateOnly? asOf = null,
        string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        return await PageAsync(
            await pins.AskedAsync(Request, asOf, knownAt, cursor, 1, cancellation),
            snapshot =>
            {
                snapshot.Issues.Require(issue);
                snapshot.Require("party", Noun.Party, party);
                var (issues, proposals) = snapshot.Targets([issue], includeSubIssues, []);
                return new TrackScope(Parties: party.Length == 0 ? null : party, Issues: issues, Proposals: proposals);
            },
            without,
            limit,
            cancellation
        );
    }

    /// <summary>Get the timeline of a party: how its positions have developed</summary>
    /// <remarks>The records of each of the party's tracks, from the oldest to the newest. The tracks are sorted by target.</remarks>
    /// <param name="party">Slug of the party.</param>
    /// <param name="issue">Slugs of issues. Selects tracks on these issues and on the proposals that address them.</param>
    /// <param name="without">
    /// Slugs of articles to leave out. Records that cite another article as well still count, without the citations of these.
    /// </param>
    /// <param name="includeSubIssues">Whether to include sub-issues, at any depth.</param>
    /// <param name="asOf">Only records that were certainly stated by the end of this day. Defaults to today (UTC).</param>
    [HttpGet("parties/{party}/timeline", Name = "getPartyTimeline"), RequiresRole(Role.Reader), Costly]
    public async Task<DatedPage<PositionContract>> OfParty(
        string party,
        [FromQuery] string[] issue,
        [FromQuery] string[] without,
        bool includeSubIssues = false,
        DateOnly? asOf = null,
        string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        return await PageAsync(
            await pins.AskedAsync(Request, asOf, knownAt, cursor, 1, cancellation),
            snapshot =>
            {
                snapshot.Parties.Require(party);
                snapshot.Require("issue", Noun.Issue, issue);
                var (issues, proposals) = snapshot.Targets(issue, includeSubIssues, []);
                return new TrackScope(Parties: [party], Issues: issues, Proposals: proposals);
            },
            without,
            limit,
            cancellation
        );
    }

    private async Task<DatedPage<PositionContract>> PageAsync(
        (PinRequest Pin, string[]? After) asked,
        Func<ReferenceSnapshot, TrackScope> tracks,
        string[] without,
        int limit,
        CancellationToken cancellation
    )
    {
        var after = asked.After is [var last] ? PinnedPages.IdOf(last) : (Guid?)null;
        var (pin, found) = await reads.ReadAsync(
            asked.Pin,
            at =>
            {
                var scope = tracks(at.Snapshot) with { Without = without.Length == 0 ? null : without };
                return TimelineStatement.Page(scope, at.AsOf, at.Revision, after, limit + 1);
            },
            CitedPositions.ReadAllAsync,
            cancellation
        );
        await database.RequireArticlesAsync(pin, without, cancellation, "without");
        var names = new Names(pin, found.Articles, without);
        var shown = found.Positions.Take(limit).ToList();
        return new DatedPage<PositionContract>(
            pin.AsOf,
            pin.Revision,
            [.. shown.Select(x => PositionContract.FromPosition(x, null, names))],
            found.Positions.Count > limit ? Request.NextCursor(pin, shown[^1].Id.ToString()) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }
}
