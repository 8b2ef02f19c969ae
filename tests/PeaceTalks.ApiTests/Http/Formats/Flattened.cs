using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>What a column of CSV must have, read from the JSON by the column's name alone.</summary>
public static class Flattened
{
    /// <summary>Members of a list's items that the text of the list must have.</summary>
    private static readonly string[] Said =
    [
        "key",
        "unit",
        "text",
        "quote",
        "label",
        "summary",
        "stance",
        "attribution",
        "role",
        "type",
        "step",
        "office",
        "kind",
        "name",
        "language",
    ];

    /// <summary>Fails where the cell does not say what the JSON does, or says something of which the JSON has nothing.</summary>
    public static void ShouldSay(this string cell, JsonElement item, string column)
    {
        if (Find(item, column) is not { } value)
        {
            // Net changes and events share their columns.
            item.TryGetProperty("differences", out _).ShouldBeTrue($"no {column} in {item.GetRawText()}");
            cell.ShouldBeOneOf(["", "0"], $"no {column} in {item.GetRawText()}");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                cell.ShouldBe("", column);
                break;
            case JsonValueKind.Number:
                decimal.Parse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
                    .ShouldBe(value.GetDecimal(), column);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                cell.ShouldBe(value.GetRawText(), column);
                break;
            case JsonValueKind.String:
                CsvFile.Text(cell).ShouldBe(value.GetString(), column);
                break;
            case JsonValueKind.Array:
                ShouldSayAll(CsvFile.Text(cell), value, column);
                break;
            default:
                throw new ShouldAssertException($"{column} is no value: {value.GetRawText()}");
        }
    }

    private static void ShouldSayAll(string cell, JsonElement list, string column)
    {
        (cell.Length == 0).ShouldBe(list.GetArrayLength() == 0, column);
        if (
            list.EnumerateArray()
                .All(x =>
                    x.ValueKind == JsonValueKind.String || x.EnumerateObject().Select(member => member.Name).SequenceEqual(["slug", "name"])
                )
        )
        {
            cell.ShouldBe(
                string.Join("; ", list.EnumerateArray().Select(x => x.ValueKind == JsonValueKind.String ? x.GetString() : x.Text("slug"))),
                column
            );
            return;
        }

        foreach (var member in list.EnumerateArray().SelectMany(x => x.EnumerateObject()))
        {
            if (member.Value.ValueKind == JsonValueKind.String && Said.Contains(member.Name))
            {
                cell.ShouldContain(member.Value.GetString()!, customMessage: column);
            }
            else if (
                member.Value.ValueKind == JsonValueKind.Object
                && (member.Name == "article" ? "title" : "slug") is var name
                && member.Value.TryGetProperty(name, out var named)
            )
            {
                cell.ShouldContain(named.GetString()!, customMessage: column);
            }
        }
    }

    private static JsonElement? Find(JsonElement item, string column)
    {
        if (item.ValueKind == JsonValueKind.Null)
        {
            return item;
        }

        if (item.TryGetProperty(column, out var value))
        {
            return value;
        }

        if (column is ['t', 'e', 'r', 'm', var number and >= '1' and <= '3', .. var part])
        {
            return item.GetProperty("terms") is var terms && terms.GetArrayLength() > number - '1'
                ? Find(terms[number - '1'], Camel(part))
                : Null;
        }

        var members = item.EnumerateObject().ToList();
        if (
            column.EndsWith("Count", StringComparison.Ordinal)
            && members
                .Where(x => x.Value.ValueKind == JsonValueKind.Array && IsPlural(x.Name, column[..^5]))
                .Select(x => x.Value.GetArrayLength())
                .ToList()
                is [var count]
        )
        {
            return JsonSerializer.SerializeToElement(count);
        }

        if (column.StartsWith("citation", StringComparison.Ordinal) && item.TryGetProperty("citations", out var citations))
        {
            return citations.GetArrayLength() == 0 ? Null : OfCitation(citations[0], Camel(column["citation".Length..]));
        }

        return members
            .Where(x => column.StartsWith(x.Name, StringComparison.Ordinal) && char.IsUpper(column[x.Name.Length]))
            .OrderByDescending(x => x.Name.Length)
            .Select(x => Find(x.Value, Camel(column[x.Name.Length..])))
            .FirstOrDefault(x => x is not null);
    }

    private static JsonElement OfCitation(JsonElement citation, string part) =>
        part switch
        {
            "article" => citation.GetProperty("article").GetProperty("slug"),
            "publishedOn" => citation.GetProperty("article").GetProperty("publishedOn").GetProperty("edtf"),
            "paragraph" or "quote" => citation.GetProperty(part),
            _ => citation.GetProperty("article").GetProperty(part),
        };

    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    private static bool IsPlural(string list, string one) => list == one || list == $"{one}s" || list == $"{one}es";

    private static string Camel(string part) => char.ToLowerInvariant(part[0]) + part[1..];
}
