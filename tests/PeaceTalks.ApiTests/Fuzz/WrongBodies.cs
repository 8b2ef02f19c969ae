using System.Text;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Makes one member of a body wrong, by its schema.</summary>
public sealed class WrongBodies(SchemaCheck schemas, Random random)
{
    public string? Spoil(Draft draft)
    {
        if (draft.Body is null)
        {
            return null;
        }

        var schema = schemas.Resolved(draft.Operation.Node["requestBody"]!["content"]!["application/json"]!["schema"]!);
        var (owner, of) = random.Of([.. Objects(draft.Body, schema)]);
        var name = random.Of([.. of["properties"]!.AsObject().Select(x => x.Key)]);
        return random.Next(5) switch
        {
            0 => Add(owner),
            1 => Twice(draft, owner),
            2 => LeaveOut(owner, of, name),
            3 => Malformed(draft),
            _ => Put(owner, name, WrongValue(of["properties"]![name]!, of["required"]?.AsArray().Any(x => (string)x! == name) == true)),
        };
    }

    /// <summary>The object itself and those in it, each with its schema.</summary>
    private IEnumerable<(JsonObject Owner, JsonNode Schema)> Objects(JsonObject owner, JsonNode schema)
    {
        yield return (owner, schema);
        foreach (var (name, value) in owner)
        {
            var of = Named(schema["properties"]![name]!);
            var inner = value is JsonArray many ? many.OfType<JsonObject>().FirstOrDefault() : value as JsonObject;
            var schemaOfInner = of["items"] is { } items ? Named(items) : of;
            foreach (var found in inner is null || schemaOfInner["properties"] is null ? [] : Objects(inner, schemaOfInner))
            {
                yield return found;
            }
        }
    }

    /// <summary>What is meant by a reference, or by one that may be null or a text.</summary>
    private JsonNode Named(JsonNode schema)
    {
        schema = schemas.Resolved(schema);
        return schema["oneOf"] is JsonArray choices ? schemas.Resolved(choices[0]!) : schema;
    }

    private string Add(JsonObject owner)
    {
        var name = random.Of(["colour", "Note", "ITEM", "$type", "__proto__", "", "id2", "a/b~c"]);
        owner[name] = 1;
        return $"unknown member '{name}'";
    }

    private static string Twice(Draft draft, JsonObject owner)
    {
        var (name, value) = owner.First();
        var marker = Guid.NewGuid().ToString();
        owner[marker] = 0;
        var again = $"\"{name}\":{value?.ToJsonString() ?? "null"}";
        draft.RawBody = Encoding.UTF8.GetBytes(draft.Body!.ToJsonString().Replace($"\"{marker}\":0", again, StringComparison.Ordinal));
        return $"{name} twice";
    }

    private static string? LeaveOut(JsonObject owner, JsonNode schema, string name) =>
        schema["required"]?.AsArray().Any(x => (string)x! == name) == true && owner.Remove(name) ? $"no {name}" : null;

    private string? Malformed(Draft draft)
    {
        var json = draft.Body!.ToJsonString();
        var malformed = random.Of([
            "",
            "null",
            "[]",
            "{}",
            "1",
            "{\"note\":NaN}",
            $"[{json}]",
            $"{json}x",
            json + json,
            json[..^1],
            $"{json[..^1]},}}",
            $"/* */{json}",
            json.Replace('"', '\''),
            json.Replace(":", "="),
        ]);
        draft.RawBody = Encoding.UTF8.GetBytes(malformed);
        return "malformed body";
    }

    private static string? Put(JsonObject owner, string name, JsonNode? value)
    {
        if (value is null)
        {
            return null;
        }

        owner[name] = value is JsonValue given && given.TryGetValue<string>(out var text) && text == "@null" ? null : value;
        return $"{name} {value.ToJsonString()[..Math.Min(60, value.ToJsonString().Length)]}";
    }

    private JsonNode? WrongValue(JsonNode schema, bool isRequired)
    {
        var of = Named(schema);
        if (of["enum"] is JsonArray values)
        {
            return random.Of<JsonNode>([
                0,
                "MAYBE",
                ((string)values[0]!).ToLowerInvariant(),
                $" {values[0]}",
                $"{values[0]}, {values[0]}",
                "",
            ]);
        }

        List<JsonNode> wrong = isRequired ? ["@null"] : [];
        var types = of["type"] is JsonArray many ? many.Select(x => (string)x!).ToList() : [(string)of["type"]!];
        wrong.AddRange(
            types.Contains("string") ? [1, true, new JsonObject()]
            : types.Contains("boolean") ? [0, "true"]
            : types.Contains("array") ? [new JsonObject(), "x", 1]
            : types.Contains("integer") ? ["1", 1.5, -1, 0, 99999999999, true]
            : types.Contains("number") ? ["1", true, new JsonArray()]
            : [1, new JsonArray()]
        );
        wrong.AddRange((int?)of["maxLength"] is { } length ? [new string('x', length + 1)] : []);
        wrong.AddRange((int?)of["minLength"] > 0 ? [""] : []);
        wrong.AddRange(of["pattern"] is not null ? ["Ü b", "-", "a--b", "\u0000"] : []);
        wrong.AddRange(
            (int?)of["maxItems"] is { } items && items <= 200
                ? [new JsonArray([.. Enumerable.Range(0, items + 1).Select(_ => (JsonNode)"x")])]
                : []
        );
        wrong.AddRange(
            (string?)of["format"] == "uuid" ? ["1", "not-a-uuid"]
            : (string?)of["format"] == "date-time" ? ["tomorrow", "2027-01-01"]
            : []
        );
        return random.Of(wrong);
    }
}
