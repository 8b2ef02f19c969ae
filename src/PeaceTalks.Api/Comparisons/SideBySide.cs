using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Comparisons;

/// <summary>How two parties' positions on a target compare.</summary>
/// <remarks>
/// A newer silence does not displace a stance. A party that holds a stance holds it here too. What rests on the word of anybody but the
/// holder, on one side or on both, is reported.
/// </remarks>
public enum SidesRelation
{
    /// <summary>Both parties said themselves what they hold, and the scores are the same. Conditions and figures may differ.</summary>
    Agree,

    /// <summary>Both parties said themselves what they hold, and the scores differ.</summary>
    Apart,

    /// <summary>
    /// The scores are the same, but at least one of the stances is known only from somebody else: another party, the outlet or a source
    /// without a name.
    /// </summary>
    ReportedAgree,

    /// <summary>The scores differ, but at least one of the stances is known only from somebody else.</summary>
    ReportedApart,

    /// <summary>One party holds a stance, and nothing is known of the other.</summary>
    OneSided,

    /// <summary>At least one party is only known to be silent, whatever is known of the other.</summary>
    Silent,
}

public static class SidesRelations
{
    /// <summary>Whether both parties hold a stance.</summary>
    public static bool IsOfTwoStances(this SidesRelation relation) => relation is not (SidesRelation.OneSided or SidesRelation.Silent);
}

/// <summary>What a party holds, and on whose word.</summary>
public sealed record ComparedSide(HeldRecord Held, Word Word);

/// <summary>What two parties hold on one target, compared. Something is known of at least one of them.</summary>
/// <param name="Distance">The distance between the scores, from 0 to 4. Null unless both hold a stance.</param>
/// <param name="DaysApart">How many days lie between the two words. Null unless both hold a stance.</param>
/// <param name="Differences">From the left side to the right side. Null unless both hold a stance, and if they say the same.</param>
public sealed record SideBySide(
    ComparedSide? Left,
    ComparedSide? Right,
    SidesRelation Relation,
    int? Distance,
    DaysApart? DaysApart,
    StateDiff? Differences
)
{
    private const string OwnWord = "own word";

    /// <exception cref="ArgumentException">Nothing is known of either side.</exception>
    public static SideBySide Between(ComparedSide? left, ComparedSide? right)
    {
        var (one, other) = (left?.Held.Record.Stance, right?.Held.Record.Stance);
        var relation =
            RelationOf(one, other, left?.Word.IsOwn == true && right?.Word.IsOwn == true)
            ?? throw new ArgumentException("Nothing is known of either side.");
        return relation.IsOfTwoStances()
            ? new(
                left,
                right,
                relation,
                Math.Abs(one!.Value.Score()!.Value - other!.Value.Score()!.Value),
                DaysApart.Between(left!.Word.StatedOn, right!.Word.StatedOn),
                StateDiff.Between(left.Held.State, right.Held.State)
            )
            : new(left, right, relation, null, null, null);
    }

    /// <summary>How two sides compare. This is the only place that decides it.</summary>
    /// <param name="left">The stance that is held, or the silence if there is nothing else. Null if nothing is known.</param>
    /// <param name="right">The same for the right side.</param>
    /// <param name="ownWords">Whether both said so themselves.</param>
    /// <returns>Null if nothing is known of either.</returns>
    public static SidesRelation? RelationOf(Stance? left, Stance? right, bool ownWords) =>
        (left, right) switch
        {
            (null, null) => null,
            ({ } one, _) when one.IsSilence() => SidesRelation.Silent,
            (_, { } other) when other.IsSilence() => SidesRelation.Silent,
            ({ } one, { } other) when one.Score() == other.Score() => ownWords ? SidesRelation.Agree : SidesRelation.ReportedAgree,
            ({ }, { }) => ownWords ? SidesRelation.Apart : SidesRelation.ReportedApart,
            _ => SidesRelation.OneSided,
        };

    /// <summary>
    /// <c>Cession of Donbas: reported to be apart - Ukraine: opposes (article's own voice, 2026-01-07; own word, 2025-12-11) | Russia:
    /// supports (article's own voice, 2026-01-07)</c>
    /// </summary>
    public string InOneLine(TargetContract target, string left, string right, Names names)
    {
        return $"{Headline.ForTarget(target)}: {Word} - {Said(left, Left)} | {Said(right, Right)}".OnOneLine();

        string Said(string party, ComparedSide? side) =>
            side is null
                ? $"{party}: nothing known"
                : $"{party}: {new Headline(party, target).Said(side.Held.Record, side.Held.Silence, Whose(side, names))}";
    }

    /// <summary>Whose word the held record has, and its day. If the holder itself confirms it, the day of that as well.</summary>
    private static string Whose(ComparedSide side, Names names)
    {
        var held = side.Held.Record;
        var told = $"{Reporter.NameFor(held, names) ?? OwnWord}, {held.Day}";
        return side.Word.Position == held.Id ? told : $"{told}; {OwnWord}, {side.Word.StatedOn}";
    }

    private string Word =>
        Relation switch
        {
            SidesRelation.Agree => "agree",
            SidesRelation.Apart => "apart",
            SidesRelation.ReportedAgree => "reported to agree",
            SidesRelation.ReportedApart => "reported to be apart",
            SidesRelation.OneSided => "one-sided",
            _ => "silent",
        };
}
