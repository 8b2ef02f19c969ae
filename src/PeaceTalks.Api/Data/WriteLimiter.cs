using Npgsql;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Lets half as many writers in at once as the pool has connections. Only one of them writes, and the others wait for the counter row with a
/// connection in hand: were there no bound, reads would get none.
/// </summary>
public sealed class WriteLimiter(LedgerDatabase database, DatabaseLimits limits)
{
    private readonly SemaphoreSlim free = new(Math.Max(1, new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize / 2));
    private readonly TimeSpan patience = TimeSpan.FromSeconds(limits.LockSeconds);

    /// <summary>Waits for one, no longer than a lock is waited for. To be asked for with no connection in hand.</summary>
    /// <returns>To be disposed of once.</returns>
    /// <exception cref="ProblemException">503: none came free.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellation) =>
        await free.WaitAsync(patience, cancellation) ? new Taken(free) : throw Problems.DatabaseUnavailable(DatabaseTrouble.Locked.Detail);

    private sealed class Taken(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
