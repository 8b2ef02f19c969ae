using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>A track: one party's line on one target, which is a proposal or an issue as a whole.</summary>
public sealed class Track
{
    public required Guid Id { get; init; }
    public required string Process { get; init; }
    public required string Party { get; init; }
    public required string? Issue { get; init; }
    public required string? Proposal { get; init; }

    /// <summary>
    /// The id of a track. It is the same in every installation, and so is the order of tracks, in which the id is the last key.
    /// </summary>
    public static Guid IdOf(string party, string? issue, string? proposal) => NamedId.For($"{party}\n{issue}\n{proposal}");

    /// <summary>The slug of the issue or proposal.</summary>
    public string Target { get; init; } = null!;
}
