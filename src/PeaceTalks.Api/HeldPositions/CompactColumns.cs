using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>The compact form of a held position, in columns.</summary>
public sealed record CompactColumns(
    HeldState State,
    string Headline,
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
    SilenceColumns? Silence,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    WordContract Word,
    Guid Position,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations
)
{
    public static CompactColumns? FromPosition(CompactPosition? held) =>
        held is null
            ? null
            : new(
                held.State,
                held.Headline,
                held.Stance,
                held.Score,
                held.Summary,
                held.Conditions.Count,
                held.Conditions.AsCell(),
                held.Terms.ElementAtOrDefault(0),
                held.Terms.ElementAtOrDefault(1),
                held.Terms.ElementAtOrDefault(2),
                held.Terms.Count,
                held.Terms.AsCell(),
                SilenceColumns.FromSilence(held.Silence),
                held.StatedOn,
                held.Attribution,
                held.AssertedBy,
                held.Speaker,
                held.Mode,
                held.Word,
                held.Position,
                CitationColumns.FirstOf(held.Citations),
                held.Citations.Count,
                held.Citations.AsCell()
            );
}
