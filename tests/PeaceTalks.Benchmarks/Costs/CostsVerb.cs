using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PeaceTalks.Benchmarks.Checks;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Costs;

/// <summary>Asks every read with every filter, and lists what each costs, the dearest for a row of its answer first.</summary>
internal sealed class CostsVerb(StatementCounts counts, Contender service)
{
    public static readonly string[] Known = ["ledger", "data", "only"];

    /// <summary>With fewer requests, PostgreSQL still plans for the values. With more, it may have a plan for all values.</summary>
    private const int Times = 7;

    /// <summary>Whoever takes longer is asked twice only.</summary>
    private const int Slow = 300;

    private static readonly Dictionary<string, string> Settings = new() { ["HeadWatch__PollSeconds"] = "3600" };

    public static async Task<int> RunAsync(VerbOptions options)
    {
        var size = LedgerSize.Named(options.Text("ledger", "1000000"));
        await using var server = await BenchmarkServer.StartAsync(options.Find("data"), StatementCounts.Setting, ("shared_buffers", "4GB"));
        var build = ServiceBuild.Beside(Settings).WithoutCache();
        var database = await new LedgerMaker(server).MakeAsync(size, build);
        await using var service = await build.StartAsync(server.ConnectionStringTo(database));
        var costs = await AllAsync(server, database, service, options.Text("only", ""));
        Console.WriteLine(Text(costs));
        return 0;
    }

    /// <param name="only">What addresses must contain to be asked.</param>
    public static async Task<IReadOnlyList<RequestCost>> AllAsync(
        BenchmarkServer server,
        string database,
        Contender service,
        string only = ""
    )
    {
        var counts = new StatementCounts(server, database);
        await counts.PrepareAsync();
        var verb = new CostsVerb(counts, service);
        List<RequestCost> costs = [];
        foreach (var address in (await verb.AddressesAsync()).Where(x => x.Contains(only)))
        {
            costs.Add(await verb.CostAsync(address));
        }

        return [.. costs.OrderByDescending(x => x.BuffersPerRow)];
    }

    public static string Text(IEnumerable<RequestCost> costs) =>
        string.Join(
            '\n',
            costs
                .Select(x =>
                    $"{x.BuffersPerRow, 12:N1}{x.Buffers, 10:N0}{x.RowsRead, 10:N0}{x.Rows, 7:N0}{x.Statements, 6:N0}"
                    + $"{x.Milliseconds, 9:N1}  {x.Status} {x.Address}"
                )
                .Prepend($"{"buffers/row", 12}{"buffers", 10}{"rows read", 10}{"rows", 7}{"stmts", 6}{"ms", 9}  address")
        );

    private async Task<IEnumerable<string>> AddressesAsync()
    {
        var (_, document) = await service.GetAsync("/openapi/v1.json");
        var (_, positions) = await service.GetAsync("/api/v1/positions?limit=1");
        var position = JsonDocument.Parse(positions).RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        var values = new Dictionary<string, string>
        {
            ["process"] = "talks",
            ["party"] = "party-7",
            ["left"] = "party-7",
            ["right"] = "party-9",
            ["issue"] = "issue-9",
            ["parent"] = "issue-9",
            ["proposal"] = "proposal-9",
            ["article"] = "article-9",
            ["without"] = "article-9",
            ["minSources"] = "2",
            ["rewriteOf"] = "article-9",
            ["speaker"] = "speaker-9",
            ["assertedBy"] = "party-7",
            ["sponsor"] = "party-7",
            ["memberOf"] = "party-7",
            ["by"] = "party-7",
            ["outlet"] = "Outlet 3",
            ["author"] = "Benchmark",
            ["subject"] = position,
            ["from"] = "2023-09-01",
            ["to"] = "2024-09-01",
            ["asOf"] = "2024-01-01",
            ["statedFrom"] = "2024-01-01",
            ["statedTo"] = "2024-01-01",
            ["knownAt"] = "50",
            ["sort"] = "statedOn",
            ["number"] = "100",
            ["q"] = "article",
            ["/api/v1/articles/{slug} slug"] = "article-9",
            ["/api/v1/processes/{slug} slug"] = "talks",
            ["/api/v1/issues/{slug} slug"] = "issue-9",
            ["/api/v1/proposals/{slug} slug"] = "proposal-9",
            ["/api/v1/parties/{slug} slug"] = "party-7",
            ["/api/v1/speakers/{slug} slug"] = "speaker-9",
            ["/api/v1/positions/{id} id"] = position,
            ["/api/v1/positions/{id}/citation id"] = position,
        };
        return new OperationQuestions(JsonDocument.Parse(document).RootElement, values).Addresses();
    }

    private async Task<RequestCost> CostAsync(string address)
    {
        var (status, _, first) = await AskAsync(address);
        for (var i = 0; i < Times && first < Slow; i++)
        {
            await AskAsync(address);
        }

        await counts.ResetAsync();
        var (_, rows, milliseconds) = await AskAsync(address);
        var (statements, buffers, read) = await counts.SinceResetAsync();
        return new RequestCost(address, status, milliseconds, statements, buffers, read, rows);
    }

    private async Task<(int Status, int Rows, double Milliseconds)> AskAsync(string address)
    {
        var watch = Stopwatch.StartNew();
        var (status, body) = await service.AskAsync(address);
        return (status, Rows(body), watch.Elapsed.TotalMilliseconds);
    }

    private static int Rows(byte[] body)
    {
        if (body is not [(byte)'{', ..])
        {
            return Math.Max(1, Encoding.UTF8.GetString(body).Split("<entry>").Length - 1);
        }

        return JsonDocument
            .Parse(body)
            .RootElement.EnumerateObject()
            .Where(x => x.Value.ValueKind == JsonValueKind.Array)
            .Select(x => x.Value.GetArrayLength())
            .DefaultIfEmpty(1)
            .Max();
    }
}
