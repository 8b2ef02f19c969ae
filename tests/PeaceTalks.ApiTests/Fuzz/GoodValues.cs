using System.Globalization;
using System.Text.Json.Nodes;
using PeaceTalks.ApiTests.Datasets;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Values that parameters take, by schema and, where that only says "text", by name.</summary>
public sealed class GoodValues(SchemaCheck schemas, World world, Random random)
{
    private static readonly string[] Words =
    [
        "talks",
        "go on",
        "переговори",
        "صلح",
        "和平",
        "naïve",
        "🕊",
        "withdrawal",
        "40 km",
        "\"quoted\"",
        "it's",
        "a/b",
        "100%",
        "<i>",
        "= 1",
    ];

    private static readonly DateOnly FirstDay = new(2025, 11, 1);

    /// <returns>Null where no value is known to be good.</returns>
    public string? Of(Operation operation, string name, JsonNode schema)
    {
        schema = schemas.Resolved(schema);
        if (schema["enum"] is JsonArray values)
        {
            return (string?)random.Of([.. values]);
        }

        return ((string?)schema["type"], (string?)schema["format"], name) switch
        {
            ("boolean", _, _) => random.Chance(.5) ? "true" : "false",
            ("integer", _, "number") => Text(random.NextInt64(1, world.Head + 1)),
            ("integer", _, "Ledger-Revision-At-Least") => Text(random.NextInt64(0, world.Head + 1)),
            ("integer", _, "upTo") => Text(random.NextInt64(0, world.Head + 1)),
            ("integer", _, _) => Text(random.Next((int)schema["minimum"]!, Math.Min((int)schema["maximum"]!, 1000) + 1)),
            (_, "date", _) => Day(),
            (_, _, "id") when operation.Method == "POST" && operation.Path.Contains("/meetings/", StringComparison.Ordinal) => Existing(
                World.States
            ),
            (_, _, "id") => Existing(operation.Path.Split('/')[3]),
            (_, _, "slug") => Existing(operation.Path.Split('/')[3]),
            (_, _, "knownAt") => random.Chance(.7) ? Text(random.NextInt64(1, world.Head + 1)) : world.Beginning,
            (_, _, "after" or "Last-Event-ID") => Text(random.NextInt64(0, world.Head + 1)),
            (_, _, "columns") => "all",
            (_, _, "author") => WithKey.Author,
            (_, _, "name") => ChangedDataset.Name,
            (_, _, "Idempotency-Key") => Guid.NewGuid().ToString(),
            _ => Noun(name) is { } noun ? Existing(noun) : null,
        };
    }

    private static string? Noun(string parameter) =>
        parameter switch
        {
            "party" or "by" or "assertedBy" or "sponsor" or "left" or "right" or "memberOf" => "parties",
            "issue" or "parent" => "issues",
            "process" => "processes",
            "proposal" => "proposals",
            "speaker" => "speakers",
            "article" or "rewriteOf" or "without" => "articles",
            "meeting" or "partOf" => "meetings",
            _ => null,
        };

    public string? Existing(string noun) => world.All(noun) is { Count: > 0 } all ? random.Of(all) : null;

    public string Day() => FirstDay.AddDays(random.Next(120)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text in several alphabets that begins with a letter, of at most so many characters.</summary>
    public string Sentence(int atMost)
    {
        var text = "Fuzz";
        for (var words = random.Next(1, 12); words > 0; words--)
        {
            text += $" {random.Of(Words)}";
        }

        return text.Length <= atMost ? text : text[..4];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
