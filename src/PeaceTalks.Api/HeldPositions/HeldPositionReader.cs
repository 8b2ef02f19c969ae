using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>
/// Assembles what is held on a page of tracks. It takes four statements, however long the history, and one more for each level of articles
/// that retell others.
/// </summary>
public sealed class HeldPositionReader(PeaceTalksDb db)
{
    public async Task<IReadOnlyList<HeldPositionContract>> ReadAsync(
        IReadOnlyList<HeldTrack> tracks,
        TrackScope scope,
        Certainty certainty,
        Pin pin,
        CancellationToken cancellation
    )
    {
        if (tracks.Count == 0)
        {
            return [];
        }

        var evidence = (
            await db.EvidenceAsync(scope, [.. tracks.Select(x => x.Held)], pin.AsOf, certainty, pin.Revision, cancellation)
        ).ToDictionary(x => x.Held);
        var ids = evidence
            .Values.SelectMany(x => (Guid?[])[x.Held, x.Since, x.LastSelfReport, .. x.Alternatives.Cast<Guid?>()])
            .Concat(tracks.Select(x => x.Silence))
            .OfType<Guid>();
        var positions = await db.PositionsAsync(ids, cancellation);
        var names = await db.NamesWithOriginalsAsync(pin, positions.Values.Articles(), cancellation);
        return
        [
            .. from track in tracks
            let known = evidence[track.Held]
            select HeldPositionContract.FromTrack(
                positions[track.Held],
                track.Silence is { } silence ? positions[silence] : null,
                positions[known.Since],
                known.LastSelfReport is { } self ? positions[self] : null,
                [.. known.Alternatives.Select(x => positions[x])],
                names
            ),
        ];
    }
}
