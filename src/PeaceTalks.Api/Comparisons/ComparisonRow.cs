using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>A comparison of two parties on one target, as a line of CSV.</summary>
/// <param name="Target">The issue as a whole, or the proposal and the issues that it addresses.</param>
/// <param name="Relation">How the two positions compare.</param>
/// <param name="Headline">A one-line summary for people. It says for each side whose word it is and of which day.</param>
/// <param name="Distance">The distance between the scores of the two stances, from 0 to 4. Empty unless both sides hold a stance.</param>
/// <param name="DaysApart">The number of days between the two words, as bounds. Empty unless both sides hold a stance.</param>
/// <param name="Left">The position of the left side. Empty if nothing is known.</param>
/// <param name="Right">The position of the right side. Empty if nothing is known.</param>
/// <param name="Separation">What separates the two stances, as text. Empty unless both sides hold a stance.</param>
[ShortColumns(
    "targetSlug",
    "targetName",
    "relation",
    "headline",
    "distance",
    "daysApartAtLeast",
    "daysApartAtMost",
    "leftStance",
    "leftStatedOnLatest",
    "leftAttribution",
    "leftCitationArticle",
    "leftCitationParagraph",
    "rightStance",
    "rightStatedOnLatest",
    "rightAttribution",
    "rightCitationArticle",
    "rightCitationParagraph",
    "separationTermsThatDiffer"
)]
public sealed record ComparisonRow(
    TargetColumns Target,
    SidesRelation Relation,
    string Headline,
    int? Distance,
    DaysApart? DaysApart,
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
            compared.DaysApart,
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
