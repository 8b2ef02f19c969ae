using System.ComponentModel.DataAnnotations;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The section <c>HeadWatch</c>: how an instance learns of new revisions.</summary>
public sealed class HeadWatchSettings
{
    private const double Day = 24 * 60 * 60;

    /// <summary>How often the service asks the database for the newest revision, in seconds, in case a notification got lost.</summary>
    [Range(0, Day, MinimumIsExclusive = true)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>How long <c>Ledger-Revision-At-Least</c> waits, in seconds; with 0 it does not wait.</summary>
    [Range(0, Day)]
    public double WaitSeconds { get; set; } = 3;
}
