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

/// <summary>
/// An entry of the audit, which is only appended to and never edited. What was written with a key is not in the audit but in the revisions,
/// under its name.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>The maximum length of an IPv6 address with its zone.</summary>
    public const int AddressMaxLength = 64;
    public const int NoteMaxLength = 1000;

    /// <summary>A UUID of version 7, so that ids follow the order in which entries were made.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The key with which it was done. Null if the service itself did it at its start.</summary>
    public Guid? By { get; init; }

    /// <summary>The key that it was done to, or that was used. Null if no key was affected.</summary>
    public Guid? Key { get; init; }

    /// <summary>The client's address. Null for the service itself.</summary>
    public string? Address { get; init; }

    public string? Note { get; init; }
}
