using System.Collections.Concurrent;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// Tells an answer without end that its key is no longer in force, a few seconds after it was revoked, on whichever instance, or has
/// expired.
/// </summary>
/// <remarks>
/// It looks at all watched keys with one query every two seconds. While the database is away it knows nothing new, but then there is
/// nothing to send either.
/// </remarks>
public sealed class KeyWatch(LedgerDatabase database, TimeProvider clock, ILogger<KeyWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Watch, Guid> watches = new();

    /// <summary>Watches a key until the watch is disposed of.</summary>
    public Watch Begin(Guid key)
    {
        var watch = new Watch(watches);
        watches[watch] = key;
        return watch;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The next look is soon, and whoever reads the database reports its trouble. Anything else nobody else would tell.
                if (DatabaseTrouble.FromException(failure) is null)
                {
                    logger.LogError(failure, "The keys of open streams could not be looked up");
                }
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var watched = watches.ToArray();
        if (watched.Length == 0)
        {
            return;
        }

        Guid[] keys = [.. watched.Select(x => x.Value).Distinct()];
        var valid = await KeyQueries.InForce(keys, clock.GetUtcNow()).ReadAsync(database, row => row.GetGuid(0), cancellation);
        foreach (var (watch, _) in watched.ExceptBy(valid, x => x.Value))
        {
            await watch.EndAsync();
        }
    }

    public sealed class Watch(ConcurrentDictionary<Watch, Guid> all) : IDisposable
    {
        // Not disposed of: it has no timer, and the key may end while the watch does.
        private readonly CancellationTokenSource ended = new();

        /// <summary>Cancelled when the key has ended.</summary>
        public CancellationToken Ended => ended.Token;

        public void Dispose() => all.TryRemove(this, out _);

        internal Task EndAsync() => ended.CancelAsync();
    }
}
