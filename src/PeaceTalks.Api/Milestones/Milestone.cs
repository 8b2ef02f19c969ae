using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

/// <summary>One dated, attributed, cited record of a step of a proposal, or of the state of an issue or process.</summary>
/// <remarks>Contradicting ones are kept side by side.</remarks>
public sealed class Milestone : Record
{
    public required string Process { get; init; }

    /// <summary>Slug; null, as is <see cref="Proposal"/>, where it is about the process.</summary>
    public required string? Issue { get; init; }

    public required string? Proposal { get; init; }
    public required Step Step { get; init; }

    /// <summary>Slug of the party that took the step, where one did.</summary>
    public required string? By { get; init; }
}

public enum Step
{
    /// <summary>Of a proposal: mentioned as a possibility.</summary>
    Floated,

    /// <summary>Of a proposal: written down.</summary>
    Drafted,

    /// <summary>Of a proposal: put to another party.</summary>
    Submitted,

    /// <summary>Of a proposal: being negotiated.</summary>
    UnderNegotiation,

    /// <summary>Of a proposal: agreed in principle.</summary>
    AgreedInPrinciple,

    /// <summary>Of a proposal: signed.</summary>
    Signed,

    /// <summary>Of a proposal: approved by those who have to.</summary>
    Ratified,

    /// <summary>Of a proposal: in force.</summary>
    InForce,

    /// <summary>Of a proposal: refused.</summary>
    Rejected,

    /// <summary>Of a proposal: taken back by its sponsor.</summary>
    Withdrawn,

    /// <summary>Of a proposal: replaced by another.</summary>
    Superseded,

    /// <summary>Of a proposal: no longer moving.</summary>
    Stalled,

    /// <summary>Of an issue or process: open.</summary>
    Unresolved,

    /// <summary>Of an issue or process: the differences have become fewer.</summary>
    Narrowed,

    /// <summary>Of an issue or process: settled.</summary>
    Settled,
}

public static class Steps
{
    /// <summary>Whether the step is a state of an issue or process; else it is a step of a proposal.</summary>
    public static bool IsState(this Step step) => step is Step.Unresolved or Step.Narrowed or Step.Settled;
}
