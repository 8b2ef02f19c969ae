namespace PeaceTalks.Api.Ledger;

/// <summary>The head of the ledger, in a table with one row. Every writer locks that row.</summary>
public sealed class LedgerHead
{
    public const short OnlyId = 1;

    public required short Id { get; init; }

    /// <summary>Renewed after a restore, so that an older cursor is refused rather than misread.</summary>
    public required Guid Epoch { get; init; }

    /// <summary>The number of the newest revision. 0 for an empty ledger.</summary>
    public required long Head { get; init; }

    /// <summary>The instant of the newest revision.</summary>
    public required DateTimeOffset HeadAt { get; init; }
}
