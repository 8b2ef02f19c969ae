using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Records;

/// <summary>The keys of a list by day, in its cursors.</summary>
public static class DayKeys
{
    public static string[] FromRecord(Record record) =>
        [PinnedPages.Day(record.Latest), PinnedPages.Number(record.RecordedIn), PinnedPages.Number(record.Place)];

    /// <summary>Null for the first page.</summary>
    public static (DateOnly Latest, long RecordedIn, int Place)? Read(string[]? after) =>
        after is not [var latest, var revision, var place]
            ? null
            : (PinnedPages.DayOf(latest), PinnedPages.NumberOf(revision), PinnedPages.PlaceOf(place));
}
