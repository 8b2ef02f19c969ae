using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>What is asked for.</summary>
public sealed class HeldPositionQuery : TrackFilters
{
    /// <summary>Chooses among what is held: by stance, or by a silence that is newer.</summary>
    public Stance[] Stance { get; init; } = [];

    /// <summary>Chooses among what is held, by who asserted the record held: OTHER_PARTY is what is known only through another party.</summary>
    public Attribution[] HeldAttribution { get; init; } = [];

    /// <summary>Chooses among what is held, by whether other records of the time contradict it.</summary>
    public bool? Contested { get; init; }

    /// <summary>Which records are admitted, where the day of a statement is known between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>The end of this day; today (UTC) when left out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>A revision's number or an instant; the head when left out.</summary>
    public string? KnownAt { get; init; }

    public HeldFilter Filter() =>
        new(
            Stance.Length == 0 ? null : [.. Stance.Select(EnumNames.NameOf)],
            HeldAttribution.Length == 0 ? null : [.. HeldAttribution.Select(x => (short)x)],
            Contested
        );
}

[ApiController]
[Route("api/v1/held-positions")]
[Tags("Ask")]
public sealed class HeldPositionsController(PeaceTalksDb db, PinReader pins, HeldPositionReader reader) : ControllerBase
{
    /// <summary>Who holds what, as of a day, as known at a revision</summary>
    /// <remarks>
    /// One item for each track (a party's line on an issue as a whole, or on a proposal) of which anything is known, by party and target.
    /// Each says what is held and since when, who asserted it and who published it, whether the party has fallen silent since,
    /// whether other reports contradict it, and on what evidence it rests. `attribution` OTHER_PARTY with `evidence.lastSelfReport` null means: known through others alone.
    /// </remarks>
    [HttpGet(Name = "listHeldPositions"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<HeldPositionContract>> List(
        [FromQuery] HeldPositionQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, query.AsOf, query.KnownAt, cursor, 3, cancellation);
        var scope = query.Scope(pin.Snapshot);
        await db.RequireArticlesAsync(pin, query.Article, cancellation);
        var tracks = await db.HeldAsync(
            scope,
            pin.AsOf,
            query.Certainty,
            pin.Revision,
            query.Filter(),
            TrackKey.FromCursor(start),
            limit + 1,
            cancellation
        );
        var shown = tracks.Take(limit).ToList();
        return new DatedPage<HeldPositionContract>(
            pin.AsOf,
            pin.Revision,
            await reader.ReadAsync(shown, scope, query.Certainty, pin, cancellation),
            tracks.Count > limit ? Request.NextCursor(pin, shown[^1].Key.Keys) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }
}
