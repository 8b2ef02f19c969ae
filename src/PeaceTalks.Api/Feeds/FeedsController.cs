using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Feeds;

[ApiController]
[Route("api/v1/processes/{process}/feed")]
[Tags("Evidence")]
public sealed class FeedsController(PeaceTalksDb db, PinReader pins, EventReader events) : ControllerBase
{
    /// <summary>
    /// A page ends after this many batches, however little it has found, so that no filter makes a request run without end.
    /// </summary>
    private const int MaxBatches = 3;

    /// <summary>Get a feed of changes of positions, and of meetings</summary>
    /// <remarks>
    /// An Atom feed, newest first. It has an entry for each position, and for each state of a meeting, that was added, corrected or
    /// retracted. What was only said again is left out, unless you ask for it. The entry shows it as its revision knew it, so it stays the
    /// same for ever. Its categories are how much of the change is news, and its kind, if it has them. For older entries, follow the links
    /// `next`.
    /// </remarks>
    /// <param name="process">Slug of the process.</param>
    /// <param name="party">Slugs of the parties that hold the positions, or take part in the meetings.</param>
    /// <param name="issue">
    /// Slugs of issues. Selects positions on these issues as wholes, and on the proposals that address them today, and meetings about them.
    /// </param>
    /// <param name="includeSubIssues">Whether to include sub-issues, at any depth.</param>
    /// <param name="change">
    /// Selects entries by how much of the change is news. By default, these are all but SAID_AGAIN. If you give any, meetings are left out.
    /// </param>
    /// <param name="cursor">The cursor in the link `next` of the previous page.</param>
    /// <param name="limit">The maximum number of entries on a page.</param>
    [HttpGet(Name = "getFeed"), RequiresRole(Role.Reader), Costly]
    [Produces(AtomFeed.MediaType)]
    [ProducesResponseType<string>(StatusCodes.Status200OK)]
    public async Task<FileContentResult> Get(
        string process,
        [FromQuery] string[] party,
        [FromQuery] string[] issue,
        [FromQuery] ChangeSort[] change,
        bool includeSubIssues = false,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var pin = await pins.ReadAsync(null, null, cancellation);
        var talks = pin.Snapshot.Processes.Require(process);
        pin.Snapshot.Require("party", Noun.Party, party);
        pin.Snapshot.Require("issue", Noun.Issue, issue);
        var (issues, proposals) = pin.Snapshot.Targets(issue, includeSubIssues, []);
        var scope = new TrackScope(Processes: [process], Parties: party.Length == 0 ? null : party, Issues: issues, Proposals: proposals);

        // What an entry says is only known afterwards. So read on until the page is full.
        List<RecordEvent> found = [];
        var (before, more, batch) = (Before(cursor, pin), true, limit + 1);
        for (var batches = 0; more && found.Count <= limit && batches < MaxBatches; batches++)
        {
            var rows = await db.FeedAsync(scope, pin.Revision, before, batch, cancellation);
            found.AddRange((await EventsAsync(rows, pin, cancellation)).Where(x => Chooses(change, x.Change)));
            (before, more) = (rows.Count == batch ? (rows[^1].Revision, rows[^1].Place) : null, rows.Count == batch);
        }

        var shown = found.Take(limit).ToList();
        var revisions = await RevisionsAsync(shown, talks, cancellation);
        var names = party.Select(x => pin.Snapshot.Parties[x].Name).Concat(issue.Select(x => pin.Snapshot.Issues[x].Name));
        var feed = new AtomFeed(
            pin.Epoch,
            Request.FiltersFingerprint(),
            string.Join(", ", names.Prepend($"Positions in {talks.Name}")),
            revisions.Values.Max(x => x.At),
            $"{Base(pin)}{Request.Path}{Request.QueryString}",
            found.Count > limit ? Next(pin, (shown[^1].Revision, shown[^1].Place))
                : before is { } last ? Next(pin, last)
                : null,
            [
                .. shown.Select(x => new FeedEntry(
                    x,
                    revisions[x.Revision],
                    $"{Base(pin)}{x.Noun.Path()}/{x.Record}?knownAt={PinnedPages.Number(x.Revision)}"
                )),
            ]
        );
        HttpContext.SetReadHeaders(pin.Epoch, pin.Revision, pin.AsOf);
        return File(feed.Write(), $"{AtomFeed.MediaType}; charset=utf-8");
    }

    private static bool Chooses(ChangeSort[] asked, ChangeSort? sort) =>
        asked.Length == 0 ? sort != ChangeSort.SaidAgain : sort is { } value && asked.Contains(value);

    /// <summary>Feed readers need absolute addresses.</summary>
    private string Base(Pin pin) => $"{(pin.BaseUrl.Length > 0 ? pin.BaseUrl : $"{Request.Scheme}://{Request.Host}")}{Request.PathBase}";

    private (long, int)? Before(string? cursor, Pin pin)
    {
        if (Request.CursorKeys(cursor, 3) is not [var epoch, var revision, var place])
        {
            return null;
        }

        return PinnedPages.IdOf(epoch) == pin.Epoch
            ? (PinnedPages.NumberOf(revision), PinnedPages.PlaceOf(place))
            : throw Problems.EpochChanged("cursor", "leave it out to start from the beginning");
    }

    private string Next(Pin pin, (long Revision, int Place) last)
    {
        var cursor = Request.CursorAfter(pin.Epoch.ToString(), PinnedPages.Number(last.Revision), PinnedPages.Number(last.Place));
        return $"{Base(pin)}{Request.Path}{QueryString.Create(Request.Query.Where(x => x.Key != "cursor")).Add("cursor", cursor)}";
    }

    /// <summary>The revisions of the entries. If there are none, the revision since when there could have been one.</summary>
    private Task<Dictionary<long, Revision>> RevisionsAsync(
        IReadOnlyList<RecordEvent> shown,
        Processes.ProcessVersion talks,
        CancellationToken cancellation
    )
    {
        var wanted = shown.Select(x => x.Revision).DefaultIfEmpty(talks.RecordedIn).Distinct().ToArray();
        return db.Revisions.AsNoTracking().Where(x => wanted.Contains(x.Number)).ToDictionaryAsync(x => x.Number, cancellation);
    }

    private async Task<IReadOnlyList<RecordEvent>> EventsAsync(IReadOnlyList<FeedRow> rows, Pin pin, CancellationToken cancellation)
    {
        var then = await pins.AtAsync(pin.Epoch, rows.Select(x => x.Revision), cancellation);
        return await events.ReadAsync([.. rows.Select(x => x.Change)], then, new TrackScope(), null, cancellation);
    }
}
