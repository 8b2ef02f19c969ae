namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The section <c>Limits</c>. A 0 switches one off.</summary>
public sealed class LimitSettings
{
    /// <summary>False switches all of them off.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Of everybody at an address who has no key: an office, or all visitors of an app that asks from its own server.</summary>
    public Allowance Address { get; } =
        new()
        {
            Requests = 50,
            Costly = 10,
            AtOnce = 20,
            Streams = 10,
        };

    public Allowance Key { get; } =
        new()
        {
            Requests = 100,
            Costly = 20,
            AtOnce = 40,
            Streams = 20,
        };

    /// <summary>How many wrong keys an address may try at once; one more each second.</summary>
    public int FailedKeys { get; set; } = 20;

    /// <summary>
    /// How many costly reads may run at the same time, whoever asks; the others wait. By default, as many as there are cores.
    /// </summary>
    public int CostlyAtOnce { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a read may take. A stream has no such end.</summary>
    public int ReadSeconds { get; set; } = 10;

    /// <summary>How many tracks a summary of a diff may compare.</summary>
    public int SummaryTracks { get; set; } = 20_000;

    internal string? Complaint
    {
        get
        {
            int[] numbers = [FailedKeys, CostlyAtOnce, ReadSeconds, SummaryTracks, .. Address.Numbers, .. Key.Numbers];
            return numbers.Min() < 0 ? $"{numbers.Min()} is below 0, which switches a limit off." : null;
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

    /// <summary>Requests that run at the same time, apart from streams.</summary>
    public int AtOnce { get; set; }

    /// <summary>Streams that are open at the same time.</summary>
    public int Streams { get; set; }

    internal int[] Numbers => [Requests, Costly, AtOnce, Streams];
}
