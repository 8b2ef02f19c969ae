using System.Text;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Puts into a valid request what no well-meaning client sends.</summary>
public sealed class HostileRequests(Random random)
{
    /// <summary>Stands where bytes that are no JSON of ours go.</summary>
    private const string Marker = "@@hostile@@";

    private static readonly string[] OddHeaders =
    [
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Authorization",
        "Content-Type",
        "Content-Encoding",
        "Cookie",
        "Origin",
        "Referer",
        "Range",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Range",
        "Idempotency-Key",
        "Last-Event-ID",
        "Ledger-Revision-At-Least",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "Forwarded",
        "X-HTTP-Method-Override",
        "X-Original-URL",
        "X-Rewrite-URL",
        "Host",
        "Connection",
        "Upgrade",
        "TE",
        "Trailer",
        "Via",
        "traceparent",
        "tracestate",
        "User-Agent",
        "Access-Control-Request-Method",
        "Access-Control-Request-Headers",
        "Max-Forwards",
        "Expect",
        "Date",
        "baggage",
        "Request-Id",
    ];

    private static readonly string[] OddValues =
    [
        "100-continue",
        "close",
        "websocket",
        "upgrade",
        "bytes=0-5",
        "gzip",
        "trailers",
        "http://evil.example",
        "localhost:1",
        "PUT",
        ",,,;;;==",
        new string(',', 2000),
        new string('a', 5000),
    ];

    private readonly BrokenRequests broken = new(random);

    private Action<Draft>[] Ways =>
        [
            InPath,
            InQuery,
            InQuery,
            InQueryRaw,
            InHeader,
            InHeader,
            InBody,
            InBody,
            InBody,
            InBody,
            Rubbish,
            OddMethod,
            OddTarget,
            LongAddress,
            BigHeaders,
            BigBody,
            Coded,
            broken.Chunk,
            broken.CutOff,
            broken.Speak,
        ];

