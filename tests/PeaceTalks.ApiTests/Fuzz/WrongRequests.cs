using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Makes one thing wrong in a valid request, so that it must be refused.</summary>
public sealed class WrongRequests(SchemaCheck schemas, World world, Random random)
{
    private readonly WrongBodies bodies = new(schemas, random);

    private Func<Draft, string?>[] Ways =>
    [
        UnknownParameter, ParameterTwice, EmptyParameter, WrongValue, WrongValue, WrongCase, MissingParameter, TooLongParameter, UnknownSlug, BadCursor,
        NobodysPath, WrongMethod, BodyWithGet, WrongAccept, WrongKey, WrongRole, WrongVersion, WrongIdempotencyKey, WrongContentType, bodies.Spoil, bodies.Spoil, bodies.Spoil, bodies.Spoil,
    ];

    /// <summary>Changes the draft until it is wrong.</summary>
    public void Spoil(Draft draft)
    {
        draft.Intent = Intent.Wrong;
        // What was asked before must be asked for anew: an unchanged answer is told before parameters are looked at.
        draft.Unset("If-None-Match");
        draft.RawTarget = null;
        while (draft.Twist.Length == 0)
        {
            draft.Twist = random.Of(Ways)(draft) ?? "";
        }
    }

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
        return schema is null ? null : ((string?)schema["type"], (string?)schema["format"], schema["enum"]) switch
        {
            (_, _, not null) => Replace(draft, name, random.Of(["MAYBE", "0", "SUPPORTS%2COPEN", "%20", "null"])),
            ("boolean", _, _) => Replace(draft, name, random.Of(["yes", "1", "TRUE", "True", "%20true"])),
            ("integer", _, _) => Replace(draft, name, random.Of(["-1", "1.5", "1e3", "0x10", "abc", "99999999999999999999", "%2B1", "1%20", "%D9%A1"])),
            (_, "date", _) => Replace(draft, name, random.Of(["2026-02-30", "31.01.2026", "2026-1-5", "today", "2026-01-05T00:00:00Z", "99999-01-01", "%2B2026-01-05"])),
            (_, "uuid", _) => Replace(draft, name, random.Of(["1", "ukraine", "00000000000000000000000000000000", "%7B00000000-0000-0000-0000-000000000000%7D"])),
            _ when name is "knownAt" => Replace(draft, name, random.Of(["-1", "1.5", "yesterday", "2026-13-01T00:00:00Z", "999999999", "99999999999999999999999"])),
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
        return required is not null && draft.Query.RemoveAll(x => x.Name == (string)required["name"]!) > 0 ? $"no {required["name"]}" : null;
    }

    private string? TooLongParameter(Draft draft)
    {
        var name = Any(draft);
        return name is not null && (int?)Schema(draft, name)?["maxLength"] is { } limit ? Replace(draft, name, new string('x', limit + 1)) : null;
    }

    private string? UnknownSlug(Draft draft)
    {
        var name = Any(draft);
        return name is "party" or "issue" or "process" or "proposal" or "speaker" or "article" or "assertedBy" or "left"
            ? Replace(draft, name, random.Of(["ukrain", "UKRAINE", "%20ukraine", "no-such-thing", "ukraine%00", "%D1%83kraine"])) : null;
    }

    private string? BadCursor(Draft draft)
    {
        var name = draft.Operation.Parameters.Select(x => (string)x["name"]!).FirstOrDefault(x => x is "cursor" or "after");
        return name is null ? null : Replace(draft, name, random.Of(["x", "AAAA", "-1", "%00", "eyJhIjoxfQ", "1.5", "..", "'%20OR%201=1--"]));
    }

