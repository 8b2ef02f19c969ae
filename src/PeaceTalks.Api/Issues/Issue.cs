using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>What is being negotiated, asked as a question; part of a tree.</summary>
public sealed class Issue : ReferenceItem
{
    public required string Process { get; init; }
}

public sealed class IssueVersion : ReferenceVersion
{
    public required string Process { get; init; }

    /// <summary>Slug of an issue of the same process; null for a root.</summary>
    public required string? Parent { get; init; }

    public required string Name { get; init; }

    public override string DisplayName => Name;

    public required string Question { get; init; }
    public required string? Description { get; init; }
}
