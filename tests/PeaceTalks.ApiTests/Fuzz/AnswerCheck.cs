using System.Text.Json;
using System.Text.Json.Nodes;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Whether an answer is one that the document has for what was asked.</summary>
public sealed class AnswerCheck
{
    /// <summary>There only where somebody limits, a page of another origin asks, or a request comes again.</summary>
    private static readonly string[] Sometimes = ["RateLimit", "RateLimit-Policy", "Access-Control-Allow-Origin", "Idempotency-Replayed"];

    /// <summary>What is answered where the document has no operation.</summary>
    private static readonly int[] Elsewhere = [400, 401, 403, 404, 405, 413, 414, 415, 431];

    /// <summary>What the server answers by itself, without a body, to what is no HTTP or too much of it.</summary>
    private static readonly int[] Bare = [400, 404, 405, 408, 411, 413, 414, 415, 417, 431, 505];

    private static readonly string[] Inner = ["System.", "Npgsql", "PeaceTalks.Api", "   at ", "Microsoft.", "WHERE "];

    private readonly JsonNode document;
    private readonly SchemaCheck schemas;

    public AnswerCheck(JsonNode document)
    {
        (this.document, schemas) = (document, new SchemaCheck(document));
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!, document),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    public IEnumerable<string> Find(Draft sent, RawAnswer? answer)
    {
        if (answer is null)
        {
            return sent.Intent == Intent.Broken || sent.IsCutOff ? [] : ["It is not answered."];
        }

        if (answer.Status >= 500 && !IsAskedFor(sent, answer))
        {
            return [$"{answer.Status}: {answer.Text}"];
        }

        if (sent.Intent == Intent.Broken && answer.Body.Length == 0)
        {
            return Bare.Contains(answer.Status) ? [] : [$"{answer.Status} without a body"];
        }

        IEnumerable<string> findings =
            Asked(sent) is { } operation ? OfOperation(operation, sent, answer)
            : !Elsewhere.Contains(answer.Status) ? [$"{answer.Status} where nothing is: {answer.Text}"]
            : sent.Method == "HEAD" ? []
            : OfProblem(sent, answer);
        return findings.Concat(OfIntent(sent, answer)).Concat(OfLeaks(answer));
    }

    /// <summary>
    /// 503 is for who asks for a revision that is not there yet; 505 is the server's word for a version of HTTP that it does not speak.
    /// </summary>
    private static bool IsAskedFor(Draft sent, RawAnswer answer) =>
        answer.Status == 503
            && sent.HasHeader("Ledger-Revision-At-Least")
            && answer.Text.Contains("/problems/not-yet-known", StringComparison.Ordinal)
        || answer.Status == 505 && sent.RawRequest is not null && answer.Body.Length == 0;

    /// <summary>
    /// The operation that method and address mean, as routing reads them; null where there is none. HEAD means what GET does.
    /// </summary>
    private Operation? Asked(Draft sent)
    {
        var (asked, target) = sent.Asked;
        var method = asked == "HEAD" ? "GET" : asked;
        // Unlike Uri, the server knows no fragments, and takes a backslash for itself.
        target = target.Split('?')[0].Replace("#", "%23", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);
        if (
            target.Length == 0
            || !Uri.TryCreate(target.StartsWith('/') ? $"http://localhost{target}" : target, UriKind.Absolute, out var address)
        )
        {
            return null;
        }

        string[] given = [.. address.AbsolutePath.TrimEnd('/').Split('/').Skip(1).Select(Uri.UnescapeDataString)];
        return Operations.Where(x => x.Method == method && IsAt(x.Path.Split('/')[1..], given)).MinBy(x => x.Path.Count(c => c == '{'));
    }

