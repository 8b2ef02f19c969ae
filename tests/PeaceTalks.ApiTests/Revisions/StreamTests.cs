using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>The stream over a real connection.</summary>
public sealed class StreamTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task What_is_written_is_told_as_the_pages_tell_it()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        using var stream = await StreamClient.FollowAsync(http);

        await talks.RecordAsync(talks.PositionBody());
        await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"");
        var events = await stream.NextAsync(2);

        var pages = await app.AllChangesAsync($"{head}", 100);
        events.Select(x => x.Change.Json.GetRawText()).ShouldBe(pages.Select(x => x.Json.GetRawText()));
        events.Select(x => x.Change.Key).ShouldBe([$"{head + 1}.1", $"{head + 2}.1"]);
        events[1].Id.ShouldBe((await app.GetAsync($"/api/v1/revisions?after={head}")).Text("nextAfter"));
        events[1].Data.GetProperty("revision").Text("note").ShouldBe("For a test");
    }

    [Fact]
    public async Task It_starts_after_a_cursor_and_the_last_event_seen_wins_over_the_address()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN"));

        using var fromTheBeginning = await StreamClient.FollowAsync(http, "?after=0");
        using var fromHere = await StreamClient.FollowAsync(http, $"?after={head}");
        var first = (await fromHere.NextAsync(1))[0];
        using var goingOn = await StreamClient.FollowAsync(http, "?after=0", first.Id);

        (await fromTheBeginning.NextAsync(1))[0].Change.Key.ShouldBe("1.1");
        using var sinceLongAgo = await StreamClient.FollowAsync(http, "?after=2001-01-01");
        (await sinceLongAgo.NextAsync(1))[0].Change.Key.ShouldBe("1.1");
        first.Change.Key.ShouldBe($"{head + 1}.1");
        (await goingOn.NextAsync(1))[0].Change.Key.ShouldBe($"{head + 2}.1");
    }

    [Fact]
    public async Task It_says_first_where_it_starts_so_that_a_client_which_has_seen_nothing_misses_nothing()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        StreamedEvent start;
        using (var cutOff = await StreamClient.OpenAsync(http))
        {
            start = (await cutOff.NextAsync()).ShouldNotBeNull();
        }

        await talks.RecordAsync(talks.PositionBody());
        using var again = await StreamClient.FollowAsync(http, lastEventId: start.Id);

        (start.Name, start.Data.GetProperty("head").GetInt64(), start.Data.Text("after")).ShouldBe(("start", head, start.Id));
        (await again.NextAsync(1))[0].Change.Key.ShouldBe($"{head + 1}.1");
    }

    [Fact]
    public async Task Nothing_in_between_keeps_or_holds_back_what_it_says()
    {
        await using var service = Serve();
        using var http = service.CreateClient();

        using var stream = await StreamClient.OpenAsync(http);

        stream.Headers.CacheControl!.NoStore.ShouldBeTrue();
        stream.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
    }

    [Fact]
    public async Task A_filter_tells_of_its_subjects_alone_and_the_cursor_passes_what_it_leaves_out()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));
        using var party = await StreamClient.FollowAsync(http, $"?party={talks.North}");
        using var issue = await StreamClient.FollowAsync(http, $"?issue={talks.Land}&includeSubIssues=true&noun=POSITION");
        using var process = await StreamClient.FollowAsync(http, $"?process={talks.Process}");
        using var kind = await StreamClient.FollowAsync(http, $"?kind=REVERSED&process={talks.Process}");

        await others.RecordAsync(others.PositionBody());
        await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"");
        await talks.RecordAsync(talks.PositionBody("SUPPORTS"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES"));
        var head = await app.HeadAsync();

        (await party.NextAsync(3)).Select(x => x.Change.Key).ShouldBe([$"{head - 2}.1", $"{head - 1}.1", $"{head}.1"]);
        (await issue.NextAsync(2)).Select(x => x.Change.Key).ShouldBe([$"{head - 1}.1", $"{head}.1"]);
        (await process.NextAsync(2)).Select(x => x.Change.Key).ShouldBe([$"{head - 1}.1", $"{head}.1"]);
        (await kind.NextAsync(1))[0].Change.Key.ShouldBe($"{head}.1");
    }

    [Fact]
    public async Task What_a_filter_leaves_out_moves_the_cursor_in_silence()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));
        using var stream = await StreamClient.FollowAsync(http, $"?party={talks.North}");

        await others.RecordAsync(others.PositionBody());
        var skipped = await app.HeadAsync();
        await talks.RecordAsync(talks.PositionBody());
        await stream.NextAsync(1);

        stream.Ids.ShouldContain(x => x.EndsWith($".{skipped}.1", StringComparison.Ordinal), "the change that it left out");
    }

    [Theory]
    [InlineData("party=nobody", "party")]
    [InlineData("issue=nothing", "issue")]
    [InlineData("proposal=nothing", "proposal")]
    [InlineData("process=nothing", "process")]
    public async Task A_filter_that_names_nothing_is_refused(string query, string place)
    {
        using var answer = await StreamClient.AskAsync(app.Client, $"?{query}");

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{place}\":[");
    }

    [Theory]
    [InlineData("?after=x", null, 400, "after")]
    [InlineData("?after=999999", null, 422, "after")]
    [InlineData("?after=0", "x", 400, "Last-Event-ID")]
    [InlineData("?after=x", "0", 400, "after")]
    [InlineData("", "999999", 422, "Last-Event-ID")]
    [InlineData("", "00000000-0000-0000-0000-000000000000.0.0", 410, "Last-Event-ID")]
    [InlineData("?since=0", null, 400, "since")]
    public async Task What_it_cannot_start_after_is_refused_before_it_starts(string query, string? lastEventId, int status, string place)
    {
        using var answer = await StreamClient.AskAsync(app.Client, query, lastEventId);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{place}\":[");
    }

    [Fact]
    public async Task While_nothing_happens_it_shows_that_it_lives()
    {
        await using var service = Serve(("Stream:HeartbeatSeconds", "0.05"));
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        using var stream = await StreamClient.FollowAsync(http);

        await Task.Delay(500);
        await talks.RecordAsync(talks.PositionBody());
        await stream.NextAsync(1);

        stream.Heartbeats.ShouldBeInRange(3, 40);
    }

    [Fact]
    public async Task Above_the_limit_it_is_unavailable_until_a_client_has_gone()
    {
        await using var service = Serve(("Stream:MaxClients", "2"), ("Stream:HeartbeatSeconds", "0.1"));
        using var http = service.CreateClient();
        using var first = await StreamClient.FollowAsync(http);
        var second = await StreamClient.FollowAsync(http);

        using (var third = await StreamClient.AskAsync(http))
        {
            third.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            third.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            (await third.Content.ReadAsStringAsync()).ShouldContain("The stream already has 2 clients");
        }

        second.Dispose();
        (
            await Eventually.BecomesAsync(async () =>
            {
                using var fourth = await StreamClient.AskAsync(http);
                return fourth.StatusCode == HttpStatusCode.OK;
            })
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task When_another_epoch_begins_it_says_so_and_ends_and_cannot_be_gone_on_with()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        using var stream = await StreamClient.FollowAsync(http);
        await talks.RecordAsync(talks.PositionBody());
        var last = (await stream.NextAsync(1))[0];

        await ExecuteAsync("UPDATE ledger SET epoch = gen_random_uuid()");
        var gone = (await stream.NextAsync()).ShouldNotBeNull();

        gone.Name.ShouldBe("gone");
        gone.Data.Text("type").ShouldBe("/problems/epoch-changed");
        gone.Data.GetProperty("status").GetInt32().ShouldBe(410);
        (await stream.NextAsync()).ShouldBeNull();
        using var again = await StreamClient.AskAsync(http, lastEventId: last.Id);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_hundred_streams_share_a_pool_of_five_with_other_reads()
    {
        await using var service = Serve(
            ("ConnectionStrings:PeaceTalks", With(x => (x.MaxPoolSize, x.ApplicationName) = (5, "Small pool"))),
            ("Stream:HeartbeatSeconds", "0.5")
        );
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        var streams = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => StreamClient.FollowAsync(http)));

        var clock = Stopwatch.StartNew();
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN"));
        var reads = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.GetAsync($"/api/v1/parties/{talks.North}")));
        var told = await Task.WhenAll(streams.Select(x => x.NextAsync(2)));
        var connections = await ReadAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'Small pool'"
        );

        told.Select(x => string.Join(' ', x.Select(change => change.Change.Key))).Distinct().Count().ShouldBe(1);
        (await reads).ShouldAllBe(x => x.StatusCode == HttpStatusCode.OK);
        connections.ShouldBeInRange(1, 5);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        foreach (var stream in streams)
        {
            stream.Dispose();
        }
    }

    [Fact]
    public async Task A_listener_that_was_killed_costs_nothing()
    {
        await using var service = Serve(("HeadWatch:PollSeconds", "3600"));
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        using var stream = await StreamClient.FollowAsync(http);
        for (var i = 0; i < 3; i++)
        {
            await ExecuteAsync(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{HeadListener.ApplicationName}'"
            );
            await talks.RecordAsync(talks.PositionBody());
            await stream.NextAsync(1);
        }
    }

    /// <summary>The service reads as a role of its own, which gets no connection while others write.</summary>
    [Fact]
    public async Task While_the_database_is_away_it_shows_that_it_lives_and_then_tells_what_was_missed()
    {
        const string Role = "streaming";
        await ExecuteAsync(
            $"CREATE ROLE {Role} LOGIN PASSWORD '{Role}' IN ROLE {new NpgsqlConnectionStringBuilder(app.ConnectionString).Username}"
        );
        await using var service = Serve(
            ("ConnectionStrings:PeaceTalks", With(x => (x.Username, x.Password) = (Role, Role))),
            ("Stream:HeartbeatSeconds", "0.1"),
            ("HeadWatch:PollSeconds", "0.5")
        );
        using var http = service.CreateClient();
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        using var stream = await StreamClient.FollowAsync(http);

        await ExecuteAsync($"ALTER ROLE {Role} CONNECTION LIMIT 0");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{Role}'");
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN"));
        using (var refused = await StreamClient.AskAsync(http))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        await Task.Delay(1000);
        await ExecuteAsync($"ALTER ROLE {Role} CONNECTION LIMIT -1");
        await talks.RecordAsync(talks.PositionBody("NEUTRAL"));
        var told = await stream.NextAsync(3);

        told.Select(x => x.Change.Key).ShouldBe([$"{head + 1}.1", $"{head + 2}.1", $"{head + 3}.1"]);
        stream.Heartbeats.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task A_service_that_stops_ends_its_streams_at_once()
    {
        var service = Serve();
        using var http = service.CreateClient();
        using var stream = await StreamClient.FollowAsync(http);

        var clock = Stopwatch.StartNew();
        var end = stream.NextAsync();
        await service.DisposeAsync();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        (await end).ShouldBeNull();
    }

    private WebApplicationFactory<Program> Serve(params (string Name, string Value)[] settings)
    {
        var service = app.Start(settings);
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var changed = new NpgsqlConnectionStringBuilder(app.ConnectionString);
        change(changed);
        return changed.ConnectionString;
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> ReadAsync(string query)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
