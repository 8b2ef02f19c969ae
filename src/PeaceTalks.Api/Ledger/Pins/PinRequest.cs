using System.Globalization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The pin that a request asks for.</summary>
/// <param name="AsOf">Null for today, in UTC.</param>
/// <param name="Number">The number of a revision. Null for the newest revision, unless there is an instant.</param>
/// <param name="Instant">Stands for the last revision not after it.</param>
/// <param name="Place">The name of the parameter that gave the revision.</param>
/// <param name="Epoch">The epoch of the cursor that gave the other values. Null if there was no cursor.</param>
public sealed record PinRequest(DateOnly? AsOf, long? Number, DateTimeOffset? Instant, string Place = "knownAt", Guid? Epoch = null)
{
    /// <summary>Today, at the newest revision.</summary>
    public static PinRequest Newest { get; } = new(null, null, null);

    /// <param name="asOf">Null for today, in UTC.</param>
    /// <param name="knownAt">The number of a revision, or an instant. Null for the newest revision.</param>
    /// <param name="place">The name of the parameter that gave <paramref name="knownAt"/>.</param>
    /// <exception cref="ProblemException"><paramref name="knownAt"/> is neither.</exception>
    public static PinRequest Parse(DateOnly? asOf, string? knownAt, string place = "knownAt")
    {
        if (knownAt is null)
        {
            return new(asOf, null, null, place);
        }

        if (long.TryParse(knownAt, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new(asOf, number, null, place);
        }

        return InstantText.TryRead(knownAt, out var instant)
            ? new(asOf, null, instant, place)
            : throw Problems.Invalid(
                place,
                $"'{knownAt}' is neither a revision nor an instant nor a day; write 57, 2026-01-15T12:00:00Z or 2026-01-15"
            );
    }
}