    private static bool IsAt(string[] template, string[] given) =>
        template.Length == given.Length
        && template
            .Zip(given)
            .All(x => x.First.StartsWith('{') ? x.Second.Length > 0 : x.First.Equals(x.Second, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> OfOperation(Operation operation, Draft sent, RawAnswer answer)
    {
        if (operation.Responses[$"{answer.Status}"] is not { } reference)
        {
            return [$"{operation.Id} has no {answer.Status} in the document: {answer.Text}"];
        }

        var response = operation.Resolved(reference);
        if (sent.Method == "HEAD")
        {
            return answer.Body.Length > 0 ? ["An answer to HEAD has a body."] : OfHeaders(operation, response, sent, answer);
        }

        return OfContent(operation, response["content"]?.AsObject(), sent, answer)
            .Concat(OfHeaders(operation, response, sent, answer))
            .Concat(answer.Status >= 400 ? OfProblem(sent, answer) : []);
    }

    private IEnumerable<string> OfContent(Operation operation, JsonObject? content, Draft sent, RawAnswer answer)
    {
        if (content is null)
        {
            return answer.Body.Length == 0 ? [] : [$"{answer.Status} of {operation.Id} has a body, and none in the document"];
        }

        if (answer.MediaType is null || content[answer.MediaType] is not { } form)
        {
            return [$"{answer.Status} of {operation.Id} is {answer.MediaType ?? "of no type"}, which the document does not have"];
        }

        return answer.MediaType switch
        {
            _ when answer.MediaType.EndsWith("json", StringComparison.Ordinal) => OfJson(form["schema"]!, answer),
            "text/csv" when sent.Query.Contains(("layout", "grid")) => answer.Text.StartsWith("slug,name,depth", StringComparison.Ordinal)
                ? []
                : [$"{operation.Id} is no grid"],
            "text/csv" => OfCsv(form["schema"]!, answer),
            "text/event-stream" => [],
            _ => answer.Body.Length > 0 ? [] : [$"{operation.Id} is empty"],
        };
    }

    private IEnumerable<string> OfJson(JsonNode schema, RawAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return [.. schemas.Find(json.RootElement, schema).Take(5)];
        }
        catch (JsonException malformed)
        {
            return [$"no JSON: {malformed.Message}"];
        }
    }

    /// <summary>The columns are members of the rows.</summary>
    private IEnumerable<string> OfCsv(JsonNode schema, RawAnswer answer)
    {
        var known = schemas.Resolved(schema["contentSchema"]!["items"]!)["properties"]!.AsObject().Select(x => x.Key);
        var strange = answer.Text.TrimStart('\uFEFF').Split("\r\n")[0].Split(',').Except(known).ToList();
        return strange.Count == 0 ? [] : [$"The document does not know the columns {string.Join(", ", strange)}"];
    }

    private IEnumerable<string> OfHeaders(Operation operation, JsonNode response, Draft sent, RawAnswer answer) =>
        from header in response["headers"]?.AsObject() ?? []
        where !Sometimes.Contains(header.Key) && !(answer.Status < 300 && sent.Query.Contains(("dryRun", "true")))
        let given = answer.Header(header.Key)
        let schema = schemas.Resolved(header.Value!)["schema"]!
        where given is null || ((string?)schema["type"] == "integer" && !long.TryParse(given, out _))
        select $"{answer.Status} of {operation.Id} has {header.Key}: {given ?? "nothing"}";

    private IEnumerable<string> OfProblem(Draft sent, RawAnswer answer)
    {
        if (answer.MediaType != "application/problem+json")
        {
            return [$"{answer.Status} is no problem: {answer.MediaType} {answer.Text}"];
        }

        var problem = JsonNode.Parse(answer.Body)!;
        List<string> findings = [.. OfJson(document["components"]!["schemas"]!["Problem"]!, answer)];
        if (
            (int?)problem["status"] != answer.Status
            || ((string?)problem["type"])?.StartsWith("/problems/", StringComparison.Ordinal) != true
        )
        {
            findings.Add($"{answer.Status} is said to be {problem["status"]}, {problem["type"]}");
        }

        // What is no HTTP has no place that could be named.
        if (answer.Status == 400 && sent.Intent != Intent.Broken && !sent.IsCutOff && (problem["errors"] as JsonObject)?.Count is null or 0)
        {
            findings.Add($"400 names no place: {problem["detail"]}");
        }

        return findings;
    }

    private static IEnumerable<string> OfIntent(Draft sent, RawAnswer answer) =>
        (sent.Intent, answer.Status) switch
        {
            (Intent.Valid, 400 or 401 or 403 or 405 or 406 or 413 or 414 or 415 or 428 or 431) =>
            [
                $"It is valid, and refused: {answer.Text}",
            ],
            (Intent.Wrong, < 400) => [$"It is wrong, and taken: {answer.Status}"],
            _ => [],
        };

    private static IEnumerable<string> OfLeaks(RawAnswer answer) =>
        answer.Status < 400
            ? []
            : Inner
                .Where(x => answer.Text.Contains(x, StringComparison.Ordinal))
                .Select(x => $"It tells of its inside ('{x}'): {answer.Text}");
}
