using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Shares the result of <see cref="ReadinessCheck"/> among all who ask. There is one check at a time, and its result is reused for a
/// second. Anybody may ask without a limit, and a flood of requests costs the database one check a second.
/// </summary>
public sealed class CachedReadinessCheck(LedgerDatabase database, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan ToldFor = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<HealthCheckResult>? look;
    private long ended;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (look is null || (look.IsCompleted && clock.GetElapsedTime(Volatile.Read(ref ended)) >= ToldFor))
            {
                look = LookAsync(context);
            }

            return look.WaitAsync(cancellationToken);
        }
    }

    /// <remarks>A caller that gives up waiting does not end the check. Otherwise the next caller would start another one at once.</remarks>
    private async Task<HealthCheckResult> LookAsync(HealthCheckContext context)
    {
        try
        {
            return await new ReadinessCheck(database).CheckHealthAsync(context, CancellationToken.None);
        }
        finally
        {
            Volatile.Write(ref ended, clock.GetTimestamp());
        }
    }
}
