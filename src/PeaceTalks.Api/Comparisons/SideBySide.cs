using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Comparisons;

/// <summary>How two parties' positions on a target compare.</summary>
/// <remarks>A newer silence does not displace a stance. A party that holds a stance holds it here too.</remarks>
public enum SidesRelation
{
    /// <summary>Both parties hold a stance, and the scores are the same. Conditions and figures may differ.</summary>
    Agree,

    /// <summary>Both parties hold a stance, and the scores differ.</summary>
    Apart,

    /// <summary>One party holds a stance, and nothing is known of the other.</summary>
    OneSided,

    /// <summary>At least one party is only known to be silent, whatever is known of the other.</summary>
    Silent,
}

/// <summary>What two parties hold on one target, compared. Something is known of at least one of them.</summary>
/// <param name="Distance">The distance between the scores, from 0 to 4. Null unless both hold a stance.</param>
/// <param name="Differences">From the left side to the right side. Null unless both hold a stance, and if they say the same.</param>
public sealed record SideBySide(HeldRecord? Left, HeldRecord? Right, SidesRelation Relation, int? Distance, StateDiff? Differences)
{
    /// <exception cref="ArgumentException">Nothing is known of either side.</exception>
    public static SideBySide Between(HeldRecord? left, HeldRecord? right)
    {
        var relation =
            RelationOf(left?.Record.Stance, right?.Record.Stance) ?? throw new ArgumentException("Nothing is known of either side.");
        return relation is SidesRelation.Agree or SidesRelation.Apart
            ? new(
                left,
                right,
                relation,
                Math.Abs(left!.Record.Stance.Score()!.Value - right!.Record.Stance.Score()!.Value),
                StateDiff.Between(left.State, right.State)
            )
            : new(left, right, relation, null, null);
    }

    /// <summary>How two sides compare. This is the only place that decides it.</summary>
    /// <param name="left">The stance that is held, or the silence if there is nothing else. Null if nothing is known.</param>
    /// <param name="right">The same for the right side.</param>
    /// <returns>Null if nothing is known of either.</returns>
    public static SidesRelation? RelationOf(Stance? left, Stance? right) =>
        (left, right) switch
        {
            (null, null) => null,
            ({ } one, _) when one.IsSilence() => SidesRelation.Silent,
            (_, { } other) when other.IsSilence() => SidesRelation.Silent,
            ({ } one, { } other) => one.Score() == other.Score() ? SidesRelation.Agree : SidesRelation.Apart,
            _ => SidesRelation.OneSided,
        };

    /// <summary><c>Cession of Donbas: apart - Ukraine: opposes | Russia: supports (article's own voice)</c></summary>
    public string InOneLine(TargetContract target, string left, string right, Names names)
    {
        return $"{Headline.ForTarget(target)}: {Word} - {Said(left, Left)} | {Said(right, Right)}".OnOneLine();

        string Said(string party, HeldRecord? side) =>
            $"{party}: {(side is null ? "nothing known" : new Headline(party, target).Said(side.Record, side.Silence, names))}";
    }

    private string Word =>
        Relation switch
        {
            SidesRelation.Agree => "agree",
            SidesRelation.Apart => "apart",
            SidesRelation.OneSided => "one-sided",
            _ => "silent",
        };
}
