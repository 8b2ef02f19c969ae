using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Positions;

/// <summary>A track's place in the order of lists.</summary>
public sealed record TrackKey(string Party, string Target, Guid TrackId)
{
    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static TrackKey? FromCursor(string[]? keys) =>
        keys is [var party, var target, var track] ? new(party, target, PinnedPages.IdOf(track)) : null;

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [Party, Target, TrackId.ToString()];
}
