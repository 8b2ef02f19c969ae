using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Limits how often an address may send a wrong key. A valid key always passes: nobody is locked out by others at the same address.
/// </summary>
public sealed class FailedKeys(IOptions<LimitSettings> settings, Refusals refusals) : IDisposable
{
    private const int PerSecond = 1;
    private const int SuspectsAtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim suspects = new(SuspectsAtOnce);

    private readonly TokenBucket? budget = settings.Value is { Enabled: true, FailedKeys: > 0 and var most }
        ? new TokenBucket(PerSecond, most)
        : null;

    /// <summary>
    /// Looks up a key. Addresses with too many wrong keys get only a few lookups at a time, so that they leave connections for others.
    /// </summary>
    public async Task<T> LookUpAsync<T>(HttpContext http, Func<Task<T>> lookUp)
    {
        if (!Exhausted(http))
        {
            return await lookUp();
        }

        if (!await suspects.WaitAsync(Patience, http.RequestAborted))
        {
            throw Refusal();
        }

        try
        {
            return await lookUp();
        }
        finally
        {
            suspects.Release();
        }
    }

    /// <summary>Whether a further wrong key from this address gets <see cref="Refusal"/>.</summary>
    public bool Exhausted(HttpContext http) => budget?.Left(RateLimitedClient.AddressOf(http)) == 0;

    /// <summary>Call this for each wrong key.</summary>
    public void Charge(HttpContext http) => budget?.TryTake(RateLimitedClient.AddressOf(http));

    /// <summary>429 with Retry-After.</summary>
    public ProblemException Refusal()
    {
        refusals.Count("failed_keys");
        return new(
            ProblemKind.TooManyRequests,
            "Too many wrong keys came from this address. Check the key, wait a moment, and send it again."
        );
    }

    public void Dispose()
    {
        budget?.Dispose();
        suspects.Dispose();
    }
}
