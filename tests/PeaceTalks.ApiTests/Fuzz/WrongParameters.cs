using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Makes one parameter of the query wrong.</summary>
public sealed class WrongParameters(SchemaCheck schemas, Random random)
{
    private Func<Draft, string?>[] Ways =>
        [
            UnknownParameter,
            ParameterTwice,
            EmptyParameter,
            WrongValue,
            WrongValue,
            WrongCase,
            MissingParameter,
            TooLongParameter,
            UnknownSlug,
            BadCursor,
        ];

    public string? Spoil(Draft draft) => random.Of(Ways)(draft);

    private string? UnknownParameter(Draft draft)
    {
        draft.Query.Add((random.Of(["colour", "Party", "as_of", "page", "$filter", "dryrun", "limit%5B%5D", "__proto__"]), "1"));
        return $"unknown {draft.Query[^1].Name}";
    }

    private string? ParameterTwice(Draft draft)
    {
        var name = Single(draft);
        if (name is null)
        {
            return null;
        }

        var value = draft.Query.Where(x => x.Name == name).Select(x => x.Value).FirstOrDefault("1");
        draft.Query.RemoveAll(x => x.Name == name);
        draft.Query.AddRange([(name, value), (name, value)]);
        return $"{name} twice";
    }

    private string? EmptyParameter(Draft draft) => Replace(draft, Any(draft), "");

    private string? WrongValue(Draft draft)
    {
        var name = Any(draft);
        var schema = name is null ? null : Schema(draft, name);
        return schema is null
            ? null
            : ((string?)schema["type"], (string?)schema["format"], schema["enum"]) switch
            {
                (_, _, not null) => Replace(draft, name, random.Of(["MAYBE", "0", "SUPPORTS%2COPEN", "%20", "null"])),
                ("boolean", _, _) => Replace(draft, name, random.Of(["yes", "1", "TRUE", "True", "%20true"])),
                ("integer", _, _) => Replace(
                    draft,
                    name,
                    random.Of(["-1", "1.5", "1e3", "0x10", "abc", "99999999999999999999", "%2B1", "1%20", "%D9%A1"])
                ),
                (_, "date", _) => Replace(
                    draft,
                    name,
                    random.Of(["2026-02-30", "31.01.2026", "2026-1-5", "today", "2026-01-05T00:00:00Z", "99999-01-01", "%2B2026-01-05"])
                ),
                (_, "uuid", _) => Replace(
                    draft,
                    name,
                    random.Of(["1", "ukraine", "00000000000000000000000000000000", "%7B00000000-0000-0000-0000-000000000000%7D"])
                ),
                _ when name is "knownAt" => Replace(
                    draft,
                    name,
                    random.Of(["-1", "1.5", "yesterday", "2026-13-01T00:00:00Z", "999999999", "99999999999999999999999"])
                ),
                _ => null,
            };
    }

    private string? WrongCase(Draft draft)
    {
        var values = draft.Query.Where(x => Schema(draft, x.Name)?["enum"] is not null && x.Value.Any(char.IsAsciiLetter)).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var (name, value) = random.Of(values);
        return Replace(draft, name, value.Any(char.IsAsciiLetterUpper) ? value.ToLowerInvariant() : value.ToUpperInvariant());
    }

    private string? MissingParameter(Draft draft)
    {
        var required = draft.Operation.Parameters.FirstOrDefault(x => (string)x["in"]! == "query" && (bool?)x["required"] == true);
        return required is not null && draft.Query.RemoveAll(x => x.Name == (string)required["name"]!) > 0
            ? $"no {required["name"]}"
            : null;
    }

    private string? TooLongParameter(Draft draft)
    {
        var name = Any(draft);
        return name is not null && (int?)Schema(draft, name)?["maxLength"] is { } limit
            ? Replace(draft, name, new string('x', limit + 1))
            : null;
    }

    private string? UnknownSlug(Draft draft)
    {
        var name = Any(draft);
        return name is "party" or "issue" or "process" or "proposal" or "speaker" or "article" or "assertedBy" or "left"
            ? Replace(draft, name, random.Of(["ukrain", "UKRAINE", "%20ukraine", "no-such-thing", "ukraine%00", "%D1%83kraine"]))
            : null;
    }

    private string? BadCursor(Draft draft)
    {
        var name = draft.Operation.Parameters.Select(x => (string)x["name"]!).FirstOrDefault(x => x is "cursor" or "after");
        return name is null
            ? null
            : Replace(draft, name, random.Of(["x", "AAAA", "-1", "%00", "eyJhIjoxfQ", "1.5", "..", "'%20OR%201=1--"]));
    }

    private string? Any(Draft draft) => Names(draft, _ => true);

    private string? Single(Draft draft) => Names(draft, x => (string?)x["schema"]!["type"] != "array");

    private string? Names(Draft draft, Func<JsonNode, bool> which)
    {
        List<string> names =
        [
            .. draft.Operation.Parameters.Where(x => (string)x["in"]! == "query" && which(x)).Select(x => (string)x["name"]!),
        ];
        return names.Count == 0 ? null : random.Of(names);
    }

    /// <summary>Of one value.</summary>
    private JsonNode? Schema(Draft draft, string name) =>
        draft.Operation.Parameters.FirstOrDefault(x => (string)x["name"]! == name)?["schema"] is { } schema
            ? schemas.Resolved(schema["items"] ?? schema)
            : null;

    private static string? Replace(Draft draft, string? name, string value)
    {
        if (name is null)
        {
            return null;
        }

        draft.Query.RemoveAll(x => x.Name == name);
        draft.Query.Add((name, value));
        return $"{name}={value}";
    }
}
