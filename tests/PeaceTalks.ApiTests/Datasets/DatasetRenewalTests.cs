using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.ApiTests.Datasets;

/// <summary>A ledger that was filled by one release is renewed by another, whose files say something else.</summary>
public sealed class DatasetRenewalTests : IAsyncLifetime
{
    private const string Renewal = $"/api/v1/datasets/{ChangedDataset.Name}/renewal";

    private static readonly string[] Questions =
    [
        "held-positions?asOf=2026-01-31&limit=200",
        "held-positions?asOf=2025-12-15&limit=200",
        "matrix?asOf=2026-01-31&rows=issues",
        "diffs?from=2025-12-12&to=2026-01-31&limit=200",
        "diffs/summary?from=2025-11-30&to=2026-01-31",
        "positions?asOf=2026-01-31&limit=200",
        "milestones?asOf=2026-01-31&limit=200",
        "remarks?limit=200",
        "parties?limit=200",
        "articles?limit=200",
        "issues/territory/timeline?includeSubIssues=true&asOf=2026-01-31&limit=200",
    ];

    private readonly ShippedLedger app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_renewed_ledger_holds_what_a_new_installation_holds_and_old_pins_keep_their_bytes()
    {
        var changed = ChangedDataset.OfEveryKind();
        var pinned = await PinnedAsync();
        await using var service = changed.StartOn(app);
        using var client = service.CreateDefaultClient(new WithKey());

        var dry = (await RenewAsync(client, "?dryRun=true")).Expect(200);
        (await HeadAsync()).ShouldBe(1);
        var renewed = (await RenewAsync(client)).Expect(200);

        (await HeadAsync()).ShouldBe(2);
        (renewed.GetProperty("revision").GetInt64(), renewed.GetProperty("dryRun").GetBoolean()).ShouldBe((2, false));
        (dry.GetProperty("revision").GetInt64(), dry.GetProperty("dryRun").GetBoolean()).ShouldBe((2, true));
        Counts(renewed)
            .ShouldBe([
                "PARTY ADDED 1",
                "PARTY EDITED 1",
                "POSITION ADDED 1",
                "POSITION CORRECTED 2",
                "POSITION RETRACTED 2",
                "MILESTONE CORRECTED 1",
                "MILESTONE RETRACTED 1",
                "REMARK ADDED 1",
                "REMARK CORRECTED 1",
                "REMARK RETRACTED 1",
            ]);
        renewed.GetProperty("changes").GetInt32().ShouldBe(12);
        renewed.GetProperty("kept").GetArrayLength().ShouldBe(0);
        renewed.GetProperty("diff").GetArrayLength().ShouldBeGreaterThan(2);
        Holding.Text(dry.GetProperty("diff")).ShouldBe(Holding.Text(renewed.GetProperty("diff")));
        Counts(dry).ShouldBe(Counts(renewed));

        var revision = (await app.GetAsync("/api/v1/revisions/2")).GetProperty("revision");
        revision.Text("note").ShouldBe($"Renewal of data set {ChangedDataset.Name}: A new release");
        revision.Text("author").ShouldBe("admin");
        var changes = (await app.GetAsync("/api/v1/revisions/2")).GetProperty("changes").EnumerateArray().ToList();
        changes.Count.ShouldBe(12);
        changes
            .Where(x => x.Text("noun") == "REMARK")
            .Select(x => $"{x.Text("action")} {x.Inner("before")?.Text("id") ?? "none"} {x.Inner("after")?.Text("text") ?? "none"}")
            .ShouldBe(
                [
                    "ADDED none Said of Ukraine's aims.",
                    $"CORRECTED {ChangedDataset.ChangedRemark} Headline.",
                    $"RETRACTED {ChangedDataset.GoneRemark} none",
                ],
                ignoreOrder: true
            );

        (await PinnedAsync()).ShouldBe(pinned);
        await using var other = new ShippedNowhere();
        await other.InitializeAsync();
        await using var fresh = changed.StartOn(other, ("Dataset", ChangedDataset.Name));
        using var freshClient = fresh.CreateDefaultClient(new WithKey());
        foreach (var question in Questions)
        {
            Holding.Text(await AskAsync(client, question)).ShouldBe(Holding.Text(await AskAsync(freshClient, question)), question);
        }
    }

