using System.Threading.RateLimiting;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>Limits how many things each client does at the same time.</summary>
/// <param name="most">0 if there is no limit.</param>
internal sealed class ConcurrentPlaces(int most) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? places =
        most == 0
            ? null
            : PartitionedRateLimiter.Create<string, string>(client =>
                RateLimitPartition.GetConcurrencyLimiter(client, _ => new() { PermitLimit = most })
            );

    public int Most => most;

    /// <param name="place">Held until it is disposed of. Null if there is no limit.</param>
    /// <returns>Whether a place was free.</returns>
    public bool TryEnter(string client, out IDisposable? place)
    {
        var lease = places?.AttemptAcquire(client);
        place = lease;
        return lease is null or { IsAcquired: true };
    }

    public void Dispose() => places?.Dispose();
}
