namespace PeaceTalks.Api.Positions;

/// <summary>One party's line on one target, which is an issue as a whole or a proposal.</summary>
public sealed class Track
{
    public required Guid Id { get; init; }
    public required string Process { get; init; }
    public required string Party { get; init; }
    public required string? Issue { get; init; }
    public required string? Proposal { get; init; }

    /// <summary>The slug of the issue or proposal.</summary>
    public string Target { get; private init; } = null!;
}
