using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Diffs;

/// <summary>Which changes are asked for.</summary>
public sealed class DiffQuery : TrackFilters
{
    /// <summary>The end of this day, which is not part of the window.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The end of this day, which is part of the window.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Chooses among the changes.</summary>
    public DiffKind[] Kind { get; init; } = [];

    /// <summary>A revision's number or an instant; the head when left out.</summary>
    public string? KnownAt { get; init; }
}

[ApiController]
[Route("api/v1/diffs")]
[Tags("Ask")]
public sealed class DiffsController(PeaceTalksDb db, PinReader pins, DiffReader diffs) : ControllerBase
{
    private const int BatchSize = 200;

    /// <summary>What changed between two days, and on what evidence</summary>
    /// <remarks>
    /// Compares what was held at the end of `from` with what was held at the end of `to`, track by track, both as known at one revision:
    /// what the parties changed, not what the ledger learned. The window is (from, to], so windows chain; a day with itself is empty.
    /// Each item has one kind, the first that applies, and lists all that differs, with the record and its citations on both sides.
    /// Where the bounds of a day leave it open whether the change lies in the window, it is POSSIBLE and says why.
    /// With `Accept: text/x-diff` the answer is a patch.
    /// </remarks>
    [HttpGet]
    public async Task<DiffPage> List(
        [FromQuery] DiffQuery query, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        if (query.From > query.To)
        {
            throw Problems.Invalid("from", $"{query.From:yyyy-MM-dd} is after to, {query.To:yyyy-MM-dd}; the window runs from the earlier day to the later one");
        }

        var (pin, start) = await pins.PageAsync(Request, query.To, query.KnownAt, cursor, 3, cancellation);
        var scope = query.Scope(pin.Catalogue);
        await db.RequireArticlesAsync(pin, query.Article, cancellation);
        var last = TrackKey.Of(start);

        // Records that say the same make no item, and kinds are known only afterwards: read on until the page is full.
        var found = new List<(TrackChange Track, DiffItem Item)>();
        for (var more = true; more && found.Count <= limit;)
        {
            var tracks = await db.ChangedAsync(scope, query.From, query.To, pin.Revision, last, BatchSize, cancellation);
            var items = await diffs.ReadAsync(tracks, scope, query.From, pin, cancellation);
            found.AddRange(items.Where(x => query.Kind.Length == 0 || query.Kind.Contains(x.Item.Kind)));
            more = tracks.Count == BatchSize;
            last = more ? tracks[^1].Key : last;
        }

        var shown = found.Take(limit).ToList();
        return new DiffPage(
            query.From, query.To, pin.Revision, [.. shown.Select(x => x.Item)],
            found.Count > limit ? Request.NextCursor(pin, shown[^1].Track.Key.Keys) : null,
            HttpContext.Pinned(pin, dated: false));
    }
}
