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
        "Accept", "Accept-Language", "Accept-Encoding", "Authorization", "Content-Type", "Content-Encoding", "Cookie", "Origin", "Referer", "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Range",
        "Idempotency-Key", "Last-Event-ID", "Ledger-Revision-At-Least", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "Host",
        "Connection", "Upgrade", "TE", "Trailer", "Via", "traceparent", "tracestate", "User-Agent", "Access-Control-Request-Method", "Access-Control-Request-Headers", "Max-Forwards", "Expect", "Date", "baggage", "Request-Id",
    ];

    private Action<Draft>[] Ways => [InPath, InQuery, InQuery, InQueryRaw, InHeader, InHeader, InBody, InBody, InBody, InBody, Rubbish, OddMethod, OddTarget, LongAddress, BigHeaders, BigBody, Coded, CutOff, NoHttp];

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

        draft.Path[draft.Path.Keys.First()] = random.Chance(.5) ? Uri.EscapeDataString(random.Of(HostileValues.Texts)) : random.Of(HostileValues.Encoded).Replace("#", "%23", StringComparison.Ordinal);
    }

    private void InQuery(Draft draft) => draft.Query.Add((Parameter(draft), Uri.EscapeDataString(random.Of(HostileValues.Texts))));

    private void InQueryRaw(Draft draft) => draft.Query.Add(random.Chance(.7) ? (Parameter(draft), random.Of(HostileValues.Encoded)) : (random.Of(HostileValues.Encoded), "1"));

    private void InHeader(Draft draft)
    {
        var name = random.Of(OddHeaders);
        // A line break would end the header, and begin another request.
        var value = new string([.. random.Of(HostileValues.Texts).Where(x => x is not ('\r' or '\n'))]);
        draft.Set(name, random.Of([value, value, random.Of(["100-continue", "close", "websocket", "upgrade", "bytes=0-5", "gzip", "trailers", "http://evil.example", "localhost:1", "PUT", ",,,;;;==", new string(',', 2000), new string('a', 5000)])]));
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
            var (place, inner) = owner is JsonObject members ? (random.Of([.. members]).Key as object, (JsonNode?)null) : (random.Next(owner.AsArray().Count), null);
            inner = place is string name ? owner[name] : owner[(int)place];
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
        draft.RawBody = random.Of([bytes, random.Of(HostileValues.Json), Encoding.Unicode.GetBytes("{\"note\":\"x\"}"), "note=x&item=y"u8.ToArray(), "<note/>"u8.ToArray()]);
    }

    private void OddMethod(Draft draft)
    {
        draft.Method = random.Of(["HEAD", "OPTIONS", "TRACE", "DELETE", "PATCH", "PUT", "POST", "GET", "LOCK", "MKCOL", "X", new string('M', 3000), "G\u0415T", "<>", "get"]);
        draft.Intent = draft.Method.All(char.IsAsciiLetter) ? Intent.Hostile : Intent.Broken;
    }

    private void OddTarget(Draft draft)
    {
        var target = draft.Target;
        draft.RawTarget = random.Of([
            target.Insert(target.IndexOf('?') is > 0 and var at ? at : target.Length, "/"), target.ToUpperInvariant(), $"/{target}", target.Replace("/v1/", "/v2/"), target.Replace("/v1/", "/v1/../v1/"), target.Replace("/v1/", "/./v1//"),
            target.Replace("/v1/", "%2fv1%2f"), $"{target}%00", $"{target}.json", $"{target};x=1", target.Replace("/api", "/api/api"), $"http://localhost{target}", $"http://evil.example{target}", "/api/v1", "/api/v1/", "/api", "/nowhere",
            target.Replace("/v1/", "/v1/%2e%2e/"), target + "?", target + "#x", target.Replace("a", "%61"), "/api/v1/keys/../parties", "/api/v1/parties/%2e%2e/keys",
        ]);
        // The server holds the address against the header Host.
        draft.Intent = draft.RawTarget.Contains("evil", StringComparison.Ordinal) ? Intent.Broken : Intent.Hostile;
    }

    private void LongAddress(Draft draft) => draft.Query.Add((random.Chance(.5) ? Parameter(draft) : new string('n', 500), new string('x', random.Of([1001, 3000, 8300, 20_000]))));

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
        draft.RawBody = Encoding.ASCII.GetBytes($"{{\"note\":\"{new string('b', random.Of([2000, 100_000, 1_048_000, 1_048_576, 3_000_000]))}\"}}");
    }

    private void Coded(Draft draft)
    {
        if (random.Chance(.5))
        {
            draft.Set("Content-Encoding", random.Of(["gzip", "br", "deflate", "identity", "x, y"]));
            return;
        }

        var body = Encoding.UTF8.GetBytes(draft.Body?.ToJsonString() ?? "");
        var chunks = random.Of(["{0:x}\r\n{1}\r\n0\r\n\r\n", "{0:x};ext=1\r\n{1}\r\n0\r\nTrailer: x\r\n\r\n", "zz\r\n{1}\r\n0\r\n\r\n", "-1\r\n{1}\r\n0\r\n\r\n", "ffffffffffffffff\r\n{1}\r\n0\r\n\r\n", "{0:x}\r\n{1}"]);
        draft.Set("Transfer-Encoding", random.Of(["chunked", "chunked", "gzip, chunked", "chunked, chunked", "identity"]));
        draft.RawBody = Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, chunks, body.Length, Encoding.UTF8.GetString(body)));
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, true);
    }

    private void CutOff(Draft draft)
    {
        var bytes = draft.Bytes();
        draft.RawRequest = bytes[..random.Next(1, bytes.Length)];
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, true);
    }

    private void NoHttp(Draft draft)
    {
        var (line, target) = ($"{draft.Method} {draft.Target}", draft.Target);
        var rubbish = new byte[random.Next(1, 300)];
        random.NextBytes(rubbish);
        draft.RawRequest = random.Of([
            rubbish, Bytes($"{line} HTTP/0.9\r\n\r\n"), Bytes($"{line} HTTP/1.0\r\n\r\n"), Bytes($"{line}\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\n\r\n"), Bytes($"{line} HTTP/1.1\nHost: x\n\n"), Bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            Bytes($"{line} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost : a\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n"),
            Bytes($"{line} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"),
            Bytes($"{line} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), Bytes($"CONNECT localhost:443 HTTP/1.1\r\nHost: a\r\n\r\n"), Bytes("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), Bytes($"GET  {target} HTTP/1.1\r\nHost: a\r\n\r\n"),
            Bytes($"{line}\0 HTTP/1.1\r\nHost: a\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nX\0Y: 1\r\n\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n"), Bytes($"GET /{new string('x', 40_000)} HTTP/1.1\r\nHost: a\r\n\r\n"),
            Bytes($"{line} HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 150).Select(x => $"X-{x}: 1\r\n"))}\r\n"), Bytes($"{line} HTTP/1.1\r\nHost: a\r\nX: {new string('x', 200_000)}\r\n\r\n"), Bytes("\r\n\r\n\r\n"), Bytes("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"),
        ]);
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, true);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private string Parameter(Draft draft)
    {
        List<string> names = [.. draft.Operation.Parameters.Where(x => (string)x["in"]! == "query").Select(x => (string)x["name"]!), "unknown"];
        return random.Of(names);
    }
}
