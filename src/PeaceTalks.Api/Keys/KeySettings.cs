namespace PeaceTalks.Api.Keys;

/// <summary>The section <c>Keys</c>: how the first ADMIN gets in.</summary>
public sealed class KeySettings
{
    /// <summary>The secret of an ADMIN's key. None by default, as an empty one: then the service makes one where no ADMIN is in force.</summary>
    public string? Admin { get; set; }

    /// <summary>The file that a first key is kept in. By default <c>admin-key</c> beside the private server's data.</summary>
    public string? AdminFile { get; set; }
}
