using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>The service with the shipped data, the key of an ADMIN, and its description of itself.</summary>
public sealed class DescribedApp : IAsyncLifetime
{
    public static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private WebApplicationFactory<Program> factory = null!;

    /// <summary>Whether what is under test is to be written anew: UPDATE_OPENAPI=1.</summary>
    public static bool Renew => Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1";

    public HttpClient Client { get; private set; } = null!;

    public string Text { get; private set; } = null!;

    public JsonNode Document { get; private set; } = null!;

    public IReadOnlyList<Operation> Operations =>
        [
            .. from path in Document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!, Document),
        ];

    public static string RepositoryFile(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PeaceTalks.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine([folder.FullName, .. parts]);
    }

    public async Task InitializeAsync()
    {
        var database = (await TestCluster.StartedAsync()).ConnectionStringTo($"described_{Guid.NewGuid():N}");
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            host.UseSetting("ConnectionStrings:PeaceTalks", database)
                .UseSetting("Dataset", "russia-ukraine-2025")
                .UseSetting("Limits:Enabled", "false")
                .UseSetting("Keys:Admin", WithKey.AdminSecret)
        );
        Client = factory.CreateDefaultClient(new WithKey());
        Text = await Client.GetStringAsync("/openapi/v1.json");
        Document = JsonNode.Parse(Text)!;
    }

    public async Task DisposeAsync() => await factory.DisposeAsync();
}

/// <summary>An operation as the document describes it.</summary>
public sealed record Operation(string Method, string Path, JsonNode Node, JsonNode Document)
{
    public string Id => (string)Node["operationId"]!;

    public string Group => (string)Node["tags"]![0]!;

    public JsonObject Responses => Node["responses"]!.AsObject();

    public IEnumerable<JsonNode> Parameters => Node["parameters"]?.AsArray().Select(x => Resolved(x!)) ?? [];

    public JsonNode? BodyExample => Node["requestBody"]?["content"]!["application/json"]!["example"];

    /// <summary>Whether it answers with JSON; if not, it has one other form.</summary>
    public bool IsJson => Responses.First().Value!["content"]!["application/json"] is not null;

    public JsonNode? AnswerExample => Responses.First().Value!["content"]!.AsObject().First().Value!["example"];

    /// <summary>By media type: the forms besides JSON that have an example.</summary>
    public IEnumerable<(string MediaType, string Example)> FormExamples =>
        from content in Responses.First().Value!["content"]!.AsObject()
        where content.Key != "application/json" && content.Value!["example"] is not null
        select (content.Key, (string)content.Value!["example"]!);

    public JsonNode Resolved(string status) => Resolved(Responses[status]!);

    /// <summary>The node, or the component that it refers to.</summary>
    public JsonNode Resolved(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? reference.Split('/')[1..].Aggregate(Document, (found, part) => found[part]!) : node;

    /// <summary>The request that Swagger UI sends for what it fills in.</summary>
    public HttpRequestMessage PrefilledRequest()
    {
        var (path, query) = (Path, new List<string>());
        var request = new HttpRequestMessage { Method = new HttpMethod(Method) };
        foreach (var parameter in Parameters.Where(x => x["example"] is not null))
        {
            var (name, example) = ((string)parameter["name"]!, parameter["example"]!);
            switch ((string)parameter["in"]!)
            {
                case "path":
                    path = path.Replace($"{{{name}}}", Uri.EscapeDataString(example.ToString()), StringComparison.Ordinal);
                    break;
                case "header":
                    request.Headers.Add(name, (string)example!);
                    break;
                default:
                    (example is JsonArray).ShouldBe((string?)parameter["schema"]!["type"] == "array", $"{Id} {name}");
                    query.AddRange(
                        (example as JsonArray ?? [example.DeepClone()]).Select(x => $"{name}={Uri.EscapeDataString(x!.ToString())}")
                    );
                    break;
            }
        }

        request.RequestUri = new Uri(query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", UriKind.Relative);
        request.Content = BodyExample is null
            ? null
            : new StringContent(BodyExample.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        return request;
    }
}
