namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The section <c>HeadListener</c>.</summary>
public sealed class HeadWatchSettings
{
    private const double Day = 24 * 60 * 60;

    /// <summary>How often the head is asked for, in seconds, in case the database did not tell it. 5 by default.</summary>
    public double PollSeconds { get; set; } = 5;

    /// <summary>How long <c>Ledger-Revision-At-Least</c> waits, in seconds. 3 by default; with 0 it does not wait.</summary>
    public double WaitSeconds { get; set; } = 3;

    internal string? Complaint =>
        PollSeconds is not (> 0 and <= Day) ? "PollSeconds is a number above 0, and a day at most."
        : WaitSeconds is not (>= 0 and <= Day) ? "WaitSeconds is a number from 0, and a day at most."
        : null;
}
