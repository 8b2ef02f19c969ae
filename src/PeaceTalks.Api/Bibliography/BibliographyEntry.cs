using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Bibliography;

/// <summary>A work in a bibliography: an answer or an article. Unknown values are null, and are left out.</summary>
/// <param name="Key">Unique in the bibliography, and the same whenever it is made.</param>
/// <param name="IsAnswer">True for an answer of the ledger, false for an article.</param>
/// <param name="Container">For an article, its outlet. For an answer, the ledger and the data set.</param>
/// <param name="Version">For an answer: epoch and revision.</param>
/// <param name="Url">Absolute, or null.</param>
/// <param name="Language">A BCP 47 language tag.</param>
public sealed record BibliographyEntry(
    string Key,
    bool IsAnswer,
    string Title,
    IReadOnlyList<string> Authors,
    string? Container,
    string? Version,
    string? Url,
    DateBounds? IssuedOn,
    string? Language,
    string? Note
)
{
    /// <summary>
    /// Year, month and day, as far as all possible days agree: <c>[2026]</c> for a day between January and March. May be empty.
    /// </summary>
    public IReadOnlyList<int> IssuedParts()
    {
        if (IssuedOn is not { Earliest: { } first, Latest: var last } || first.Year != last.Year)
        {
            return [];
        }

        return first.Month != last.Month ? [first.Year]
            : first.Day != last.Day ? [first.Year, first.Month]
            : [first.Year, first.Month, first.Day];
    }
}
