namespace PeaceTalks.Api.Keys;

/// <summary>What was done to a key, or with a power that only an ADMIN has.</summary>
public enum AuditAction
{
    /// <summary>A key was created.</summary>
    KeyCreated,

    /// <summary>A key was revoked.</summary>
    KeyRevoked,

    /// <summary>A key was used from an address for the first time on a day (UTC).</summary>
    KeyUsed,

    /// <summary>The epoch was renewed after a restore.</summary>
    EpochRenewed,
}

/// <summary>One line of the audit, which is added to and never edited. What keys have written is not here but in the revisions, under their names.</summary>
public sealed class AuditEntry
{
    /// <summary>Of an IPv6 address with its zone.</summary>
    public const int AddressMaxLength = 64;
    public const int NoteMaxLength = 1000;

    /// <summary>Version 7: in the order in which entries were made.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The key with which it was done; null for the service itself at its start.</summary>
    public Guid? By { get; init; }

    /// <summary>The key that it was done to, or that was used. Null if no key was affected.</summary>
    public Guid? Key { get; init; }

    /// <summary>The client's address. Null if the service did it itself.</summary>
    public string? Address { get; init; }

    public string? Note { get; init; }
}
