namespace PeaceTalks.Api.Revisions;

/// <summary>The section <c>Stream</c>: the revisions as server-sent events.</summary>
public sealed class StreamSettings
{
    private const double Day = 24 * 60 * 60;

    /// <summary>How many clients may follow at once. 100 by default; 0 lets nobody in.</summary>
    public int MaxClients { get; set; } = 100;

    /// <summary>How often a quiet stream says that it is alive, in seconds. 15 by default.</summary>
    public double HeartbeatSeconds { get; set; } = 15;

    internal string? Complaint =>
        MaxClients < 0 ? "MaxClients is a whole number from 0."
        : HeartbeatSeconds is not (> 0 and <= Day) ? "HeartbeatSeconds is a number above 0, and a day at most."
        : null;
}
