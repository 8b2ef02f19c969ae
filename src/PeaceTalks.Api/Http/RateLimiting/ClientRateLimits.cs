using System.Threading.RateLimiting;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The limits of one kind of client: those with a key, or those without. Each client has all of them to itself.</summary>
internal sealed class ClientRateLimits : IDisposable
{
    private readonly TokenBucket? requests;
    private readonly TokenBucket? costly;
    private readonly PartitionedRateLimiter<string>? places;

    public ClientRateLimits(Allowance allowance)
    {
        if (allowance.Requests > 0)
        {
            requests = new TokenBucket(allowance.Requests);
        }

        if (allowance.Costly > 0)
        {
            costly = new TokenBucket(allowance.Costly);
        }

        if (allowance.AtOnce == 0)
        {
            return;
        }

        AtOnce = allowance.AtOnce;
        places = PartitionedRateLimiter.Create<string, string>(client =>
            RateLimitPartition.GetConcurrencyLimiter(client, _ => new() { PermitLimit = AtOnce })
        );
    }

    public int AtOnce { get; }

    /// <summary>The budgets that a request is charged to, by their names in the headers.</summary>
    public IEnumerable<(string Name, TokenBucket Budget)> Budgets(bool isCostly)
    {
        if (requests is not null)
        {
            yield return ("requests", requests);
        }

        if (isCostly && costly is not null)
        {
            yield return ("costly", costly);
        }
    }

    /// <param name="place">Held until it is disposed of. Null if the number of concurrent requests is not limited.</param>
    /// <returns>Whether a place was free.</returns>
    public bool TryEnter(string client, out IDisposable? place)
    {
        var lease = places?.AttemptAcquire(client);
        place = lease;
        return lease is null or { IsAcquired: true };
    }

    public void Dispose()
    {
        requests?.Dispose();
        costly?.Dispose();
        places?.Dispose();
    }
}
