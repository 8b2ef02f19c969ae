using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>What the timeline and the list of positions share: a page of records in force, with their targets.</summary>
internal static class PositionPage
{
    private const int First = 9;

    /// <param name="page">SQL for the records of the page, and one more: all columns of the position, and those of the track t.</param>
    public static string Statement(string page) =>
        $"""
            WITH {Sql.Pin}, page AS MATERIALIZED ({page})
            SELECT pin.known, pin.epoch, r.n, r.holder, r.on_proposal, r.target, r.target_name, r.issues, r.issue_names,
                {Sql.SaidColumns}, r.party, r.place
            FROM pin LEFT JOIN (page r {Sql.Said}) ON true
            ORDER BY r.n, {Sql.CitationOrder}
            """;

    /// <param name="keys">The keys of the last item in the cursor.</param>
    public static async Task WriteAsync(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows, Func<SaidRecord, int, string[]> keys)
    {
        var (said, target) = (new RecordReader(rows, First), new TargetReader(rows, 3));
        List<(Target Target, SaidRecord Record, int Place)> items = [];
        var more = false;
        Pin pin = default;
        while (await rows.ReadAsync())
        {
            pin = new Pin(rows.GetInt64(0), rows.GetGuid(1));
            if (rows.IsDBNull(2))
            {
                break;
            }

            var n = rows.GetInt64(2);
            if (n > asked.Limit)
            {
                more = true;
                break;
            }

            if (items.Count < n)
            {
                items.Add((target.Read(rows.GetString(First + 29)), said.Read(), rows.GetInt32(First + 30)));
            }

            said.AddCitation(items[^1].Record);
        }

        Json.Page(json, asked, pin, items, Write, more ? PageCursor.After(asked, pin, keys(items[^1].Record, items[^1].Place)) : null);
    }

    private static void Write(Utf8JsonWriter json, (Target Target, SaidRecord Record, int Place) item)
    {
        var (target, record, _) = item;
        json.WriteStartObject();
        json.WriteString(Names.Id, record.Id);
        Json.Reference(json, Names.Party, target.Party, target.PartyName);
        Json.Target(json, target);
        Json.Stance(json, record);
        Json.Bounds(json, Names.StatedOn, record.Day);
        json.WriteString(Names.Meeting, record.Meeting?.ToString());
        Json.Attributed(json, record);
        Json.Citations(json, record);
        json.WriteNumber(Names.RecordedIn, record.RecordedIn);

        // The record is in force at the revision, so nothing has superseded it by then.
        json.WriteNull(Names.SupersededIn);
        json.WriteNull(Names.SupersededBy);
        json.WriteString(Names.Corrects, record.Corrects?.ToString());
        json.WriteStartObject(Names.Links);
        json.WriteString(Names.Self, Links.Position(record.Id));
        json.WriteNull(Names.SupersededBy);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
