using System.Text.Json;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>Writes the grid.</summary>
internal static class MatrixJson
{
    private static readonly string[] Stances =
    [
        "SUPPORTS",
        "CONDITIONAL",
        "OPEN",
        "NEUTRAL",
        "SCEPTICAL",
        "OPPOSES",
        "UNDISCLOSED",
        "DECLINED",
        "NO_RESPONSE",
    ];

    public static void Write(Utf8JsonWriter json, Asked asked, Pin pin, Grid grid)
    {
        json.WriteStartObject();
        Json.Pinned(json, asked, pin);
        json.WriteStartArray(Names.Parties);
        foreach (var party in grid.Parties)
        {
            json.WriteStartObject();
            json.WriteString(Names.Slug, party.Slug);
            json.WriteString(Names.Name, party.Name);
            json.WriteString(Names.Role, party.Role);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Rows);
        foreach (var row in grid.Rows)
        {
            json.WriteStartObject();
            json.WriteString(Names.Type, "ISSUE");
            json.WriteString(Names.Slug, row.Slug);
            json.WriteString(Names.Name, row.Name);
            Json.Reference(json, Names.Process, row.Process, row.ProcessName);
            Json.ReferenceOrNull(json, Names.Parent, row.Parent, row.ParentName);
            json.WriteNumber(Names.Depth, row.Depth);
            json.WriteStartArray(Names.Issues);
            Json.Reference(json, row.Slug, row.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Cells);
        foreach (var cell in grid.Cells)
        {
            Write(json, cell, grid.Rows[cell.Row], grid.Parties[cell.Party]);
        }

        json.WriteEndArray();
        json.WriteNull(Names.Coverage);
        Json.Linked(json, asked, pin);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Cell cell, Row row, Party party)
    {
        var own = cell.Held is [{ Place: 0 } first, ..] ? first : null;
        var proposals = cell.Held[(own is null ? 0 : 1)..];
        json.WriteStartObject();
        Json.Reference(json, Names.Row, row.Slug, row.Name);
        Json.Reference(json, Names.Party, party.Slug, party.Name);
        json.WriteString(
            Names.State,
            cell.Held.Any(x => Array.IndexOf(Stances, x.Stance) < Array.IndexOf(Stances, "UNDISCLOSED")) ? "HELD"
                : cell.Held.Count > 0 ? "SILENT"
                : "NOTHING_KNOWN"
        );
        if (own is null)
        {
            json.WriteNull(Names.Held);
        }
        else
        {
            Write(json, own, party, row.Name);
        }

        json.WriteNull(Names.StanceSince);
        json.WriteNull(Names.Alternatives);
        json.WriteStartObject(Names.Proposals);
        json.WriteStartArray(Names.Counts);
        foreach (var (stance, count) in proposals.CountBy(x => x.Stance).OrderBy(x => Array.IndexOf(Stances, x.Key)))
        {
            json.WriteStartObject();
            json.WriteString(Names.Stance, stance);
            json.WriteNumber(Names.Count, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray(Names.Shown);
        foreach (var shown in proposals.Where(x => x.Record is not null))
        {
            json.WriteStartObject();
            Json.Reference(json, Names.Proposal, shown.Proposal!, shown.ProposalName!);
            Write(json, shown, party, shown.ProposalName!);
            json.WriteNull(Names.StanceSince);
            json.WriteNull(Names.Alternatives);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber(Names.Further, proposals.Count(x => x.Record is null));
        json.WriteEndObject();
        json.WriteNull(Names.Coverage);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldInCell held, Party party, string target)
    {
        var record = held.Record!;
        json.WriteStartObject(Names.Held);
        json.WriteString(Names.State, record.IsSilence ? "SILENT" : "HELD");
        json.WriteString(Names.Headline, HeadlineText.Held(party.Name, held.Proposal is not null, target, record, held.Silence));
        Json.Stance(json, record);
        Json.Silence(json, held.Silence);
        Json.Bounds(json, Names.StatedOn, record.Day);
        Json.Attributed(json, record);
        json.WriteStartObject(Names.Word);
        if (held.Confirmed is var (confirmed, day))
        {
            json.WriteString(Names.Attribution, "SELF");
            Json.Reference(json, Names.AssertedBy, party.Slug, party.Name);
            json.WriteString(Names.Position, confirmed);
            Json.Bounds(json, Names.StatedOn, day);
        }
        else
        {
            json.WriteString(Names.Attribution, record.AttributionName);
            Json.ReferenceOrNull(json, Names.AssertedBy, record.AssertedBy, record.AsserterName);
            json.WriteString(Names.Position, record.Id);
            Json.Bounds(json, Names.StatedOn, record.Day);
        }

        json.WriteEndObject();
        json.WriteString(Names.Position, record.Id);
        Json.Citations(json, record);
        json.WriteEndObject();
    }
}
