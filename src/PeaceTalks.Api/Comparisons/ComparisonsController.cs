using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Comparisons;

/// <summary>Which two parties you compare, and on what.</summary>
public sealed class ComparisonQuery : TargetFilters
{
    /// <summary>Slug of the first party.</summary>
    public required string Left { get; init; }

    /// <summary>Slug of the second party.</summary>
    public required string Right { get; init; }

    /// <summary>Selects targets by how the two positions compare.</summary>
    public SidesRelation[] Relation { get; init; } = [];

    /// <summary>Which records count when the day of a statement is known only between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>The answer is as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. Defaults to the newest
    /// revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <inheritdoc/>
    public override TrackScope Scope(ReferenceSnapshot snapshot)
    {
        snapshot.Require("left", Noun.Party, Left);
        snapshot.Require("right", Noun.Party, Right);
        return base.Scope(snapshot) with { Parties = [Left, Right] };
    }
}

[ApiController]
[Route("api/v1/comparisons")]
[Tags("Ask")]
public sealed class ComparisonsController(PeaceTalksDb db, LedgerDatabase database, PinReader pins) : ControllerBase
{
    private const int BatchSize = 500;

    /// <summary>Compare two parties: where they agree, where they differ, and where one or both are silent</summary>
    /// <remarks>
    /// The list has one item for each target (an issue as a whole, or a proposal) for which at least one of the two parties has a
    /// record, sorted by target. Each item says what each party holds, based on which record, and what separates them.
    ///
    /// AGREE and APART depend only on the scores of the two stances. Two stances with the same score may still differ in conditions and
    /// figures: see `separation`. A group's position is not spread over its members, nor theirs over the group.
    /// </remarks>
    [HttpGet(Name = "listComparisons"), RequiresRole(Role.Reader), Costly]
    public async Task<ComparisonPage> List(
        [FromQuery] ComparisonQuery query,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        if (query.Left == query.Right)
        {
            throw Problems.Invalid("right", $"is {query.Right}, the same party as left; name another party");
        }

        var (pin, start) = await pins.PageAsync(Request, query.AsOf, query.KnownAt, cursor, 2, cancellation);
        var scope = query.Scope(pin.Snapshot);
        await query.RequireArticlesAsync(database, pin, cancellation);
        var found = await PairsAsync(query, scope, TargetKey.FromCursor(start), limit + 1, pin, cancellation);
        var shown = found.Take(limit).ToList();
        var positions = await db.PositionsAsync(shown.SelectMany(x => x.Tracks).SelectMany(x => x.Records), cancellation);
        var names = await db.NamesAsync(pin, positions.Values.Articles(), cancellation, query.Without);
        var (left, right) = (names.Party(query.Left), names.Party(query.Right));
        return new ComparisonPage(
            pin.AsOf,
            pin.Revision,
            left,
            right,
            [.. shown.Select(x => ComparisonContract.FromPair(x, left, right, positions, names))],
            found.Count > limit ? Request.NextCursor(pin, shown[^1].Target.Keys) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>The targets in their order, with the wanted relations.</summary>
    /// <param name="wanted">There may be more pairs than this. There are fewer only at the end of the list.</param>
    private async Task<List<HeldPair>> PairsAsync(
        ComparisonQuery query,
        TrackScope scope,
        TargetKey? after,
        int wanted,
        Pin pin,
        CancellationToken cancellation
    )
    {
        // Relations select among the results, so more targets have to be read to find enough.
        var batch = Math.Max(2 * wanted + 1, query.Relation.Length == 0 ? 0 : BatchSize);
        var found = new List<HeldPair>();
        for (var more = true; more && found.Count < wanted; )
        {
            var tracks = await db.HeldByTargetAsync(scope, pin.AsOf, query.Certainty, pin.Revision, after, batch, cancellation);
            more = tracks.Count == batch;

            // A full batch may end between the two sides of its last target. The next batch then begins with that target.
            var pairs = HeldPair.PairUp(tracks, query.Left).SkipLast(more ? 1 : 0).ToList();
            found.AddRange(pairs.Where(x => query.Relation.Length == 0 || query.Relation.Contains(x.Relation)));
            after = more ? pairs[^1].Target : after;
        }

        return found;
    }
}
