using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads both ends of a page of changed tracks and compares them.</summary>
public sealed class DiffReader(PeaceTalksDb db)
{
    /// <summary>The changes on the tracks given; where both records say the same there is none.</summary>
    public async Task<IReadOnlyList<(TrackChange Track, DiffItem Item)>> ReadAsync(IReadOnlyList<TrackChange> tracks, TrackScope scope, DateOnly? fromDay, Pin pin, CancellationToken cancellation)
    {
        if (tracks.Count == 0)
        {
            return [];
        }

        var revised = fromDay is null ? [] : await RevisedAsync(tracks, scope, fromDay.Value, pin, cancellation);
        var ids = tracks.SelectMany(x => (Guid?[])[x.Before, x.SilenceBefore, x.After, x.SilenceAfter])
            .Concat(revised.SelectMany(x => (Guid?[])[x.Held, x.Silence])).OfType<Guid>();
        var positions = await db.PositionsAsync(ids, cancellation);
        var names = await db.NamesAsync(pin, positions.Values.Articles(), cancellation);

        PreviouslyContract Previously(HeldTrack held) => new(names.Proposal(held.Target), DiffSide.Of(At(held.Held, held.Silence)!, names));

        HeldRecord? At(Guid? held, Guid? silence) => held is null ? null : new(positions[held.Value], silence is null ? null : positions[silence.Value]);

        return
        [
            .. from track in tracks
               let item = PositionDiff.Between(
                   At(track.Before, track.SilenceBefore), At(track.After, track.SilenceAfter), fromDay,
                   [.. revised.Where(x => Revises(track, x, pin.Catalogue)).Select(Previously)], names)
               where item is not null
               select (track, item),
        ];
    }

    /// <summary>What the parties of new tracks held on the proposals that the tracks' own revise.</summary>
    private async Task<List<HeldTrack>> RevisedAsync(IReadOnlyList<TrackChange> tracks, TrackScope scope, DateOnly from, Pin pin, CancellationToken cancellation)
    {
        var appeared = tracks.Where(x => x is { Before: null, Proposal: not null }).ToList();
        var earlier = appeared.SelectMany(x => RevisedBy(x.Proposal!, pin.Catalogue)).Distinct().ToArray();
        return earlier.Length == 0
            ? []
            : await db.HeldAsync(
                scope with { Parties = [.. appeared.Select(x => x.Party).Distinct()], Issues = [], Proposals = earlier },
                from, Certainty.Certain, pin.Revision, HeldFilter.All, null, int.MaxValue, cancellation);
    }

    private static bool Revises(TrackChange track, HeldTrack other, Catalogue catalogue) =>
        track is { Before: null, Proposal: { } proposal } && track.Party == other.Party && RevisedBy(proposal, catalogue).Contains(other.Proposal);

    private static IEnumerable<string> RevisedBy(string proposal, Catalogue catalogue) =>
        catalogue.Proposals[proposal].Relations.Where(x => x.Type == RelationType.RevisionOf).Select(x => x.Proposal);
}
