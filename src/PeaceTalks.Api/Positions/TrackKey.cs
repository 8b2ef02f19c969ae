using Npgsql;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Positions;

/// <summary>A track's place in the order of lists.</summary>
public sealed record TrackKey(string Party, string Target, Guid TrackId)
{
    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static TrackKey? FromCursor(string[]? keys) =>
        keys is [var party, var target, var track] ? new(party, target, PinnedPages.IdOf(track)) : null;

    /// <summary>Reads the first columns of a row: the party, the target and the id of a track.</summary>
    public static TrackKey Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.GetGuid(2));

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [Party, Target, TrackId.ToString()];
}
