namespace PeaceTalks.Api.Ledger;

public enum ChangeAction
{
    /// <summary>Something new.</summary>
    Added,

    /// <summary>A new version of reference data.</summary>
    Edited,

    /// <summary>A record that supersedes another.</summary>
    Corrected,

    /// <summary>A record taken back without a successor.</summary>
    Retracted,

    /// <summary>A further article that reports the same statement.</summary>
    Cited,
}

public enum Noun
{
    /// <summary>One set of talks.</summary>
    Process,

    /// <summary>A side.</summary>
    Party,

    /// <summary>Somebody who speaks for a party.</summary>
    Speaker,

    /// <summary>What is being negotiated.</summary>
    Issue,

    /// <summary>An idea that a party can be for or against.</summary>
    Proposal,

    /// <summary>A published text.</summary>
    Article,

    /// <summary>A party's stance on its target.</summary>
    Position,

    /// <summary>A step of a proposal, or the state of an issue or process.</summary>
    Milestone,

    /// <summary>What a paragraph says that is neither.</summary>
    Remark,
}

/// <summary>One thing that a revision did; its place in the revision is also the place of what it recorded.</summary>
public sealed class Change
{
    public required long Revision { get; init; }

    /// <summary>From 1, in the order in which it was said.</summary>
    public required int Place { get; init; }

    public required ChangeAction Action { get; init; }
    public required Noun Noun { get; init; }

    /// <summary>The slug, or for records the id.</summary>
    public required string Subject { get; init; }

    /// <summary>The record that <see cref="ChangeAction.Corrected"/> superseded.</summary>
    public string? Supersedes { get; init; }
}
