using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Bibliography;

/// <summary>What a bibliography says of an answer or an article. What is not known is null, and left out.</summary>
/// <param name="Key">Unique in the bibliography; the same whenever it is made.</param>
/// <param name="IsAnswer">An answer of the ledger, else an article.</param>
/// <param name="Container">For an article its outlet, for an answer the ledger and the data set.</param>
/// <param name="Version">Of an answer: epoch and revision.</param>
/// <param name="Url">Absolute, or null.</param>
/// <param name="Language">A BCP 47 language tag.</param>
public sealed record Work(
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
    /// <summary>Year, month and day, as far as all days that it can have been agree: <c>[2026]</c> for one day between January and March; maybe empty.</summary>
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
