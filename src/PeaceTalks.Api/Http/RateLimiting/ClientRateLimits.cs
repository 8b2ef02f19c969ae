namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The limits of one kind of client: those with a key, or those without. Each client has all of them to itself.</summary>
internal sealed class ClientRateLimits(Allowance allowance) : IDisposable
{
    private readonly TokenBucket? requests = allowance.Requests > 0 ? new TokenBucket(allowance.Requests) : null;
    private readonly TokenBucket? costly = allowance.Costly > 0 ? new TokenBucket(allowance.Costly) : null;

    /// <summary>Requests that run at the same time.</summary>
    public ConcurrentPlaces AtOnce { get; } = new(allowance.AtOnce);

    /// <summary>Streams that are open at the same time.</summary>
    public ConcurrentPlaces Streams { get; } = new(allowance.Streams);

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

    public void Dispose()
    {
        requests?.Dispose();
        costly?.Dispose();
        AtOnce.Dispose();
        Streams.Dispose();
    }
}
