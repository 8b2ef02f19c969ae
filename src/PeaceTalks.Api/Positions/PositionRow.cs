using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>What a position is about, in columns.</summary>
/// <param name="Issues">The slugs of the issues.</param>
public sealed record TargetColumns(TargetType Type, string Slug, string Name, string? Issues)
{
    public static TargetColumns FromTarget(TargetContract target) => new(target.Type, target.Slug, target.Name, target.Issues.AsCell());
}

/// <summary>A position as a line of CSV.</summary>
/// <param name="Party">The party that holds the position.</param>
/// <param name="Target">The issue as a whole, or the proposal and the issues that it addresses.</param>
/// <param name="Meeting">The id of the meeting at which it was stated.</param>
/// <param name="SupersededIn">The revision that corrected or retracted this record. Empty while it is in force.</param>
/// <param name="SupersededBy">The record that corrects this one.</param>
/// <param name="Corrects">The record that this one corrects.</param>
[ShortColumns(
    "id",
    "partySlug",
    "partyName",
    "targetSlug",
    "targetName",
    "stance",
    "score",
    "summary",
    "conditions",
    "terms",
    "statedOnEarliest",
    "statedOnLatest",
    "attribution",
    "assertedBySlug",
    "speakerName",
    "citationArticle",
    "citationParagraph",
    "citationUrl",
    "recordedIn"
)]
public sealed record PositionRow(
    Guid Id,
    Reference Party,
    TargetColumns Target,
    Stance Stance,
    int? Score,
    string Summary,
    int ConditionCount,
    string? Conditions,
    Term? Term1,
    Term? Term2,
    Term? Term3,
    int TermCount,
    string? Terms,
    DateBounds StatedOn,
    Guid? Meeting,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations,
    long RecordedIn,
    long? SupersededIn,
    Guid? SupersededBy,
    Guid? Corrects
) : IRow
{
    public static PositionRow FromPosition(PositionContract position) =>
        new(
            position.Id,
            position.Party,
            TargetColumns.FromTarget(position.Target),
            position.Stance,
            position.Score,
            position.Summary,
            position.Conditions.Count,
            position.Conditions.AsCell(),
            position.Terms.ElementAtOrDefault(0),
            position.Terms.ElementAtOrDefault(1),
            position.Terms.ElementAtOrDefault(2),
            position.Terms.Count,
            position.Terms.AsCell(),
            position.StatedOn,
            position.Meeting,
            position.Attribution,
            position.AssertedBy,
            position.Speaker,
            position.Mode,
            CitationColumns.FirstOf(position.Citations),
            position.Citations.Count,
            position.Citations.AsCell(),
            position.RecordedIn,
            position.SupersededIn,
            position.SupersededBy,
            position.Corrects
        );
}

/// <summary>Writes conditions and terms as the text of one cell, with semicolons in between. Null if there are none.</summary>
public static class PositionCells
{
    /// <summary><c>RECIPROCAL russian-pullback (russia): Russia does the same</c>. Carried ones are marked.</summary>
    public static string? AsCell(this IEnumerable<ConditionContract> conditions) =>
        Cells.ToCell(
            conditions.Select(x =>
                $"{EnumNames.NameOf(x.Kind)} {x.Key}{(x.By is null ? "" : $" ({x.By.Slug})")}: {x.Text}{Carried(x.Carried)}"
            )
        );

    /// <summary><c>withdrawalDistance &lt;= 40 km</c>, in the form that requests take. Carried ones are marked.</summary>
    public static string? AsCell(this IEnumerable<Term> terms) => Cells.ToCell(terms.Select(x => x.ToText() + Carried(x.Carried)));

    private static string Carried(bool carried) => carried ? " (carried)" : "";
}
