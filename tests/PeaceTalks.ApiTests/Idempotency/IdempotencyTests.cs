using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests.Idempotency;

public sealed class IdempotencyTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Positions = "/api/v1/positions";

    [Fact]
    public async Task A_repeat_gets_the_same_bytes_and_writes_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (
            var (path, body) in new[]
            {
                (Positions, LedgerApp.Write(talks.PositionBody())),
                ("/api/v1/issues", LedgerApp.Write(talks.IssueBody($"{talks.Land}-again", null))),
                (
                    $"/api/v1/articles/{talks.Article}/coding",
                    LedgerApp.Write(
                        new
                        {
                            remarks = new[]
                            {
                                new
                                {
                                    paragraph = 1,
                                    kind = "CONTEXT",
                                    text = "Background",
                                },
                            },
                        }
                    )
                ),
            }
        )
        {
            var name = $"{Guid.NewGuid()}";

            var first = await PostAsync(path, body, name);
            var head = await app.HeadAsync();
            var again = await PostAsync(path, body, name);

            first.Expect(201);
            (again.Status, again.Text, again.ETag, again.Location).ShouldBe((first.Status, first.Text, first.ETag, first.Location));
            (await app.HeadAsync()).ShouldBe(head);
        }
    }

    [Fact]
    public async Task A_repeat_is_told_from_the_first_by_a_header()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        async Task<(int, string, string)> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Positions)
            {
                Content = new StringContent(
                    JsonSerializer.Serialize(LedgerApp.Write(talks.PositionBody())),
                    System.Text.Encoding.UTF8,
                    "application/json"
                ),
            };
            request.Headers.Add("Idempotency-Key", name);
            using var response = await app.Client.SendAsync(request);
            return (
                (int)response.StatusCode,
                response.Headers.TryGetValues("Idempotency-Replayed", out var replayed) ? replayed.Single() : "",
                response.Content.Headers.ContentType!.ToString()
            );
        }

        (await SendAsync()).ShouldBe((201, "", "application/json; charset=utf-8"));
        (await SendAsync()).ShouldBe((201, "true", "application/json; charset=utf-8"));
    }

    [Fact]
    public async Task Another_body_or_address_under_the_name_is_refused()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name)).Expect(201);
        var head = await app.HeadAsync();

        foreach (
            var (path, body) in new[]
            {
                (Positions, LedgerApp.Write(talks.PositionBody("OPPOSES"))),
                ("/api/v1/milestones", LedgerApp.Write(talks.PositionBody())),
            }
        )
        {
            var other = await PostAsync(path, body, name);
            other.Status.ShouldBe(422, other.Text);
            other.Json.Text("type").ShouldBe("/problems/another-request");
            other.ErrorAt("Idempotency-Key").ShouldContain("was already used for a request");
        }

        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task What_another_holder_calls_the_same_is_another_request()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name)).Expect(201);

        var other = await app.SendAsync(
            HttpMethod.Post,
            Positions,
            LedgerApp.Write(talks.PositionBody("OPPOSES")),
            key: await app.KeyAsync("ANALYST"),
            idempotencyKey: name
        );

        other.Expect(201);
    }

    [Fact]
    public async Task Of_what_failed_nothing_is_kept()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        foreach (
            var wrong in new[]
            {
                LedgerApp.Write(talks.PositionBody("WRONG")),
                LedgerApp.Write(talks.With(talks.PositionBody(), """{"party": "nobody"}""")),
                new { item = 1 },
            }
        )
        {
            (await PostAsync(Positions, wrong, name)).Status.ShouldBeOneOf(400, 422);
        }

        (await PostAsync("/api/v1/parties", LedgerApp.Write(talks.PartyBody(talks.North, "North")), name)).Expect(409);
        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name)).Expect(201);
    }

    [Fact]
    public async Task Of_a_dry_run_nothing_is_kept()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";

        (await PostAsync($"{Positions}?dryRun=true", LedgerApp.Write(talks.PositionBody()), name)).Expect(200);
        var first = (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name)).Expect(201);

        first.GetProperty("revision").GetInt64().ShouldBe(await app.HeadAsync());
    }

    /// <summary>The first waits for the counter row, which somebody else holds; the repeat does not.</summary>
    [Fact]
    public async Task While_the_first_is_running_a_repeat_is_told_so_at_once()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        var body = LedgerApp.Write(talks.PositionBody());
        await using var connection = await app.ConnectAsync();
        await using var held = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "SELECT FROM ledger FOR UPDATE");

        var first = PostAsync(Positions, body, name);
        (await Eventually.BecomesAsync(async () => await WaitingAsync() == 1)).ShouldBeTrue();
        var repeat = await PostAsync(Positions, body, name);
        var other = PostAsync(Positions, body, $"{Guid.NewGuid()}");
        await held.RollbackAsync();

        repeat.Status.ShouldBe(409);
        repeat.Json.Text("type").ShouldBe("/problems/still-running");
        (await first).Expect(201);
        (await other).Expect(201);
        (await PostAsync(Positions, body, name)).Text.ShouldBe((await first).Text);
    }

    [Fact]
    public async Task Sixteen_at_once_under_one_name_are_one_record()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"{Guid.NewGuid()}";
        var head = await app.HeadAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name))
        );

        answers.ShouldAllBe(x => x.Status == 201 || x.Status == 409);
        answers.Where(x => x.Status == 201).Select(x => x.Text).Distinct().ShouldHaveSingleItem();
        (await app.HeadAsync()).ShouldBe(head + 1);
    }

    [Fact]
    public async Task A_secret_is_not_kept_for_a_repeat()
    {
        var name = $"{Guid.NewGuid()}";
        var body = new { name = $"Once {name}", role = "READER" };
        var secret = (await PostAsync("/api/v1/keys", body, name)).Expect(201).Text("secret")!;

        var again = await PostAsync("/api/v1/keys", body, name);

        again.Status.ShouldBe(409);
        again.Text.ShouldNotContain(secret);
        again.Json.Text("detail")!.ShouldContain("revoke the key");
        await using var connection = await app.ConnectAsync();
        (await ScalarAsync<long>(connection, $"SELECT count(*) FROM kept_answer WHERE name = '{name}' AND body IS NULL")).ShouldBe(1);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("ключ")]
    [InlineData("201 characters")]
    public async Task A_name_is_visible_ASCII_of_at_most_200_characters(string name)
    {
        var talks = await TestTalks.NewAsync(app);

        foreach (var path in (string[])[Positions, $"{Positions}?dryRun=true"])
        {
            var answer = await PostAsync(
                path,
                LedgerApp.Write(talks.PositionBody()),
                name == "201 characters" ? new string('x', 201) : name
            );

            answer.Status.ShouldBe(400);
            answer.ErrorAt("Idempotency-Key").ShouldContain("1 to 200 visible ASCII");
        }

        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), $"{Guid.NewGuid()}".PadRight(200, '~'))).Expect(201);
    }

    [Fact]
    public async Task After_a_day_the_answer_is_over_and_is_cleaned_up()
    {
        var talks = await TestTalks.NewAsync(app);
        var names = Enumerable.Range(0, 3).Select(_ => $"{Guid.NewGuid()}").ToList();
        foreach (var name in names)
        {
            (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), name)).Expect(201);
        }

        await using var connection = await app.ConnectAsync();
        await ExecuteAsync(
            connection,
            $"UPDATE kept_answer SET at = at - interval '24 hours 1 second' WHERE name IN ('{names[0]}', '{names[1]}')"
        );

        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody("OPPOSES")), names[0])).Expect(201);
        (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody("OPPOSES")), names[2])).Status.ShouldBe(422);
        await app
            .Factory.Services.GetServices<IHostedService>()
            .OfType<PeaceTalks.Api.Idempotency.IdempotentResponseCleanup>()
            .Single()
            .CleanAsync(default);
        (await ScalarAsync<long>(connection, $"SELECT count(*) FROM kept_answer WHERE name = '{names[1]}'")).ShouldBe(0);
        (await ScalarAsync<long>(connection, $"SELECT count(*) FROM kept_answer WHERE name IN ('{names[0]}', '{names[2]}')")).ShouldBe(2);
    }

    /// <summary>A strategy that retries would send a write a second time after an acknowledgement that was lost.</summary>
    [Fact]
    public async Task Nothing_is_retried_behind_the_back_of_who_sends_it()
    {
        await using var scope = app.Scope();

        scope.ServiceProvider.GetRequiredService<PeaceTalksDb>().Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_reads_after_a_kept_write_at_the_same_instance_sees_it()
    {
        var talks = await TestTalks.NewAsync(app);
        for (var i = 0; i < 5; i++)
        {
            var written = (await PostAsync(Positions, LedgerApp.Write(talks.PositionBody()), $"{Guid.NewGuid()}")).Expect(201);
            (await app.GetAsync($"{Positions}/{written.GetProperty("item").Text("id")}"))
                .GetProperty("knownAt")
                .GetInt64()
                .ShouldBe(written.GetProperty("revision").GetInt64());
        }
    }

    private Task<Answer> PostAsync(string path, object body, string name) =>
        app.SendAsync(HttpMethod.Post, path, body, idempotencyKey: name);

    private async Task<long> WaitingAsync()
    {
        await using var connection = await app.ConnectAsync();
        return await ScalarAsync<long>(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
