using System.ComponentModel.DataAnnotations;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The section <c>AnswerCache</c>.</summary>
public sealed class AnswerCacheSettings
{
    /// <summary>How much memory kept answers may take, in megabytes; 0 keeps none.</summary>
    [Range(0, 100_000)]
    public int Megabytes { get; set; } = 64;

    /// <summary>The largest answer that is kept, in kilobytes, as it is sent.</summary>
    [Range(1, 1_000_000)]
    public int LargestKilobytes { get; set; } = 2048;
}
