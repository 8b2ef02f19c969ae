using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>Writers that wait for each other leave half of the connections to reads.</summary>
public sealed class WriteLimiterTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const int Places = 2;
    private const int Writers = 12;

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task While_more_writers_wait_than_there_are_connections_reads_are_answered_at_once_and_then_all_is_written()
    {
        var talks = await TestTalks.NewAsync(app);
        await using var service = Serve(lockSeconds: 20);
        using var http = service.CreateDefaultClient(new WithKey());
        await using var blocker = await HoldAsync();
        var writers = Write(http, talks);
        (await Eventually.BecomesAsync(async () => Places <= await WaitingAsync())).ShouldBeTrue();

        var clock = Stopwatch.StartNew();
        var reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => http.GetAsync("/api/v1/parties")));

        clock.Elapsed.ShouldBeLessThan(AtOnce);
        reads.ShouldAllBe(x => x.IsSuccessStatusCode);
        (await WaitingAsync()).ShouldBe(Places);
        await blocker.CloseAsync();
        (await Task.WhenAll(writers)).Select(x => x.Status).ShouldAllBe(x => x == 201 || x == 200);
    }

    [Fact]
    public async Task A_writer_waits_for_a_place_no_longer_than_for_a_lock_and_each_gives_its_place_back()
    {
        var talks = await TestTalks.NewAsync(app);
        await using var service = Serve(lockSeconds: 1);
        using var http = service.CreateDefaultClient(new WithKey());
        await using (await HoldAsync())
        {
            foreach (var refused in await Task.WhenAll(Write(http, talks)))
            {
                refused
                    .Expect(503)
                    .GetProperty("detail")
                    .GetString()!
                    .ShouldStartWith("Another request has held what this one needs for too long.");
            }
        }

        foreach (var writer in Write(http, talks))
        {
            (await writer).Status.ShouldBeInRange(200, 201);
        }
    }

    /// <summary>In turn: plain, with an Idempotency-Key, a dry run.</summary>
    private static List<Task<Answer>> Write(HttpClient http, TestTalks talks) =>
        [.. Enumerable.Range(0, Writers).Select(i => WriteAsync(http, talks, i % 3 == 1, i % 3 == 2))];

    private static async Task<Answer> WriteAsync(HttpClient http, TestTalks talks, bool once, bool dryRun)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/remarks?dryRun={(dryRun ? "true" : "false")}")
        {
            Content = JsonContent.Create(
                LedgerApp.Write(
                    new
                    {
                        article = talks.Article,
                        paragraph = 1,
                        kind = "CONTEXT",
                        text = "x",
                    }
                ),
                options: JsonConventions.Options
            ),
        };
        if (once)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        using var response = await http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    private WebApplicationFactory<Program> Serve(int lockSeconds) =>
        app.Start(
            ("Database:PoolSize", $"{2 * Places}"),
            ("Database:ConnectSeconds", "3"),
            ("Database:LockSeconds", $"{lockSeconds}"),
            ("Database:StatementSeconds", "25")
        );

    /// <summary>The counter row, until the connection is closed.</summary>
    private async Task<NpgsqlConnection> HoldAsync()
    {
        var blocker = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(app.ConnectionString) { Pooling = false }.ConnectionString);
        await blocker.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; UPDATE ledger SET head = head", blocker);
        await hold.ExecuteNonQueryAsync();
        return blocker;
    }

    private async Task<long> WaitingAsync() =>
        (long)
            (
                await Sql.ScalarAsync(
                    app.ConnectionString,
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )
            )!;
}
