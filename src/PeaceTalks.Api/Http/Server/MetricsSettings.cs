namespace PeaceTalks.Api.Http.Server;

/// <summary>The section <c>Metrics</c>.</summary>
public sealed class MetricsSettings
{
    /// <summary>
    /// Whether <c>/metrics</c> serves metrics in the format of Prometheus. Whoever reaches it can read them, so let no reverse proxy pass
    /// it on.
    /// </summary>
    public bool Prometheus { get; set; }
}
