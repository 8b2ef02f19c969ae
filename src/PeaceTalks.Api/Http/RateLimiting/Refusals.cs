using System.Diagnostics.Metrics;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>Counts the requests that a limit refused, for those who watch the service.</summary>
public sealed class Refusals(IMeterFactory meters)
{
    private readonly Counter<long> refusals = meters
        .Create(Telemetry.Meter)
        .CreateCounter<long>("peacetalks.refusals", "{request}", "Requests that a limit refused, by limit.");

    /// <param name="limit">Its name, such as <c>costly</c>. There are only a few.</param>
    public void Count(string limit) => refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
