using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The section <c>Limits</c> of the settings. 0 switches a limit off.</summary>
public sealed class LimitSettings
{
    private const string Section = "Limits";

    /// <summary>False switches all limits off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The limits of an address, for everybody there who has no key: an office, or all visitors of an app that asks from its own server.
    /// </summary>
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

    /// <summary>How many wrong keys an address may try at once. It gets one more try each second.</summary>
    public int FailedKeys { get; set; } = 20;

    /// <exception cref="CannotStartException">A name is not a setting, or a value is not a number from 0 up.</exception>
    internal void Read(IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(this, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException failure)
        {
            throw new CannotStartException($"The settings in the section {Section} are not valid: {failure.Message}", failure);
        }

        int[] numbers = [FailedKeys, .. Address.Numbers, .. Key.Numbers];
        if (numbers.Min() < 0)
        {
            throw new CannotStartException(
                $"The settings in the section {Section} are not valid: {numbers.Min()} is below 0. Use 0 to switch a limit off."
            );
        }
    }
}

/// <summary>The limits of one client.</summary>
public sealed class Allowance
{
    /// <summary>Requests a second. Unused requests are kept, up to several seconds' worth (<see cref="Budget.BurstSeconds"/>).</summary>
    public int Requests { get; set; }

    /// <summary>How many of <see cref="Requests"/> may be costly.</summary>
    public int Costly { get; set; }

    /// <summary>Concurrent requests. A request that follows the stream counts as long as it is open.</summary>
    public int AtOnce { get; set; }

    internal int[] Numbers => [Requests, Costly, AtOnce];
}
