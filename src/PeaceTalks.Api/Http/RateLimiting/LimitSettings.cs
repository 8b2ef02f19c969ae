using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The section <c>Limits</c>. A 0 switches one off.</summary>
public sealed class LimitSettings
{
    private const string Section = "Limits";

    /// <summary>False switches all of them off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Of everybody at an address who has no key: an office, or all visitors of an app that asks from its own server.</summary>
    public Allowance Address { get; } =
        new()
        {
            Requests = 50,
            Costly = 10,
            AtOnce = 20,
        };

    public Allowance Key { get; } =
        new()
        {
            Requests = 100,
            Costly = 20,
            AtOnce = 40,
        };

    /// <summary>How many wrong keys an address may try at once; one more each second.</summary>
    public int FailedKeys { get; set; } = 20;

    /// <exception cref="CannotStartException">A name that is no setting, or a value that is no number from 0 up.</exception>
    internal void Read(IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(this, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException failure)
        {
            throw new CannotStartException($"The settings of {Section} cannot be used: {failure.Message}", failure);
        }

        int[] numbers = [FailedKeys, .. Address.Numbers, .. Key.Numbers];
        if (numbers.Min() < 0)
        {
            throw new CannotStartException(
                $"The settings of {Section} cannot be used: {numbers.Min()} is below 0, which switches a limit off."
            );
        }
    }
}

/// <summary>What one client may ask for.</summary>
public sealed class Allowance
{
    /// <summary>A second; of what is left over, the worth of some seconds is kept (<see cref="TokenBucket.BurstSeconds"/>).</summary>
    public int Requests { get; set; }

    /// <summary>Those of <see cref="Requests"/> that may be for what is costly.</summary>
    public int Costly { get; set; }

    /// <summary>Requests that run at the same time. One that follows the stream runs as long as it does.</summary>
    public int AtOnce { get; set; }

    internal int[] Numbers => [Requests, Costly, AtOnce];
}
