using System.Threading.RateLimiting;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>A rate limit: a token bucket for each client. A request takes a token, and the bucket refills all the time.</summary>
/// <remarks>
/// A client with a full bucket is forgotten about ten seconds later, so the number of clients does not grow without bound (docs/adr/0016).
/// </remarks>
public sealed class TokenBucket : IDisposable
{
    public const int BurstSeconds = 4;

    private readonly PartitionedRateLimiter<string> buckets;
    private readonly int perSecond;
    private readonly int most;

    public TokenBucket(int perSecond, int most)
    {
        (this.perSecond, this.most) = (perSecond, most);
        buckets = PartitionedRateLimiter.Create<string, string>(client =>
            RateLimitPartition.GetTokenBucketLimiter(
                client,
                _ =>
                    new()
                    {
                        TokenLimit = most,
                        TokensPerPeriod = 1,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / perSecond),
                    }
            )
        );
    }

    /// <summary>The bucket holds a burst of several seconds' worth of tokens.</summary>
    public TokenBucket(int perSecond)
        : this(perSecond, BurstSeconds * perSecond) { }

    /// <summary>
    /// The value of the header <c>RateLimit-Policy</c>: the capacity of the bucket, and the seconds in which an empty one fills.
    /// </summary>
    public string Policy => $"q={most};w={most / perSecond}";

    public string Words => $"{perSecond} a second, with a burst of {most}";

    public bool TryTake(string client)
    {
        using var lease = buckets.AttemptAcquire(client);
        return lease.IsAcquired;
    }

    public long Left(string client) => buckets.GetStatistics(client)!.CurrentAvailablePermits;

    /// <summary>
    /// The value of the header <c>RateLimit</c>: the tokens that are left, and the seconds until the bucket is full again.
    /// </summary>
    public string State(string client)
    {
        var left = Left(client);
        return $"r={left};t={(most - left + perSecond - 1) / perSecond}";
    }

    public void Dispose() => buckets.Dispose();
}
