using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Idempotency;

/// <summary>Deletes expired idempotent responses in batches, every few minutes.</summary>
public sealed class IdempotentResponseCleanup(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotentResponseCleanup> logger)
    : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    "Expired idempotent responses could not be deleted, and will be deleted later: {Why}",
                    failure.GetBaseException().Message
                );
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>The number of deleted responses.</returns>
    public async Task<int> CleanAsync(CancellationToken cancellation)
    {
        var deleted = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
        for (var last = AtOnce; last == AtOnce; deleted += last)
        {
            var since = clock.GetUtcNow() - IdempotentResponse.Lifetime;
            last = await db.Database.ExecuteSqlAsync(
                $"DELETE FROM kept_answer WHERE (key, name) IN (SELECT key, name FROM kept_answer WHERE at < {since} ORDER BY at LIMIT {AtOnce} FOR UPDATE SKIP LOCKED)",
                cancellation
            );
        }

        return deleted;
    }
}
