using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The section <c>Limits</c>. A 0 switches one off.</summary>
public sealed class LimitSettings
{
    private const int Most = 1_000_000;

    /// <summary>Whether clients are limited at all.</summary>
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

    /// <summary>Of everybody with the same key.</summary>
    public Allowance Key { get; } =
        new()
        {
            Requests = 100,
            Costly = 20,
            AtOnce = 40,
            Streams = 20,
        };

    /// <summary>Wrong keys that an IP address may send before it is limited to one per second; 0 means no limit.</summary>
    [Range(0, Most)]
    public int FailedKeys { get; set; } = 20;

    /// <summary>
    /// Costly reads that run at the same time, whoever asks. The others wait their turn, for at most <c>Limits__ReadSeconds</c>; 0 means
    /// no limit.
    /// </summary>
    [DefaultValue("the number of cores")]
    [Range(0, Most)]
    public int CostlyAtOnce { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// How long a read may take before it is ended with a 503 that says what to narrow; 0 means no limit. A stream has no such end.
    /// <c>Limits__Enabled</c> does not affect it.
    /// </summary>
    [Range(0, Most)]
    public int ReadSeconds { get; set; } = 10;

    /// <summary>
    /// How many tracks a summary of a diff may compare; beyond that it is refused with a 422; 0 means no limit. <c>Limits__Enabled</c> does
    /// not affect it.
    /// </summary>
    [Range(0, Most)]
    public int SummaryTracks { get; set; } = 20_000;
}

/// <summary>What one client may ask for.</summary>
public sealed class Allowance
{
    private const int Most = 1_000_000;

    /// <summary>Requests per second from one client; bursts of four times as many are allowed; 0 means no limit.</summary>
    [Range(0, Most)]
    public int Requests { get; set; }

    /// <summary>The same for costly requests alone (diffs, matrix, CSV and the like).</summary>
    [Range(0, Most)]
    public int Costly { get; set; }

    /// <summary>Requests from one client that run at the same time, apart from streams; 0 means no limit.</summary>
    [Range(0, Most)]
    public int AtOnce { get; set; }

    /// <summary>Streams that one client follows at the same time; 0 means no limit.</summary>
    [Range(0, Most)]
    public int Streams { get; set; }
}
