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

    /// <summary>Selects targets by whose `word` the position of the left side rests on.</summary>
    public Attribution[] LeftWord { get; init; } = [];

    /// <summary>Selects targets by whose `word` the position of the right side rests on.</summary>
    public Attribution[] RightWord { get; init; } = [];

    /// <summary>
    /// Selects targets on which both sides hold a stance, and their words are certainly no more than so many days apart
    /// (`daysApart.atMost`).
    /// </summary>
    [Range(0, 100_000)]
    public int? MaxDaysApart { get; init; }

    /// <summary>Which records count when the day of a statement is known only between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>The answer is as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>Whether filters choose among the results.</summary>
    internal bool ChoosesPairs => Relation.Length > 0 || LeftWord.Length > 0 || RightWord.Length > 0 || MaxDaysApart is not null;

    public bool Chooses(HeldPair pair) =>
        (Relation.Length == 0 || Relation.Contains(pair.Relation))
        && IsOf(LeftWord, pair.Left)
        && IsOf(RightWord, pair.Right)
        && (MaxDaysApart is null || pair.DaysApart?.AtMost <= MaxDaysApart);

    /// <inheritdoc/>
    public override TrackScope Scope(ReferenceSnapshot snapshot)
    {
        snapshot.Require("left", Noun.Party, Left);
        snapshot.Require("right", Noun.Party, Right);
        return base.Scope(snapshot) with { Parties = [Left, Right] };
    }

    private static bool IsOf(Attribution[] words, HeldSide? side) =>
        words.Length == 0 || side is not null && words.Contains(side.Word.Attribution);
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
    /// AGREE and APART depend on the scores of the two stances, and on whose word they rest. They are for what both sides said themselves:
    /// in the record that is held, or in an earlier one of the same unbroken run (`word`). If the word is another party's or the outlet's,
    /// on one side or on both, the relation is REPORTED_AGREE or REPORTED_APART. `daysApart` says how far the two words lie apart, so that
    /// nobody takes a statement of yesterday and one of two months ago for an agreement. Two stances with the same score may still differ
    /// in conditions and figures: see `separation`. A group's position is not spread over its members, nor theirs over the group.
    ///
    /// `relation`, `leftWord`, `rightWord` and `maxDaysApart` choose among the results. `attribution` chooses the records that count,
    /// before anything is worked out: with `attribution=SELF`, both sides are only what they said themselves.
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
        await query.RequireArticlesAndOutletsAsync(database, pin, cancellation);
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

    /// <summary>The targets in their order that the filters of results select.</summary>
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
        // Where filters choose among the results, more targets have to be read to find enough.
        var batch = Math.Max(2 * wanted + 1, query.ChoosesPairs ? BatchSize : 0);
        var found = new List<HeldPair>();
        for (var more = true; more && found.Count < wanted; )
        {
            var sides = await ComparisonStatement
                .Page(scope, pin.AsOf, query.Certainty, pin.Revision, after, batch)
                .ReadAsync(database, ComparisonStatement.Read, cancellation);
            more = sides.Count == batch;

            // A full batch may end between the two sides of its last target. The next batch then begins with that target.
            var pairs = HeldPair.PairUp(sides, query.Left).SkipLast(more ? 1 : 0).ToList();
            found.AddRange(pairs.Where(query.Chooses));
            after = more ? pairs[^1].Target : after;
        }

        return found;
    }
}
