using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PeaceTalks.Api.Data;

/// <summary>
/// What <see cref="ReadinessCheck"/> finds, for all who ask: one look at a time, told for a second after its end. Anybody may ask, and is
/// under no limit: so a flood costs the database a look a second.
/// </summary>
public sealed class CachedReadinessCheck(IServiceScopeFactory scopes, TimeProvider clock) : IHealthCheck
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

    /// <remarks>Whoever gives up waiting does not end it: else the next would begin another at once.</remarks>
    private async Task<HealthCheckResult> LookAsync(HealthCheckContext context)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await ActivatorUtilities
                .CreateInstance<ReadinessCheck>(scope.ServiceProvider)
                .CheckHealthAsync(context, CancellationToken.None);
        }
        finally
        {
            Volatile.Write(ref ended, clock.GetTimestamp());
        }
    }
}
