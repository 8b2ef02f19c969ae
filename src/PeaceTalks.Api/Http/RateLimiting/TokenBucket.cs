using System.Threading.RateLimiting;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>A number of requests for each client, used up by asking and filled up all the time.</summary>
/// <remarks>Clients whose budget is full again are forgotten some ten seconds later, so their number does not add up (docs/adr/0016).</remarks>
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

    /// <summary>With a burst of some seconds' worth.</summary>
    public TokenBucket(int perSecond)
        : this(perSecond, BurstSeconds * perSecond) { }

    /// <summary>As the header <c>RateLimit-Policy</c> says it: the most there ever is, and the seconds in which nothing becomes that.</summary>
    public string Policy => $"q={most};w={most / perSecond}";

    public string Words => $"{perSecond} a second, and {most} at first";

    public bool TryTake(string client)
    {
        using var lease = buckets.AttemptAcquire(client);
        return lease.IsAcquired;
    }

    public long Left(string client) => buckets.GetStatistics(client)!.CurrentAvailablePermits;

    /// <summary>As the header <c>RateLimit</c> says it: what is left, and the seconds until all of it is there again.</summary>
    public string State(string client)
    {
        var left = Left(client);
        return $"r={left};t={(most - left + perSecond - 1) / perSecond}";
    }

    public void Dispose() => buckets.Dispose();
}
