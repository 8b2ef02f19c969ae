using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Idempotency;

/// <summary>Deletes expired idempotent responses in batches, every few minutes.</summary>
public sealed class IdempotentResponseCleanup(LedgerDatabase database, TimeProvider clock, ILogger<IdempotentResponseCleanup> logger)
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
        await using var connection = await database.OpenAsync(cancellation);
        for (var last = AtOnce; last == AtOnce; deleted += last)
        {
            await using var command = new NpgsqlCommand(
                "DELETE FROM kept_answer WHERE (key, name) IN "
                    + "(SELECT key, name FROM kept_answer WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED)",
                connection
            );
            command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() - IdempotentResponse.Lifetime });
            command.Parameters.Add(new NpgsqlParameter { Value = AtOnce });
            last = await command.ExecuteNonQueryAsync(cancellation);
        }

        return deleted;
    }
}
