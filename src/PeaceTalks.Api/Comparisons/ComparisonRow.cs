using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>What two parties hold on one target, as a line of CSV.</summary>
/// <param name="Target">The issue as a whole, or the proposal; and the issues that it addresses.</param>
/// <param name="Relation">How the two stand to one another.</param>
/// <param name="Headline">One line that a person can read; it names the reporter of a side where that is not the holder.</param>
/// <param name="Distance">Between the scores of the two stances, from 0 to 4; empty unless both sides hold one.</param>
/// <param name="Left">What the left side holds; empty where nothing is known.</param>
/// <param name="Right">What the right side holds; empty where nothing is known.</param>
/// <param name="Separation">What separates the stances, as texts; empty unless both sides hold one.</param>
public sealed record ComparisonRow(
    TargetColumns Target,
    SidesRelation Relation,
    string Headline,
    int? Distance,
    CompactColumns? Left,
    CompactColumns? Right,
    SeparationColumns Separation
) : IRow
{
    public static ComparisonRow FromComparison(ComparisonContract compared) =>
        new(
            TargetColumns.FromTarget(compared.Target),
            compared.Relation,
            compared.Headline,
            compared.Distance,
            CompactColumns.FromPosition(compared.Left),
            CompactColumns.FromPosition(compared.Right),
            SeparationColumns.FromSeparation(compared.Separation)
        );
}

/// <summary>What separates two stances, in columns.</summary>
public sealed record SeparationColumns(
    string? ConditionsOfLeftAlone,
    string? ConditionsOfRightAlone,
    string? ConditionsThatDiffer,
    string? TermsThatDiffer
)
{
    public static SeparationColumns FromSeparation(SeparationContract separation) =>
        new(
            separation.ConditionsOfLeftAlone.AsCell(),
            separation.ConditionsOfRightAlone.AsCell(),
            Cells.ToCell(separation.ConditionsThatDiffer.Select(x => $"{new[] { x.Left }.AsCell()} / {new[] { x.Right }.AsCell()}")),
            Cells.ToCell(separation.TermsThatDiffer.Select(x => $"{x.Key}: {Headline.Amount(x.Left)} / {Headline.Amount(x.Right)}"))
        );
}
