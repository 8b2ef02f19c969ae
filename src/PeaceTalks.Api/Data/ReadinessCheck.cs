using System.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The readiness check. Healthy if the database gives a request its connection in time, has all migrations and accepts writes. Degraded,
/// but still ready, if it accepts no writes: otherwise the reads that it can serve would be lost too.
/// </summary>
public sealed class ReadinessCheck(LedgerDatabase database) : IHealthCheck
{
    /// <summary>The key in the result's data under which the trouble's code is found, such as DATABASE_AWAY.</summary>
    public const string TroubleCode = "trouble";

    private static readonly TimeSpan ForARequest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForTheReason = TimeSpan.FromSeconds(1);
    private static readonly DatabaseTrouble MigrationsPending = new("MIGRATIONS_PENDING", "The database lacks migrations of this version.");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DatabaseTrouble? trouble;
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        try
        {
            trouble = await WithinAsync(ForARequest, end => AskAsync(connection, end), cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException || DatabaseTrouble.FromException(failure) is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trouble =
                DatabaseTrouble.FromException(failure) is { } told && told != DatabaseTrouble.PoolExhausted ? told
                : connection.State == ConnectionState.Open ? DatabaseTrouble.Slow
                : await ReasonAsync(cancellationToken);
        }

        return trouble is null
            ? HealthCheckResult.Healthy()
            : Result(trouble == DatabaseTrouble.ReadOnly ? HealthStatus.Degraded : HealthStatus.Unhealthy, trouble);
    }

    private static HealthCheckResult Result(HealthStatus status, DatabaseTrouble trouble) =>
        new(status, trouble.Detail, data: new Dictionary<string, object> { [TroubleCode] = trouble.Code });

    private static async Task<DatabaseTrouble?> AskAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        if (MigrationHistory.Known.Except(await MigrationHistory.AppliedAsync(connection, cancellation)).Any())
        {
            return MigrationsPending;
        }

        await using var command = new NpgsqlCommand("SELECT current_setting('transaction_read_only') = 'on'", connection);
        return await command.ExecuteScalarAsync(cancellation) is true ? DatabaseTrouble.ReadOnly : null;
    }

    /// <summary>
    /// Called when no connection was available in time. Finds out whether the database accepts a further one, outside the pool.
    /// </summary>
    private async Task<DatabaseTrouble> ReasonAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString
            );
            await WithinAsync(
                ForTheReason,
                async end =>
                {
                    await connection.OpenAsync(end);
                    return true;
                },
                cancellation
            );
            return DatabaseTrouble.PoolExhausted;
        }
        catch (Exception failure) when (failure is OperationCanceledException || DatabaseTrouble.FromException(failure) is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            return DatabaseTrouble.FromException(failure) ?? DatabaseTrouble.Away;
        }
    }

    private static async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit);
        return await work(end.Token);
    }
}
