using System.Globalization;
using Microsoft.AspNetCore.Mvc.Abstractions;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Binding;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>What an address says about the pin that it asks for, as far as that is known without asking the database.</summary>
/// <param name="IsPinned">Whether the question takes a pin at all.</param>
/// <param name="IsDated">Whether the question takes a day.</param>
/// <param name="AsOf">Null if the address gives no day, which means today.</param>
/// <param name="Revision">Null if the address gives no number.</param>
/// <param name="HasEpoch">Whether the address names the epoch.</param>
/// <param name="HasInstant">
/// Whether the address gives an instant instead of a number. Only the database knows which revision that is.
/// </param>
internal sealed record RequestedPin(bool IsPinned, bool IsDated, DateOnly? AsOf, long? Revision, bool HasEpoch, bool HasInstant)
{
    public static RequestedPin None { get; } = new(false, false, null, null, false, false);

    /// <summary>Whether the address gives the day and the revision, so that it asks the same whenever it is asked.</summary>
    public bool IsFilledIn => Revision is not null && !HasInstant && (AsOf is not null || !IsDated);

    public static RequestedPin FromRequest(HttpContext http)
    {
        var (query, known) = (http.Request.Query, http.RequestServices.GetRequiredService<QueryParameters>());
        var names = http.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is { } action ? known.NamesOf(action) : [];

        // The pin of a window is its later end: a day, or on the recorded axis a revision.
        var isWindow = http.GetEndpoint()?.Metadata.GetMetadata<PinnedByWindowAttribute>() is not null;
        var isRecorded = isWindow && query["axis"] == "recorded";
        var (day, revision) = (isWindow && !isRecorded ? "to" : "asOf", isRecorded ? "to" : "knownAt");
        long? number = long.TryParse(query[revision], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return new RequestedPin(
            isWindow || names.Contains(revision),
            names.Contains(day),
            DayText.TryRead(query[day].ToString(), out var asOf) ? asOf : null,
            number,
            query.ContainsKey(EpochParameter.Name),
            query.ContainsKey(revision) && number is null || isRecorded && InstantText.TryRead(query["from"].ToString(), out _)
        );
    }
}
