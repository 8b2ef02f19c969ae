using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>Something that is being negotiated, put as a question. Issues form a tree.</summary>
public sealed class Issue : ReferenceItem
{
    public required string Process { get; init; }
}

public sealed class IssueVersion : ReferenceVersion
{
    public required string Process { get; init; }

    /// <summary>Slug of an issue of the same process. Null for a root.</summary>
    public required string? Parent { get; init; }

    public required string Name { get; init; }

    public override string DisplayName => Name;

    public override IEnumerable<SearchedText> SearchedTexts() =>
        [
            new(SearchedField.Name, Name),
            new(SearchedField.Question, Question),
            .. Description is { } description ? [new SearchedText(SearchedField.Description, description)] : Array.Empty<SearchedText>(),
        ];

    public required string Question { get; init; }
    public required string? Description { get; init; }
}
