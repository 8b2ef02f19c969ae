using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Processes;

/// <summary>One set of talks.</summary>
public sealed class Process : ReferenceItem;

public sealed class ProcessVersion : ReferenceVersion
{
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public required string Description { get; init; }
    public required IReadOnlyList<Participant> Participants { get; init; }
}

public enum ParticipantRole
{
    /// <summary>A side of the conflict.</summary>
    Principal,

    /// <summary>Carries proposals between the sides.</summary>
    Mediator,

    /// <summary>Is to stand for what is agreed.</summary>
    Guarantor,

    /// <summary>Backs a side without being one.</summary>
    Supporter,

    /// <summary>Watches.</summary>
    Observer,
}

/// <summary>A party's part in the talks.</summary>
/// <param name="Party">Slug.</param>
public sealed record Participant(string Party, ParticipantRole Role);
