namespace PeaceTalks.Api.Keys;

/// <summary>What the holder of a key may do. Each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>May read, if reads need a key.</summary>
    Reader,

    /// <summary>May record, correct and retract records, and add and edit articles and reference data.</summary>
    Analyst,

    /// <summary>May create and revoke keys, read the audit, and renew the epoch after a restore.</summary>
    Admin,
}
