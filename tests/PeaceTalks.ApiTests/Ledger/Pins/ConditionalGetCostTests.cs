using System.Text.RegularExpressions;
using Npgsql;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>Counts what the database is asked: on the way out, and in its own log of statements.</summary>
public sealed partial class ConditionalGetCostTests(ShippedLedger app, ITestOutputHelper output) : IClassFixture<ShippedLedger>
{
    private const string Day = "asOf=2026-01-31";
    private const string Process = "russia-ukraine-2025";

    [Fact]
    public async Task A_304_and_an_answer_that_was_kept_ask_the_database_nothing_and_a_new_one_does()
    {
        var database = new NpgsqlConnectionStringBuilder(app.ConnectionString) { ApplicationName = "Counted" };
        await using var connection = await app.ConnectAsync();
        await using var log = new NpgsqlCommand($"ALTER DATABASE {database.Database} SET log_statement = 'all'", connection);
        await log.ExecuteNonQueryAsync();
        await using var counted = app.Start(("ConnectionStrings:PeaceTalks", database.ConnectionString));
        using var client = counted.CreateClient();
        await HeadListenerTests.WatchAsync(counted);
        var position = (await app.GetAsync("/api/v1/positions?limit=1")).Items().Single().Text("id");
        var cursor = (await app.GetAsync($"/api/v1/positions?limit=1&{Day}")).GetProperty("nextCursor").GetString();
        string[] paths =
        [
            "/api/v1/held-positions",
            $"/api/v1/held-positions?{Day}",
            $"/api/v1/held-positions?{Day}&knownAt=1",
            "/api/v1/parties",
            $"/api/v1/issues/tree?process={Process}",
            "/api/v1/diffs?from=2025-12-12&to=2026-01-31",
            "/api/v1/diffs?from=2025-12-12",
            "/api/v1/diffs?axis=recorded&from=0",
            $"/api/v1/diffs?axis=recorded&from=0&to=1&{Day}",
            $"/api/v1/positions/{position}",
            $"/api/v1/positions?limit=1&{Day}&cursor={cursor}",
            "/api/v1/revisions",
            "/api/v1/revisions/1",
            $"/api/v1/matrix?issue=donbas-territory&{Day}",
            "/api/v1/comparisons?left=ukraine&right=russia",
            "/api/v1/held-positions?format=csv",
            $"/api/v1/held-positions?format=citation&{Day}&knownAt=1",
            $"/api/v1/processes/{Process}/feed",
        ];
        foreach (var path in paths)
        {
            var tag = "";
            var full = await StatementsAsync(
                app.ConnectionString,
                async () => tag = (await client.ReadAsync(path, accept: "*/*")).Expect(200).ETag!
            );
            var none = await StatementsAsync(
                app.ConnectionString,
                async () =>
                {
                    for (var i = 0; i < 20; i++)
                    {
                        (await client.ReadAsync(path, tag, "*/*")).Expect(304);
                    }
                }
            );

            output.WriteLine($"{path}: a 200 takes {full.Logged.Count} statements, twenty 304 take {none.Logged.Count}");
            // Several statements may be sent as one batch.
            full.Sent.ShouldBeInRange(1, full.Logged.Count, path);
            none.Logged.ShouldBeEmpty(path);
            none.Sent.ShouldBe(0, path);

            // A list of revisions has no pin, so its answer is not kept.
            var kept = await StatementsAsync(app.ConnectionString, async () => (await client.ReadAsync(path, accept: "*/*")).Expect(200));
            kept.Logged.Count.ShouldBe(path.Contains("/revisions") || path.EndsWith("/feed") ? full.Logged.Count : 0, path);
        }
    }

    /// <summary>The commands that this process sends to the database meanwhile, and those that the database has logged.</summary>
    private static async Task<(int Sent, IReadOnlyList<string> Logged)> StatementsAsync(string connectionString, Func<Task> ask)
    {
        using var sent = new Statements(connectionString);
        var file = Path.Combine((await TestCluster.StartedAsync()).DataFolder, "postgres.log");
        var start = new FileInfo(file).Length;
        await ask();
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = start;
        using var reader = new StreamReader(log);
        return (sent.Count, [.. Logged().Matches(await reader.ReadToEndAsync()).Select(x => x.Groups["sql"].Value)]);
    }

    [GeneratedRegex("LOG: +(statement|execute [^:]*): (?<sql>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Logged();
}