    [Fact]
    public async Task A_second_renewal_finds_nothing_to_do()
    {
        await using var service = ChangedDataset.OfEveryKind().StartOn(app);
        using var client = service.CreateDefaultClient(new WithKey());
        (await DatasetsAsync(client)).Items().Single().GetProperty("renewalDue").GetBoolean().ShouldBeTrue();
        (await RenewAsync(client)).Expect(200);

        foreach (var again in new[] { (await RenewAsync(client)).Expect(200), (await RenewAsync(client, "?dryRun=true")).Expect(200) })
        {
            again.GetProperty("revision").ValueKind.ShouldBe(JsonValueKind.Null);
            (again.GetProperty("changes").GetInt32(), again.GetProperty("counts").GetArrayLength()).ShouldBe((0, 0));
            again.GetProperty("diff").GetArrayLength().ShouldBe(0);
        }

        (await HeadAsync()).ShouldBe(2);
        var listed = (await DatasetsAsync(client)).Items().Single();
        (listed.Text("name"), listed.GetProperty("loadedIn").GetInt64(), listed.GetProperty("renewedIn").GetInt64()).ShouldBe(
            (ChangedDataset.Name, 1, 2)
        );
        listed.GetProperty("renewalDue").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_files_of_the_release_that_filled_the_ledger_renew_nothing()
    {
        var answer = (await RenewAsync(app.Client)).Expect(200);

        (answer.GetProperty("changes").GetInt32(), answer.GetProperty("kept").GetArrayLength()).ShouldBe((0, 0));
        (await HeadAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_goes_and_comes_back_goes_on_in_one_history()
    {
        var (there, without) = (new ChangedDataset(), new ChangedDataset());
        without.EditArticles(x => ChangedDataset.Remove(x, "positions", ChangedDataset.GonePosition));
        var reworded = new ChangedDataset();
        reworded.EditArticles(x => ChangedDataset.Change(x, "positions", ChangedDataset.GonePosition, y => y["summary"] = "Other words"));
        var before = Holding.Text(await AskAsync(app.Client, Questions[0]));
        async Task<string> HeldAsync() => Holding.Text(await AskAsync(app.Client, $"{Questions[0]}&knownAt={await HeadAsync()}"));

        Counts(await RenewWithAsync(without)).ShouldBe(["POSITION RETRACTED 1"]);
        Counts(await RenewWithAsync(there)).ShouldBe(["POSITION ADDED 1"]);
        (await HeldAsync()).ShouldBe(before);
        Counts(await RenewWithAsync(reworded)).ShouldBe(["POSITION CORRECTED 1"]);
        Counts(await RenewWithAsync(there)).ShouldBe(["POSITION CORRECTED 1"]);
        (await HeldAsync()).ShouldBe(before);
        Counts(await RenewWithAsync(without)).ShouldBe(["POSITION RETRACTED 1"]);
        Counts(await RenewWithAsync(there)).ShouldBe(["POSITION ADDED 1"]);
        Counts(await RenewWithAsync(there)).ShouldBeEmpty();
        (await HeldAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_a_person_has_changed_stays_and_is_listed()
    {
        var changed = ChangedDataset.OfEveryKind();
        var party = await app.GetAsync("/api/v1/parties/ukraine");
        (
            await app.PutAsync(
                "/api/v1/parties/ukraine",
                new
                {
                    slug = "ukraine",
                    name = "Ukraine",
                    kind = "STATE",
                },
                $"\"{party.GetProperty("version").GetInt32()}\""
            )
        ).Expect(200);
        var corrected = await CorrectAsync(ChangedDataset.RewordedPosition, "Somebody's words");
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ChangedDataset.MovedPosition}/retraction", new { note = "No" })).Expect(
            200
        );
        await CiteAsync(ChangedDataset.GonePosition, "positions");
        await CiteAsync(ChangedDataset.ChangedMilestone, "milestones");

        var renewed = await RenewWithAsync(changed);

        renewed
            .GetProperty("kept")
            .EnumerateArray()
            .Select(x => $"{x.Text("noun")} {x.Text("subject")}: {x.Text("reason")}")
            .ShouldBe(
                [
                    "PARTY ukraine: edited by admin in revision 2",
                    $"POSITION {corrected}: corrected by admin in revision 3",
                    $"POSITION {ChangedDataset.MovedPosition}: retracted by admin in revision 4",
                    $"POSITION {ChangedDataset.GonePosition}: cited by admin in revision 6",
                ],
                ignoreOrder: true
            );
        var milestone = (await MilestoneAsync(ChangedDataset.ChangedMilestone)).Text("supersededBy")!;
        Cited(await MilestoneAsync(milestone)).ShouldContain(60);
        (await app.GetAsync($"/api/v1/parties/ukraine?knownAt={await HeadAsync()}")).GetProperty("aliases").GetArrayLength().ShouldBe(0);

        Counts(await RenewWithAsync(changed)).ShouldBeEmpty();
        changed.EditArticles(x => ChangedDataset.Change(x, "milestones", ChangedDataset.ChangedMilestone, y => y["summary"] = "Once more"));
        Counts(await RenewWithAsync(changed)).ShouldBe(["MILESTONE CORRECTED 1"]);
        milestone = (await MilestoneAsync(milestone)).Text("supersededBy")!;
        Cited(await MilestoneAsync(milestone)).ShouldContain(60);

        async Task<JsonElement> MilestoneAsync(string id) =>
            (await app.GetAsync($"/api/v1/milestones/{id}?knownAt={await HeadAsync()}")).GetProperty("item");

        static IEnumerable<int> Cited(JsonElement record) =>
            record
                .GetProperty("citations")
                .EnumerateArray()
                .Where(x => x.GetProperty("article").Text("slug") == "another-paper")
                .Select(x => x.GetProperty("paragraph").GetInt32());
    }

    [Fact]
    public async Task A_person_who_wrote_what_the_release_writes_has_nothing_kept()
    {
        var changed = new ChangedDataset();
        changed.EditArticles(x =>
            ChangedDataset.Change(x, "positions", ChangedDataset.RewordedPosition, y => y["summary"] = "Somebody's words")
        );
        await CorrectAsync(ChangedDataset.RewordedPosition, "Somebody's words");

        var renewed = await RenewWithAsync(changed);

        (renewed.GetProperty("changes").GetInt32(), renewed.GetProperty("kept").GetArrayLength()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Of_two_renewals_at_once_one_makes_the_revision()
    {
        await using var service = ChangedDataset.OfEveryKind().StartOn(app, ("Database:LockSeconds", "60"));
        using var client = service.CreateDefaultClient(new WithKey());

        var answers = await Task.WhenAll(RenewAsync(client), RenewAsync(client));

        answers
            .Select(x => x.Expect(200).GetProperty("revision"))
            .Select(x => x.ValueKind == JsonValueKind.Null ? 0 : x.GetInt64())
            .Order()
            .ShouldBe([0, 2]);
        (await HeadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_renewal_that_is_cut_off_leaves_nothing_and_can_be_repeated()
    {
        await using var service = ChangedDataset.OfEveryKind().StartOn(app, ("Database:LockSeconds", "60"));
        using var client = service.CreateDefaultClient(new WithKey());
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // It has written its revision when it comes to its remarks.
            await ExecuteAsync("LOCK TABLE remark IN EXCLUSIVE MODE");
            var renewal = RenewAsync(client);
            const string Waiting = "SELECT pid FROM pg_locks WHERE relation = 'remark'::regclass AND NOT granted";
            for (var i = 0; i < 600 && await ExecuteAsync(Waiting) is null; i++)
            {
                await Task.Delay(100);
            }

            await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM ({Waiting}) x");
            (await renewal).Status.ShouldBe(503);
            await transaction.RollbackAsync();
        }

        (await HeadAsync()).ShouldBe(1);
        (await ExecuteAsync("SELECT count(*) FROM position WHERE recorded_in > 1 OR superseded_in IS NOT NULL")).ShouldBe(0L);
        (await RenewAsync(client)).Expect(200).GetProperty("revision").GetInt64().ShouldBe(2);

        async Task<object?> ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_same_answer()
    {
        await using var service = ChangedDataset.OfEveryKind().StartOn(app);
        using var client = service.CreateDefaultClient(new WithKey());

        var (first, second) = (await RenewAsync(client, "", "once"), await RenewAsync(client, "", "once"));

        second.Expect(200).GetRawText().ShouldBe(first.Expect(200).GetRawText());
        first.Expect(200).GetProperty("revision").GetInt64().ShouldBe(2);

        // There is nothing left to do, which is kept as well, and takes no number.
        var (third, fourth) = (await RenewAsync(client, "", "again"), await RenewAsync(client, "", "again"));
        fourth.Expect(200).GetRawText().ShouldBe(third.Expect(200).GetRawText());
        third.Expect(200).GetProperty("changes").GetInt32().ShouldBe(0);
        (await HeadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Only_an_administrator_renews_and_only_a_data_set_that_there_is()
    {
        var analyst = await app.KeyAsync("ANALYST");

        (await app.SendAsync(HttpMethod.Post, Renewal, new { note = "Why" }, key: analyst)).Expect(403);
        (await app.SendAsync(HttpMethod.Get, "/api/v1/datasets", key: analyst)).Expect(403);
        (await app.SendAsync(HttpMethod.Post, "/api/v1/datasets/russia-ukraine-2024/renewal", new { note = "Why" })).Expect(404);
        (await app.SendAsync(HttpMethod.Post, Renewal, new { note = "" })).Expect(400);
    }

    [Fact]
    public async Task A_ledger_that_did_not_begin_with_the_data_set_has_nothing_to_renew()
    {
        await using var other = new ShippedNowhere();
        await other.InitializeAsync();

        (await other.SendAsync(HttpMethod.Post, Renewal, new { note = "Why" })).Expect(409);
        var listed = (await DatasetsAsync(other.Client)).Items().Single();
        listed.GetProperty("loadedIn").ValueKind.ShouldBe(JsonValueKind.Null);
        listed.GetProperty("renewalDue").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_else_writes_a_note_of_a_renewal()
    {
        var note = $"Renewal of data set {ChangedDataset.Name}: mine";

        (
            await app.SendAsync(
                HttpMethod.Post,
                "/api/v1/parties",
                new
                {
                    note,
                    item = new
                    {
                        slug = "poland",
                        name = "Poland",
                        kind = "STATE",
                    },
                }
            )
        ).ErrorAt("/note");
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{ChangedDataset.GonePosition}/retraction", new { note })).ErrorAt(
            "/note"
        );
    }

    /// <summary>Of the database: an instance is told of what another has written only after it.</summary>
    private async Task<long> HeadAsync()
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT head FROM ledger", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<JsonElement> DatasetsAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets");
        request.Headers.Add("Authorization", $"Bearer {WithKey.AdminSecret}");
        using var response = await client.SendAsync(request);
        return (await Answer.OfAsync(response)).Expect(200);
    }

    private async Task<JsonElement> RenewWithAsync(ChangedDataset dataset)
    {
        await using var service = dataset.StartOn(app);
        using var client = service.CreateDefaultClient(new WithKey());
        return (await RenewAsync(client)).Expect(200);
    }

    private static async Task<Answer> RenewAsync(HttpClient client, string query = "", string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Renewal + query)
        {
            Content = JsonContent.Create(new { note = "A new release" }, options: JsonConventions.Options),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    private async Task<string> CorrectAsync(string id, string summary)
    {
        var record = (await app.GetAsync($"/api/v1/positions/{id}")).GetProperty("item");
        var cited = record.GetProperty("citations")[0];
        var body = new
        {
            party = record.Slug("party"),
            proposal = record.Slug("target"),
            stance = record.Text("stance"),
            summary,
            statedOn = new { edtf = record.GetProperty("statedOn").Text("edtf"), basis = record.GetProperty("statedOn").Text("basis") },
            speaker = record.Slug("speaker"),
            mode = record.Text("mode"),
            article = cited.GetProperty("article").Text("slug"),
            paragraph = cited.GetProperty("paragraph").GetInt32(),
        };
        return (await app.PostAsync($"/api/v1/positions/{id}/correction", body)).Expect(201).GetProperty("item").Text("id")!;
    }

    private async Task CiteAsync(string id, string noun)
    {
        var article = new
        {
            slug = "another-paper",
            title = "Another paper",
            publishedOn = new { edtf = "2026-01-01", basis = "STATED" },
            paragraphDigests = Enumerable.Range(0, 60).Select(x => $"{x:x64}"),
        };
        var added = await app.PostAsync("/api/v1/articles?dryRun=true", article);
        if (added.Status == 200)
        {
            (await app.PostAsync("/api/v1/articles", article)).Expect(201);
        }

        (await app.PostAsync($"/api/v1/{noun}/{id}/citations", new { article = "another-paper", paragraph = 60 })).Expect(201);
    }

    private async Task<List<string>> PinnedAsync()
    {
        List<string> answers = [];
        foreach (var question in (string[])[.. Questions, "revisions/1"])
        {
            var pin =
                question.StartsWith("revisions", StringComparison.Ordinal) ? ""
                : question.Contains('?') ? "&knownAt=1"
                : "?knownAt=1";
            answers.Add(await app.GetTextAsync($"/api/v1/{question}{pin}"));
        }

        return answers;
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string question) =>
        await client.GetFromJsonAsync<JsonElement>($"/api/v1/{question}");

    private static List<string> Counts(JsonElement renewed) =>
        [
            .. renewed
                .GetProperty("counts")
                .EnumerateArray()
                .Select(x => $"{x.Text("noun")} {x.Text("action")} {x.GetProperty("changes").GetInt32()}"),
        ];
}

/// <summary>A ledger that began empty.</summary>
public sealed class ShippedNowhere() : LedgerApp(dataset: ""), IAsyncDisposable
{
    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
}