    private string? NobodysPath(Draft draft)
    {
        if (draft.Path.Count == 0)
        {
            return null;
        }

        var name = draft.Path.Keys.First();
        draft.Path[name] = random.Of(["no-such-thing", "00000000-0000-0000-0000-000000000000", "999999999", "-1", "%20", "UKRAINE", "1.0", "%F0%9F%95%8A", "a%2Fb"]);
        // An edit says which item it is of: the item's slug and the address' would differ all the same.
        return $"path {draft.Path[name]}";
    }

    private string? WrongMethod(Draft draft)
    {
        draft.Method = random.Of(["DELETE", "PATCH", "TRACE", "get", "Post", "PROPFIND", "QUERY", "GETT"]);
        return $"method {draft.Method}";
    }

    private string? BodyWithGet(Draft draft)
    {
        draft.RawBody = draft.Method == "GET" ? "{}"u8.ToArray() : null;
        return draft.RawBody is null ? null : "body with GET";
    }

    private string? WrongAccept(Draft draft)
    {
        draft.Query.RemoveAll(x => x.Name == "format");
        draft.Set("Accept", random.Of(["text/html", "application/xml", "image/*", "application/json;q=0", "application/vnd.api+json"]));
        return "accept";
    }

    private string? WrongKey(Draft draft)
    {
        var secret = world.Secrets["ADMIN"];
        draft.Set("Authorization", random.Of(["Bearer", "Bearer pt_", $"Basic {secret}", secret, $"Bearer {secret[..^1]}", $"Bearer {secret}x", $"Bearer {secret.ToUpperInvariant()}",
            $"Bearer {secret} {secret}", "Bearer \u0443", $"Bearer \"{secret}\"", $"Digest username=\"admin\"", $"Bearer {secret},{secret}"]));
        return "key";
    }

    private string? WrongRole(Draft draft)
    {
        string[] roles = draft.Operation.Group == "Administer" ? ["", "READER", "ANALYST"] : draft.Method == "GET" ? [] : ["", "READER"];
        if (roles.Length == 0)
        {
            return null;
        }

        var role = random.Of(roles);
        draft.Unset("Authorization");
        if (role.Length > 0)
        {
            draft.Set("Authorization", $"Bearer {world.Secrets[role]}");
        }

        return $"role {role}";
    }

    private string? WrongVersion(Draft draft)
    {
        if (!draft.HasHeader("If-Match"))
        {
            return null;
        }

        var version = random.Of(["", "\"999999\"", "W/\"1\"", "1", "\"x\"", "\"0\"", "\"-1\"", "\"99999999999999999999\"", "\"01\""]);
        draft.Unset("If-Match");
        if (version.Length > 0)
        {
            draft.Set("If-Match", version);
        }

        return $"If-Match {version}";
    }

    private string? WrongIdempotencyKey(Draft draft)
    {
        if (draft.Method != "POST")
        {
            return null;
        }

        draft.Set("Idempotency-Key", random.Of(["", "two words", new string('k', 201), "ключ", "\ta\tb"]));
        return "idempotency key";
    }

    private string? WrongContentType(Draft draft)
    {
        if (draft.Body is null)
        {
            return null;
        }

        draft.Set("Content-Type", random.Of(["text/plain", "application/xml", "application/json; charset=utf-16", "text/json", "application/problem+json", "nonsense", "multipart/form-data"]));
        return "content type";
    }

    private string? Any(Draft draft) => Names(draft, _ => true);

    private string? Single(Draft draft) => Names(draft, x => (string?)x["schema"]!["type"] != "array");

    private string? Names(Draft draft, Func<JsonNode, bool> which)
    {
        List<string> names = [.. draft.Operation.Parameters.Where(x => (string)x["in"]! == "query" && which(x)).Select(x => (string)x["name"]!)];
        return names.Count == 0 ? null : random.Of(names);
    }

    /// <summary>Of one value.</summary>
    private JsonNode? Schema(Draft draft, string name) =>
        draft.Operation.Parameters.FirstOrDefault(x => (string)x["name"]! == name)?["schema"] is { } schema ? schemas.Resolved(schema["items"] ?? schema) : null;

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
