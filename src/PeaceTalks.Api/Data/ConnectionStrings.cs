namespace PeaceTalks.Api.Data;

/// <summary>The section <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionStrings
{
    /// <summary>Where the ledger is. None by default, as an empty one: then the service runs a private PostgreSQL.</summary>
    public string? PeaceTalks { get; set; }
}
