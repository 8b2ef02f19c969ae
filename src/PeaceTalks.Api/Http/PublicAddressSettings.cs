namespace PeaceTalks.Api.Http;

/// <summary>Where clients reach the service.</summary>
public sealed class PublicAddressSettings
{
    /// <summary>What addresses in answers begin with, where a proxy stands in between. None by default: addresses are paths.</summary>
    public string? PublicBaseUrl { get; set; }

    /// <summary>Without the slash at its end; empty where none is set.</summary>
    public string Base => PublicBaseUrl?.TrimEnd('/') ?? "";
}
