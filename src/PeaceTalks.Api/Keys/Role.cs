namespace PeaceTalks.Api.Keys;

/// <summary>What the holder of a key may do. Each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Read, where reads are closed to those without a key.</summary>
    Reader,

    /// <summary>Record, correct and retract; add and edit articles and reference data.</summary>
    Analyst,

    /// <summary>Make and revoke keys, read the audit, renew the epoch after a restore.</summary>
    Admin,
}
