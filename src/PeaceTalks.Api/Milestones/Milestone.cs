using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

/// <summary>A dated, attributed and cited record of a step of a proposal, or of the state of an issue or process.</summary>
/// <remarks>Contradicting milestones are kept side by side.</remarks>
public sealed class Milestone : Record
{
    public required string Process { get; init; }

    /// <summary>Slug of the issue. Null if the milestone is about a proposal or the process.</summary>
    public required string? Issue { get; init; }

    public required string? Proposal { get; init; }
    public required Step Step { get; init; }

    /// <summary>Slug of the party that took the step, if one did.</summary>
    public required string? By { get; init; }

    /// <summary>The id of the meeting at which it happened, if it was at one.</summary>
    public required Guid? Meeting { get; init; }

    /// <inheritdoc/>
    public override bool SaysTheSameAs(Record other) =>
        other is Milestone milestone
        && (milestone.Process, milestone.Issue, milestone.Proposal) == (Process, Issue, Proposal)
        && milestone.Step == Step
        && milestone.By == By
        && milestone.Meeting == Meeting
        && base.SaysTheSameAs(other);
}

public enum Step
{
    /// <summary>A step of a proposal: mentioned as a possibility.</summary>
    Floated,

    /// <summary>A step of a proposal: written down.</summary>
    Drafted,

    /// <summary>A step of a proposal: put to another party.</summary>
    Submitted,

    /// <summary>A step of a proposal: being negotiated.</summary>
    UnderNegotiation,

    /// <summary>A step of a proposal: agreed in principle.</summary>
    AgreedInPrinciple,

    /// <summary>A step of a proposal: signed.</summary>
    Signed,

    /// <summary>A step of a proposal: approved by those who have to.</summary>
    Ratified,

    /// <summary>A step of a proposal: in force.</summary>
    InForce,

    /// <summary>A step of a proposal: refused.</summary>
    Rejected,

    /// <summary>A step of a proposal: taken back by its sponsor.</summary>
    Withdrawn,

    /// <summary>A step of a proposal: replaced by another.</summary>
    Superseded,

    /// <summary>A step of a proposal: no longer moving.</summary>
    Stalled,

    /// <summary>A state of an issue or process: open.</summary>
    Unresolved,

    /// <summary>A state of an issue or process: there are fewer differences than before.</summary>
    Narrowed,

    /// <summary>A state of an issue or process: settled.</summary>
    Settled,
}

public static class Steps
{
    /// <summary>Whether the step is a state of an issue or process. Otherwise it is a step of a proposal.</summary>
    public static bool IsState(this Step step) => step is Step.Unresolved or Step.Narrowed or Step.Settled;
}
