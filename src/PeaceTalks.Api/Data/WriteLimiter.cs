using Npgsql;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Limits concurrent writers to half the connections of the pool. Only one of them writes; the others wait for the counter row while
/// holding a connection. Without the limit, they could leave no connection for reads.
/// </summary>
public sealed class WriteLimiter(LedgerDatabase database, DatabaseLimits limits)
{
    private readonly SemaphoreSlim free = new(Math.Max(1, new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize / 2));
    private readonly TimeSpan patience = TimeSpan.FromSeconds(limits.LockSeconds);

    /// <summary>Waits for a place, no longer than for a lock. Call it while holding no connection.</summary>
    /// <returns>The place. Dispose of it once.</returns>
    /// <exception cref="ProblemException">503: no place became free.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellation) =>
        await free.WaitAsync(patience, cancellation) ? new Taken(free) : throw Problems.DatabaseUnavailable(DatabaseTrouble.Locked.Detail);

    private sealed class Taken(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
