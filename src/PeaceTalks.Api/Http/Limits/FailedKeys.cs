using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Http.Limits;

/// <summary>How often an address may still be wrong about its key. Guessing stops there, before a key is looked up.</summary>
public sealed class FailedKeys(IOptions<LimitSettings> settings) : IDisposable
{
    private const int PerSecond = 1;

    private readonly Budget? budget =
        settings.Value is { Enabled: true, FailedKeys: > 0 and var most } ? new Budget(PerSecond, most) : null;

    /// <summary>Whether a key from this address is not to be looked at, right or wrong: the answer is <see cref="Refusal"/>.</summary>
    public bool Exhausted(HttpContext http) => budget?.Left(Client.AddressOf(http)) == 0;

    /// <summary>To be called for each wrong key.</summary>
    public void Charge(HttpContext http) => budget?.TryTake(Client.AddressOf(http));

    /// <summary>429 with Retry-After.</summary>
    public static ProblemException Refusal() =>
        new(ProblemKind.TooManyRequests, "Too many wrong keys came from this address. Check the key, wait a moment, and send it again.");

    public void Dispose() => budget?.Dispose();
}
