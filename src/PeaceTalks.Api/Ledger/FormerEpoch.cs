namespace PeaceTalks.Api.Ledger;

/// <summary>An epoch that has ended. The database records it when the epoch is renewed.</summary>
public sealed class FormerEpoch
{
    public required Guid Epoch { get; init; }

    /// <summary>The last revision that the later epochs have in common with it. Those after it were lost.</summary>
    public required long LastRevision { get; init; }
}
