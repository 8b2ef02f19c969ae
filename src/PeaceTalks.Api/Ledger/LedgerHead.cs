namespace PeaceTalks.Api.Ledger;

/// <summary>The one row that every writer locks: the head of the ledger.</summary>
public sealed class LedgerHead
{
    public const short OnlyId = 1;

    public required short Id { get; init; }

    /// <summary>Renewed after a restore, so that a cursor from before is refused rather than misread.</summary>
    public required Guid Epoch { get; init; }

    /// <summary>The number of the last revision; 0 for an empty ledger.</summary>
    public required long Head { get; init; }

    /// <summary>The instant of the last revision.</summary>
    public required DateTimeOffset HeadAt { get; init; }
}
