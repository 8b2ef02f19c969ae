using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Processes;

/// <summary>A set of talks.</summary>
public sealed class Process : ReferenceItem;

public sealed class ProcessVersion : ReferenceVersion
{
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public override IEnumerable<SearchedText> SearchedTexts() =>
        [new(SearchedField.Name, Name), new(SearchedField.Description, Description)];

    public required string Description { get; init; }
    public required IReadOnlyList<Participant> Participants { get; init; }
}

public enum ParticipantRole
{
    /// <summary>A side of the conflict.</summary>
    Principal,

    /// <summary>The party carries proposals between the sides.</summary>
    Mediator,

    /// <summary>The party is to guarantee what is agreed.</summary>
    Guarantor,

    /// <summary>The party backs a side without being one.</summary>
    Supporter,

    /// <summary>The party watches.</summary>
    Observer,
}

/// <summary>A party's role in the talks.</summary>
/// <param name="Party">Slug of the party.</param>
public sealed record Participant(string Party, ParticipantRole Role);