    public void Spoil(Draft draft)
    {
        draft.Intent = Intent.Hostile;
        draft.RawTarget = null;
        var way = random.Of(Ways);
        draft.Twist = way.Method.Name;
        way(draft);
        // The server takes only ASCII for an address, and no NUL in a path.
        var isBroken = !draft.Target.All(char.IsAscii) || draft.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal);
        draft.Intent = isBroken ? Intent.Broken : draft.Intent;
    }

    private void InPath(Draft draft)
    {
        if (draft.Path.Count == 0)
        {
            OddTarget(draft);
            return;
        }

        draft.Path[draft.Path.Keys.First()] = random.Chance(.5)
            ? Uri.EscapeDataString(random.Of(HostileValues.Texts))
            : random.Of(HostileValues.Encoded);
    }

    private void InQuery(Draft draft) => draft.Query.Add((Parameter(draft), Uri.EscapeDataString(random.Of(HostileValues.Texts))));

    private void InQueryRaw(Draft draft) =>
        draft.Query.Add(random.Chance(.7) ? (Parameter(draft), random.Of(HostileValues.Encoded)) : (random.Of(HostileValues.Encoded), "1"));

    private void InHeader(Draft draft)
    {
        var name = random.Of(OddHeaders);
        // A line break would end the header, and begin another request.
        var value = new string([.. random.Of(HostileValues.Texts).Where(x => x is not ('\r' or '\n'))]);
        draft.Set(name, random.Chance(.6) ? value : random.Of(OddValues));
        // What is no header, or none that the server lets through, is not for us to answer.
        draft.Intent = name == "Host" || draft.Headers[^1].Value.Any(x => char.IsControl(x) || x > '~') ? Intent.Broken : Intent.Hostile;
    }

    private void InBody(Draft draft)
    {
        if (draft.Body is null)
        {
            InQuery(draft);
            return;
        }

        var owner = (JsonNode)draft.Body;
        while (owner is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            object place = owner is JsonObject members ? random.Of([.. members]).Key : random.Next(owner.AsArray().Count);
            var inner = place is string name ? owner[name] : owner[(int)place];
            if (inner is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }) || random.Chance(.2))
            {
                _ = place is string key ? owner[key] = Marker : owner[(int)place] = Marker;
                break;
            }

            owner = inner;
        }

        var around = draft.Body.ToJsonString().Split($"\"{Marker}\"");
        draft.RawBody = [.. Encoding.UTF8.GetBytes(around[0]), .. random.Of(HostileValues.Json), .. Encoding.UTF8.GetBytes(around[^1])];
    }

    private void Rubbish(Draft draft)
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        draft.RawBody = random.Of([
            bytes,
            random.Of(HostileValues.Json),
            Encoding.Unicode.GetBytes("{\"note\":\"x\"}"),
            "note=x&item=y"u8.ToArray(),
            "<note/>"u8.ToArray(),
        ]);
    }

    private void OddMethod(Draft draft)
    {
        draft.Method = random.Of([
            "HEAD",
            "OPTIONS",
            "TRACE",
            "DELETE",
            "PATCH",
            "PUT",
            "POST",
            "GET",
            "LOCK",
            "MKCOL",
            "X",
            new string('M', 3000),
            "G\u0415T",
            "<>",
            "get",
        ]);
        draft.Intent = draft.Method.All(char.IsAsciiLetter) ? Intent.Hostile : Intent.Broken;
    }

    private void OddTarget(Draft draft)
    {
        var target = draft.Target;
        draft.RawTarget = random.Of([
            target.Insert(target.IndexOf('?') is > 0 and var at ? at : target.Length, "/"),
            target.ToUpperInvariant(),
            $"/{target}",
            target.Replace("/v1/", "/v2/"),
            target.Replace("/v1/", "/v1/../v1/"),
            target.Replace("/v1/", "/./v1//"),
            target.Replace("/v1/", "%2fv1%2f"),
            $"{target}%00",
            $"{target}.json",
            $"{target};x=1",
            target.Replace("/api", "/api/api"),
            $"http://localhost{target}",
            $"http://evil.example{target}",
            "/api/v1",
            "/api/v1/",
            "/api",
            "/nowhere",
            target.Replace("/v1/", "/v1/%2e%2e/"),
            target + "?",
            target + "#x",
            target.Replace("a", "%61"),
            "/api/v1/keys/../parties",
            "/api/v1/parties/%2e%2e/keys",
        ]);
        // The server holds the address against the header Host.
        draft.Intent = draft.RawTarget.Contains("evil", StringComparison.Ordinal) ? Intent.Broken : Intent.Hostile;
    }

    private void LongAddress(Draft draft) =>
        draft.Query.Add(
            (random.Chance(.5) ? Parameter(draft) : new string('n', 500), new string('x', random.Of([1001, 3000, 8300, 20_000])))
        );

    private void BigHeaders(Draft draft)
    {
        for (var left = random.Of([1, 4, 40, 90]); left > 0; left--)
        {
            draft.Headers.Add(($"X-Big-{left}", new string('h', random.Of([10, 300, 1300]))));
        }

        if (random.Chance(.3))
        {
            draft.Headers.Add(("X-Bigger", new string('h', 40_000)));
        }
    }

    private void BigBody(Draft draft)
    {
        draft.Set("Content-Type", "application/json");
        draft.RawBody = Encoding.ASCII.GetBytes(
            $"{{\"note\":\"{new string('b', random.Of([2000, 100_000, 1_048_000, 1_048_576, 3_000_000]))}\"}}"
        );
    }

    private void Coded(Draft draft) => draft.Set("Content-Encoding", random.Of(["gzip", "br", "deflate", "identity", "x, y"]));

    private string Parameter(Draft draft)
    {
        List<string> names =
        [
            .. draft.Operation.Parameters.Where(x => (string)x["in"]! == "query").Select(x => (string)x["name"]!),
            "unknown",
        ];
        return random.Of(names);
    }
}
