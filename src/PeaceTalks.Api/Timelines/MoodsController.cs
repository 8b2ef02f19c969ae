using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;

namespace PeaceTalks.Api.Timelines;

[ApiController]
[Route("api/v1")]
[Tags("Ask")]
public sealed class MoodsController(PinReader pins, PinnedReader reads) : ControllerBase
{
    /// <summary>Get the moods of a party: what it was said to feel, and when</summary>
    /// <remarks>
    /// The remarks of the kind MOOD about the party, sorted by the latest day on which their article can have been published, the
    /// oldest first. Each has the bounds of that day. A mood is no position: it is in no timeline, no held position and no diff, and no
    /// position is in this list.
    /// </remarks>
    /// <param name="party">Slug of the party.</param>
    /// <param name="from">Only moods of articles that were certainly published on this day or later.</param>
    /// <param name="to">Only moods of articles that were certainly published on this day or earlier.</param>
    /// <param name="asOf">Only moods of articles that were certainly published by the end of this day. Defaults to today (UTC).</param>
    [HttpGet("parties/{party}/moods", Name = "listPartyMoods"), RequiresRole(Role.Reader), Costly]
    public async Task<DatedPage<MoodContract>> OfParty(
        string party,
        DateOnly? from = null,
        DateOnly? to = null,
        DateOnly? asOf = null,
        string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        PinnedPages.RequireOrder("from", from, "to", to);
        var (asked, keys) = await pins.AskedAsync(Request, asOf, knownAt, cursor, MoodKey.Count, cancellation);
        var after = MoodKey.Read(keys);
        var (pin, (found, articles)) = await reads.ReadAsync(
            asked,
            pin =>
            {
                pin.Snapshot.Parties.Require(party);
                return MoodStatement.Page(party, from, to < pin.AsOf ? to.Value : pin.AsOf, pin.Revision, after, limit + 1);
            },
            MoodStatement.ReadAllAsync,
            cancellation
        );
        var names = new Names(pin, articles);
        var shown = found.Take(limit).ToList();
        return new DatedPage<MoodContract>(
            pin.AsOf,
            pin.Revision,
            [.. shown.Select(x => MoodContract.FromRemark(x, names))],
            found.Count > limit ? Request.NextCursor(pin, MoodKey.FromRemark(shown[^1], articles[shown[^1].Article]).Keys) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }
}
