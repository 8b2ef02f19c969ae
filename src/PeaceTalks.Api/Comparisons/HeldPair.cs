using PeaceTalks.Api.HeldPositions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>The tracks of two parties on one target. Null for a side of which nothing is known.</summary>
public sealed record HeldPair(TargetKey Target, HeldTrack? Left, HeldTrack? Right)
{
    public IEnumerable<HeldTrack> Tracks => ((HeldTrack?[])[Left, Right]).OfType<HeldTrack>();

    /// <summary>How the two sides compare. Something is known of at least one of them.</summary>
    public SidesRelation Relation => SideBySide.RelationOf(Left?.Stance, Right?.Stance)!.Value;

    /// <summary>The pairs, in the order of their targets.</summary>
    /// <param name="tracks">The tracks of both parties.</param>
    /// <param name="left">Slug of the party on the left side.</param>
    public static IReadOnlyList<HeldPair> PairUp(IEnumerable<HeldTrack> tracks, string left) =>
        [
            .. tracks
                .GroupBy(x => x.TargetKey)
                .Select(x => new HeldPair(x.Key, x.SingleOrDefault(y => y.Party == left), x.SingleOrDefault(y => y.Party != left))),
        ];
}
