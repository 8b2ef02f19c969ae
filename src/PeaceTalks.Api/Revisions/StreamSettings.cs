using System.ComponentModel.DataAnnotations;

namespace PeaceTalks.Api.Revisions;

/// <summary>The section <c>Stream</c>: the revisions as server-sent events.</summary>
public sealed class StreamSettings
{
    private const double Day = 24 * 60 * 60;

    /// <summary>How many clients may follow <c>/revisions/stream</c> at once; 0 lets nobody in.</summary>
    [Range(0, 100_000)]
    public int MaxClients { get; set; } = 100;

    /// <summary>Seconds after which an idle stream sends a comment to keep the connection alive.</summary>
    [Range(0, Day, MinimumIsExclusive = true)]
    public double HeartbeatSeconds { get; set; } = 15;
}
