using System.Text.Json;
using Npgsql;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>A read that takes too long is ended, and one that would cost too much is refused. Both say what to narrow.</summary>
public sealed class ReadLimitTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private static readonly (string, string)[] Patient = [("Database:LockSeconds", "60"), ("Database:StatementSeconds", "60")];

    [Theory]
    [InlineData(
        "/api/v1/diffs?axis=valid&from=2025-01-01&to=2026-01-01",
        "Ask for less at once: a shorter window (from, to), or fewer tracks (process, party, issue, proposal), or a smaller page (limit)."
    )]
    [InlineData("/api/v1/positions", "Ask for less at once: fewer tracks (process, party, issue, proposal), or a smaller page (limit).")]
    [InlineData("/api/v1/positions/018f0000-0000-7000-8000-000000000000", "Send the request again in a few seconds.")]
    public async Task A_read_is_ended_and_so_is_its_statement(string path, string narrower)
    {
        await using var service = app.Start([.. Patient, ("Limits:ReadSeconds", "1")]);
        using var client = service.CreateDefaultClient(new WithKey());
        await using var locked = await LockAsync();

        var ended = (await client.ReadAsync(path)).Expect(503);

        var problem = Problem(ended);
        problem.Text("type").ShouldBe("/problems/takes-too-long");
        problem.Text("detail").ShouldBe($"The answer was not complete within 1 s. {narrower}");
        ended.RetryAfter.ShouldBe("5");
        (await Eventually.BecomesAsync(async () => await WaitingAsync() == 0)).ShouldBeTrue("and it would hold a connection");
    }

    [Fact]
    public async Task A_statement_that_the_database_ends_says_the_same()
    {
        await using var service = app.Start(("Database:LockSeconds", "60"), ("Database:StatementSeconds", "1"));
        using var client = service.CreateDefaultClient(new WithKey());
        await using var locked = await LockAsync();

        var problem = Problem((await client.ReadAsync("/api/v1/positions")).Expect(503));

        problem.Text("type").ShouldBe("/problems/takes-too-long");
        problem.Text("detail")!.ShouldStartWith("The database took too long. Ask for less at once: fewer tracks");
    }

    [Fact]
    public async Task A_write_is_not_ended()
    {
        await using var service = app.Start(("Database:LockSeconds", "3"), ("Limits:ReadSeconds", "1"));
        using var client = service.CreateDefaultClient(new WithKey());
        await using var locked = await LockAsync("remark");

        using var refused = await client.PostAsync("/api/v1/remarks", Load.Remark("While the table is locked"));

        var problem = (await Answer.OfAsync(refused)).Expect(503);
        problem.Text("detail")!.ShouldStartWith("Another request has held");
    }

    [Fact]
    public async Task A_stream_goes_on()
    {
        await using var service = app.Start(("Limits:ReadSeconds", "1"), ("Stream:HeartbeatSeconds", "1"));
        using var client = service.CreateDefaultClient(new WithKey());
        using var response = await client.GetAsync("/api/v1/revisions/stream", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        // One heartbeat a second.
        for (var heartbeats = 0; heartbeats < 3; )
        {
            var line = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
            line.ShouldNotBeNull("it was ended");
            heartbeats += line.StartsWith(':') ? 1 : 0;
        }
    }

    [Fact]
    public async Task A_summary_compares_only_so_many_tracks()
    {
        const string Year = "/api/v1/diffs/summary?from=2025-01-01&to=2026-12-31";
        await using var service = app.Start(("Limits:SummaryTracks", "3"));
        using var client = service.CreateDefaultClient(new WithKey());
        await using var unlimited = app.Start(("Limits:SummaryTracks", "0"));
        using var anyNumber = unlimited.CreateDefaultClient(new WithKey());

        var refused = Problem((await client.ReadAsync(Year)).Expect(422));

        refused.Text("type").ShouldBe("/problems/too-much");
        refused.GetProperty("errors").GetProperty("to")[0].GetString()!.ShouldStartWith("more than 3 tracks have records between");
        (await client.ReadAsync($"{Year}&party=germany")).Expect(200);
        (await anyNumber.ReadAsync(Year)).Expect(200).Text.ShouldBe((await app.Client.ReadAsync(Year)).Text);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(0, 3)]
    public async Task Only_so_many_costly_reads_run_at_once_and_the_others_wait_their_turn(int limit, int running)
    {
        await using var service = app.Start([.. Patient, ("Limits:Enabled", "true"), ("Limits:CostlyAtOnce", $"{limit}")]);
        using var client = service.CreateDefaultClient(new WithKey());
        (await client.ReadAsync("/api/v1/parties")).Expect(200);
        List<Task<Read>> costly;
        await using (await LockAsync())
        {
            costly = [.. Enumerable.Range(1, 3).Select(i => client.ReadAsync($"/api/v1/parties/ukraine/timeline?limit={i}"))];
            (await Eventually.BecomesAsync(async () => await WaitingAsync() == running)).ShouldBeTrue();
            (await client.ReadAsync("/api/v1/parties?limit=1")).Expect(200);
            await Task.Delay(300);
            (await WaitingAsync()).ShouldBe(running);
        }

        foreach (var read in costly)
        {
            (await read).Expect(200);
        }
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_turn_is_told_to_come_again()
    {
        await using var service = app.Start([
            .. Patient,
            ("Limits:Enabled", "true"),
            ("Limits:CostlyAtOnce", "1"),
            ("Limits:ReadSeconds", "2"),
        ]);
        using var client = service.CreateDefaultClient(new WithKey());
        await using var locked = await LockAsync();

        // While each waits for the lock until its end, the next one takes its place a moment before its own end, or not at all.
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 3).Select(i => client.ReadAsync($"/api/v1/parties/ukraine/timeline?limit={i}"))
        );

        answers.Select(x => Problem(x.Expect(503)).Text("type")).ShouldAllBe(x => x == "/problems/takes-too-long");
        answers.ShouldAllBe(x => x.RetryAfter == "5");
    }

    private static JsonElement Problem(Read answer) => JsonDocument.Parse(answer.Text).RootElement;

    private async Task<NpgsqlConnection> LockAsync(string table = "position")
    {
        var connection = await app.ConnectAsync();
        await using var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<long> WaitingAsync() =>
        (long)
            (
                await Sql.ScalarAsync(
                    app.ConnectionString,
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
                )
            )!;
}
