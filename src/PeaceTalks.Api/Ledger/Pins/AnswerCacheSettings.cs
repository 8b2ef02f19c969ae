namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The section <c>AnswerCache</c>.</summary>
public sealed class AnswerCacheSettings
{
    /// <summary>How much memory kept answers may take, in megabytes. 64 by default; with 0, none is kept.</summary>
    public int Megabytes { get; set; } = 64;

    /// <summary>The largest answer that is kept, in kilobytes, as it is sent. 2,048 by default.</summary>
    public int LargestKilobytes { get; set; } = 2048;

    internal string? Complaint =>
        Megabytes is < 0 or > 100_000 ? "Megabytes is a whole number from 0 to 100000."
        : LargestKilobytes is < 1 or > 1_000_000 ? "LargestKilobytes is a whole number from 1 to 1000000."
        : null;
}
