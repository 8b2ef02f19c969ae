using PeaceTalks.Api.HeldPositions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>What a party holds on a target, and on whose word.</summary>
public sealed record HeldSide(HeldTrack Track, Word Word);

/// <summary>The two sides on one target. Null for a side of which nothing is known.</summary>
public sealed record HeldPair(TargetKey Target, HeldSide? Left, HeldSide? Right)
{
    public IEnumerable<HeldTrack> Tracks => ((HeldSide?[])[Left, Right]).OfType<HeldSide>().Select(x => x.Track);

    /// <summary>How the two sides compare. Something is known of at least one of them.</summary>
    public SidesRelation Relation =>
        SideBySide.RelationOf(Left?.Track.Stance, Right?.Track.Stance, Left?.Word.IsOwn == true && Right?.Word.IsOwn == true)!.Value;

    /// <summary>How many days lie between the two words. Null unless both sides hold a stance.</summary>
    public DaysApart? DaysApart => Relation.IsOfTwoStances() ? DaysApart.Between(Left!.Word.StatedOn, Right!.Word.StatedOn) : null;

    /// <summary>The pairs, in the order of their targets.</summary>
    /// <param name="sides">The sides of both parties.</param>
    /// <param name="left">Slug of the party on the left side.</param>
    public static IReadOnlyList<HeldPair> PairUp(IEnumerable<HeldSide> sides, string left) =>
        [
            .. sides
                .GroupBy(x => x.Track.TargetKey)
                .Select(x => new HeldPair(
                    x.Key,
                    x.SingleOrDefault(y => y.Track.Party == left),
                    x.SingleOrDefault(y => y.Track.Party != left)
                )),
        ];
}
