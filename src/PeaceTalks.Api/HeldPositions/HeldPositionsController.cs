using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Which held positions you ask for.</summary>
public sealed class HeldPositionQuery : TrackFilters
{
    /// <summary>Selects held positions by the stance that is held, or by a silence that is newer.</summary>
    public Stance[] Stance { get; init; } = [];

    /// <summary>
    /// Selects held positions by who asserted the record that is held. OTHER_PARTY selects what is known only through another party.
    /// </summary>
    public Attribution[] HeldAttribution { get; init; } = [];

    /// <summary>Selects held positions by whether other records of that time contradict them.</summary>
    public bool? Contested { get; init; }

    /// <summary>
    /// Selects held positions by their independent sources: at least so many articles report the stance, and do not retell each other. 2
    /// hides thin evidence. See `evidence.independentSources`.
    /// </summary>
    [Range(1, MaxMinSources)]
    public int? MinSources { get; init; }

    /// <summary>Selects held positions by whether their stance hangs on one article alone: see `fragility`.</summary>
    public bool? Fragile { get; init; }

    /// <summary>
    /// Whether to say, for each position, on which article its stance hangs alone: without it, another stance would be held, nothing but
    /// silence, or nothing. A newer silence that would be lost does not count.
    /// </summary>
    public bool Fragility { get; init; }

    /// <summary>The largest value of `minSources`.</summary>
    public const int MaxMinSources = 100;

    /// <summary>Which records count when the day of a statement is known only between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>The answer is as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    public HeldFilter Filter() =>
        new(
            Stance.Length == 0 ? null : [.. Stance.Select(EnumNames.NameOf)],
            HeldAttribution.Length == 0 ? null : [.. HeldAttribution.Select(x => (short)x)],
            Contested,
            MinSources,
            Fragile
        );
}

[ApiController]
[Route("api/v1/held-positions")]
[Tags("Ask")]
public sealed class HeldPositionsController(LedgerDatabase database, PinReader pins, PinnedReader reads) : ControllerBase
{
    /// <summary>List who holds what as of a day</summary>
    /// <remarks>
    /// The list has one item for each track on which anything is known, sorted by party and target. A track is a party's line on an issue
    /// as a whole, or on a proposal. Each item says what the party holds and since when, who asserted it and who published it, whether the
    /// party has fallen silent since, whether other reports contradict it, and what evidence supports it. If `attribution` is OTHER_PARTY
    /// and `evidence.lastSelfReport` is null, the position is known only through other parties.
    ///
    /// `evidence.sources` names the articles that report the stance and do not retell each other, in all records since `stanceSince`; of a
    /// run of more than 50 records, the newest 50 are looked at. With `without`, you see what would be held without an article. With
    /// `fragility=true`, each item names the article on which its stance hangs alone, if there is one.
    ///
    /// With `stance`, `heldAttribution`, `contested`, `minSources` or `fragile`, a page looks at no more than 300 held positions. If few of
    /// them are selected, it may be short or even empty and still have a `nextCursor`.
    /// </remarks>
    [HttpGet(Name = "listHeldPositions"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<HeldPositionContract>> List(
        [FromQuery] HeldPositionQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (asked, after) = await pins.AskedAsync(Request, query.AsOf, query.KnownAt, cursor, 3, cancellation);
        var (pin, found) = await reads.ReadAsync(
            asked,
            at =>
                HeldPositionStatement.Page(
                    query.Scope(at.Snapshot),
                    at.AsOf,
                    query.Certainty,
                    at.Revision,
                    query.Filter(),
                    TrackKey.FromCursor(after),
                    limit + 1,
                    query.Fragility
                ),
            (reader, cancelled) => HeldPositionReader.ReadAsync(reader, query.Fragility, cancelled),
            cancellation
        );
        await query.RequireArticlesAndOutletsAsync(database, pin, cancellation);
        var names = new Names(pin, found.Articles, query.Without);
        var shown = found.Items.Take(limit).ToList();
        var end = found.Items.Count > limit ? shown[^1].Key : await ReachedAsync(query, pin, TrackKey.FromCursor(after), cancellation);
        return new DatedPage<HeldPositionContract>(
            pin.AsOf,
            pin.Revision,
            [.. shown.Select(x => HeldPositionContract.FromHeldPosition(x, found.Originals, names))],
            end is null ? null : Request.NextCursor(pin, end.Keys),
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>The last track that a page looked at, if it was not full because it may not look at more. Otherwise null.</summary>
    private async Task<TrackKey?> ReachedAsync(HeldPositionQuery query, Pin pin, TrackKey? after, CancellationToken cancellation)
    {
        if (!query.Filter().Chooses)
        {
            return null;
        }

        var reached = await HeldPositionStatement
            .Reached(query.Scope(pin.Snapshot), pin.AsOf, query.Certainty, pin.Revision, query.Filter(), after)
            .ReadAsync(database, TrackKey.Read, cancellation);
        return reached.SingleOrDefault();
    }
}
