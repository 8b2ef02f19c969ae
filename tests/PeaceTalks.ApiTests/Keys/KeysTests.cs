using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Keys;

public sealed class KeysTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Keys = "/api/v1/keys";

    [Fact]
    public async Task A_secret_is_shown_once_and_kept_nowhere()
    {
        var made = (await app.SendAsync(HttpMethod.Post, Keys, new { name = "Shown once", role = "ANALYST" })).Expect(201);
        var secret = made.GetProperty("secret").GetString()!;
        var id = made.GetProperty("key").GetProperty("id").GetGuid();

        var listed = await AdminAsync(HttpMethod.Get, Keys);
        var read = await AdminAsync(HttpMethod.Get, $"{Keys}/{id}");
        await using var connection = await app.ConnectAsync();
        await using var dump = new NpgsqlCommand(
            "SELECT string_agg(k::text, '') || (SELECT string_agg(e::text, '') FROM audit_entry e) FROM key k",
            connection
        );
        var kept = (string)(await dump.ExecuteScalarAsync())!;

        (listed.Text + read.Text + kept).ShouldNotContain(secret[12..]);
        read.Expect(200).GetRawText().ShouldBe(made.GetProperty("key").GetRawText());
        read.Json.Text("hint").ShouldBe(secret.Substring(3, 8));
        listed.Text.ShouldContain(id.ToString());
    }

    [Fact]
    public async Task The_author_of_a_revision_is_the_name_of_the_key()
    {
        var talks = await TestTalks.NewAsync(app);
        var secret = await app.KeyAsync("ANALYST", "Olena, coding");

        var written = (
            await app.SendAsync(HttpMethod.Post, "/api/v1/positions", LedgerApp.Write(talks.PositionBody()), key: secret)
        ).Expect(201);

        (await app.GetAsync($"/api/v1/revisions/{written.GetProperty("revision").GetInt64()}"))
            .GetProperty("revision")
            .Text("author")
            .ShouldBe("Olena, coding");
    }

    [Fact]
    public async Task Nobody_says_who_writes_but_the_key()
    {
        var talks = await TestTalks.NewAsync(app);

        var forged = await app.SendAsync(
            HttpMethod.Post,
            "/api/v1/positions",
            new
            {
                author = "Somebody else",
                note = "x",
                item = talks.PositionBody(),
            }
        );

        forged.Status.ShouldBe(400);
        forged.ErrorAt("/author").ShouldContain("is unknown");
    }

    [Theory]
    [InlineData(null, "needs a key")]
    [InlineData("Bearer", "Bearer pt_")]
    [InlineData("Basic dXNlcjpwYXNz", "Bearer pt_")]
    [InlineData("Bearer secret", "begin with pt_")]
    [InlineData("Bearer pt_AAAA", "did you copy all of it")]
    [InlineData("Bearer pt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "typo")]
    [InlineData("unknown", "not known here")]
    [InlineData("revoked", "was revoked at 20")]
    [InlineData("expired", "expired at 20")]
    public async Task What_is_wrong_with_a_key_is_told_with_401(string? given, string said)
    {
        var authorization = given switch
        {
            "unknown" => $"Bearer {PeaceTalks.Api.Keys.Secret.New().Text}",
            "revoked" => $"Bearer {await RevokedAsync()}",
            "expired" => $"Bearer {await ExpiredAsync()}",
            _ => given,
        };

        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/v1/parties"), (HttpMethod.Get, Keys) })
        {
            var (status, wwwAuthenticate, problem) = await RawAsync(method, path, authorization);

            status.ShouldBe(401, problem);
            wwwAuthenticate.ShouldBe(given is null ? "Bearer" : "Bearer error=\"invalid_token\"");
            problem.ShouldContain("/problems/unauthenticated");
            problem.ShouldContain(said);
            problem.ShouldNotContain(authorization?.Split(' ')[^1] is { Length: > 20 } secret ? secret : "no secret");
        }
    }

    /// <summary>Where reads are open, none is needed; but who sends a wrong one is told so.</summary>
    [Fact]
    public async Task A_wrong_key_is_refused_where_none_is_needed()
    {
        (await RawAsync(HttpMethod.Get, "/api/v1/parties", null)).Status.ShouldBe(200);
        (await RawAsync(HttpMethod.Get, "/api/v1/parties", $"Bearer {await app.KeyAsync("READER")}")).Status.ShouldBe(200);
        (await RawAsync(HttpMethod.Get, "/api/v1/parties", $"Bearer {await RevokedAsync()}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_by_every_instance()
    {
        await using var other = app.Start();
        using var there = other.CreateClient();
        var secret = await app.KeyAsync("READER");
        there.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        ((int)(await there.GetAsync("/api/v1/parties")).StatusCode).ShouldBe(200);

        await RevokeAsync(secret);

        ((int)(await there.GetAsync("/api/v1/parties")).StatusCode).ShouldBe(401);
    }

    /// <summary>The headers bring a good key, and the body takes its time.</summary>
    [Theory]
    [InlineData("/api/v1/parties", "ANALYST")]
    [InlineData("/api/v1/keys", "ADMIN")]
    [InlineData("/api/v1/epoch", "ADMIN")]
    public async Task A_key_that_is_revoked_while_the_body_is_on_its_way_writes_nothing(string path, string role)
    {
        var secret = await app.KeyAsync(role);
        var head = await app.HeadAsync();
        var body = new SlowBody(
            path.Split('/')[^1] switch
            {
                "parties" => JsonSerializer.Serialize(
                    LedgerApp.Write(
                        new
                        {
                            slug = $"slow-{Guid.NewGuid()}",
                            name = "Slow",
                            kind = "STATE",
                        }
                    )
                ),
                "keys" => $$"""{"name": "{{Guid.NewGuid()}}", "role": "READER"}""",
                _ => """{"note": "Slow"}""",
            }
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Authorization = new("Bearer", secret);

        var sending = app.Client.SendAsync(request);
        await body.Begun;
        await Task.Delay(500);
        await RevokeAsync(secret);
        body.GoOn();
        using var answer = await sending;

        ((int)answer.StatusCode).ShouldBe(401);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("while the request was being sent");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Closed_reads_need_a_key_and_are_kept_by_nobody_else()
    {
        await using var closed = app.Start(("Reads:Open", "false"));
        using var client = closed.CreateClient();

        ((int)(await client.GetAsync("/api/v1/parties")).StatusCode).ShouldBe(401);
        ((int)(await client.GetAsync("/health/ready")).StatusCode).ShouldBe(200);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await app.KeyAsync("READER"));
        using var read = await client.GetAsync("/api/v1/parties");
        ((int)read.StatusCode).ShouldBe(200);
        read.Headers.CacheControl!.Private.ShouldBeTrue();
        read.Headers.Vary.ShouldContain("Authorization");
        (await app.GetAsync("/api/v1/parties")).GetProperty("items").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    [Breaks(By.Api, "ux_key_name")]
    public async Task A_name_belongs_to_one_key_until_that_is_revoked()
    {
        var first = await app.KeyAsync("ANALYST", "nightly");

        var second = await app.SendAsync(HttpMethod.Post, Keys, new { name = "nightly", role = "ANALYST" });
        await RevokeAsync(first);

        second.Status.ShouldBe(409);
        second.ErrorAt("/name").ShouldContain("another key");
        await app.KeyAsync("ANALYST", "nightly");
    }

    [Theory]
    [Breaks(By.Api, "ck_key_name", "ck_key_expires_later")]
    [InlineData("""{"name": "", "role": "READER"}""", "/name", "is empty")]
    [InlineData("""{"role": "READER"}""", "/name", "is missing")]
    [InlineData("""{"name": "x"}""", "/role", "is missing")]
    [InlineData("""{"name": "x", "role": "OWNER"}""", "/role", "READER, ANALYST, ADMIN")]
    [InlineData("""{"name": "x", "role": 2}""", "/role", "READER, ANALYST, ADMIN")]
    [InlineData("""{"name": "x", "role": "READER", "expiresAt": "2020-01-01T00:00:00Z"}""", "/expiresAt", "future")]
    [InlineData("""{"name": "x", "role": "READER", "secret": "pt_"}""", "/secret", "is unknown")]
    public async Task What_makes_no_key_is_told_at_its_place(string body, string place, string said)
    {
        var answer = await app.SendAsync(HttpMethod.Post, Keys, body);

        answer.Status.ShouldBe(400);
        answer.ErrorAt(place).ShouldContain(said);
    }

    [Fact]
    public async Task A_name_and_a_note_may_be_as_long_as_their_limits_and_no_longer()
    {
        (await app.SendAsync(HttpMethod.Post, Keys, new { name = new string('n', 201), role = "READER" }))
            .ErrorAt("/name")
            .ShouldContain("at most 200");
        var key = (await app.SendAsync(HttpMethod.Post, Keys, new { name = new string('n', 200), role = "READER" }))
            .Expect(201)
            .GetProperty("key")
            .Text("id");
        (await app.SendAsync(HttpMethod.Post, $"{Keys}/{key}/revocation", new { note = new string('n', 1001) }))
            .ErrorAt("/note")
            .ShouldContain("at most 1000");
        (await app.SendAsync(HttpMethod.Post, $"{Keys}/{key}/revocation", new { note = new string('n', 1000) })).Expect(200);
    }

    [Fact]
    public async Task The_last_admin_is_not_revoked_and_of_two_that_revoke_each_other_one_stays()
    {
        await using var alone = new EmptyLedger();
        await alone.InitializeAsync();
        var admin = (await alone.SendAsync(HttpMethod.Get, Keys, key: WithKey.AdminSecret)).Expect(200).GetProperty("items")[0].Text("id");
        (await alone.SendAsync(HttpMethod.Post, $"{Keys}/{admin}/revocation", new { note = "x" })).Status.ShouldBe(409);

        var made = (await alone.SendAsync(HttpMethod.Post, Keys, new { name = "second", role = "ADMIN" })).Expect(201);
        var (other, secret) = (made.GetProperty("key").Text("id"), made.Text("secret"));
        var both = await Task.WhenAll(
            alone.SendAsync(HttpMethod.Post, $"{Keys}/{other}/revocation", new { note = "x" }),
            alone.SendAsync(HttpMethod.Post, $"{Keys}/{admin}/revocation", new { note = "x" }, key: secret)
        );

        both.Select(x => x.Status).Count(x => x == 200).ShouldBe(1);
    }

    [Fact]
    public async Task An_ADMIN_that_is_about_to_expire_is_no_successor()
    {
        await using var alone = new EmptyLedger();
        await alone.InitializeAsync();
        var admin = (await alone.SendAsync(HttpMethod.Get, Keys, key: WithKey.AdminSecret)).Expect(200).GetProperty("items")[0].Text("id");
        var soon = await AddAsync("ADMIN", TimeSpan.FromHours(23));

        var refused = await alone.SendAsync(HttpMethod.Post, $"{Keys}/{admin}/revocation", new { note = "x" });
        (await alone.SendAsync(HttpMethod.Post, $"{Keys}/{soon.Text("id")}/revocation", new { note = "x" })).Expect(200);
        var later = await AddAsync("ADMIN", TimeSpan.FromHours(25));
        var revoked = await alone.SendAsync(HttpMethod.Post, $"{Keys}/{admin}/revocation", new { note = "x" });

        refused.Expect(409).GetProperty("detail").GetString()!.ShouldContain("for at least one more day");
        revoked.Expect(200);
        later.Text("role").ShouldBe("ADMIN");

        async Task<JsonElement> AddAsync(string role, TimeSpan life) => (
                await alone.SendAsync(
                    HttpMethod.Post,
                    Keys,
                    new
                    {
                        name = $"{role} {life}",
                        role,
                        expiresAt = DateTimeOffset.UtcNow + life,
                    }
                )
            ).Expect(201).GetProperty("key");
    }

    [Fact]
    public async Task Who_is_no_ADMIN_is_revoked_by_one_that_is_about_to_expire()
    {
        await using var alone = new EmptyLedger();
        await alone.InitializeAsync();
        var reader = (await alone.SendAsync(HttpMethod.Post, Keys, new { name = "r", role = "READER" }))
            .Expect(201)
            .GetProperty("key")
            .Text("id");
        await LocalPostgres.Sql.ScalarAsync(
            alone.ConnectionString,
            "UPDATE key SET expires_at = now() + interval '1 hour' WHERE role = 'ADMIN'"
        );

        (await alone.SendAsync(HttpMethod.Post, $"{Keys}/{reader}/revocation", new { note = "x" })).Expect(200);
    }

    [Fact]
    public async Task Keys_and_their_use_are_in_the_audit()
    {
        var made = (await app.SendAsync(HttpMethod.Post, Keys, new { name = "Audited", role = "READER" })).Expect(201);
        var (id, secret) = (made.GetProperty("key").Text("id"), made.Text("secret"));
        (await app.SendAsync(HttpMethod.Get, "/api/v1/parties", key: secret)).Expect(200);
        (
            await Eventually.BecomesAsync(
                async () => (await AdminAsync(HttpMethod.Get, $"/api/v1/audit?key={id}&action=KEY_USED")).Expect(200).Items().Any(),
                TimeSpan.FromSeconds(30)
            )
        ).ShouldBeTrue();
        (await AdminAsync(HttpMethod.Get, $"{Keys}/{id}")).Json.GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.String);
        (await app.SendAsync(HttpMethod.Post, $"{Keys}/{id}/revocation", new { note = "Lost" })).Expect(200);

        var audit = (await AdminAsync(HttpMethod.Get, $"/api/v1/audit?key={id}")).Expect(200).Items().ToList();

        audit
            .Select(x => (x.Text("action"), x.GetProperty("by").Text("name"), x.Text("note")))
            .ShouldBe([("KEY_REVOKED", WithKey.Author, "Lost"), ("KEY_USED", "Audited", null), ("KEY_CREATED", WithKey.Author, null)]);
        audit.ShouldAllBe(x => x.GetProperty("key").Text("id") == id);
    }

    [Fact]
    public async Task Lists_of_keys_and_of_the_audit_come_in_pages_that_show_each_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await app.KeyAsync("READER");
        }

        foreach (var list in new[] { Keys, "/api/v1/audit" })
        {
            var all = (await AdminAsync(HttpMethod.Get, $"{list}?limit=200")).Expect(200).Items().Select(x => x.Text("id")).ToList();
            List<string?> paged = [];
            string? cursor = null;
            do
            {
                var page = (await AdminAsync(HttpMethod.Get, $"{list}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200);
                page.Items().Count().ShouldBeInRange(1, 2);
                paged.AddRange(page.Items().Select(x => x.Text("id")));
                cursor = page.Text("nextCursor");
            } while (cursor is not null);

            // Others may have been made meanwhile: before the first.
            paged.TakeLast(all.Count).ShouldBe(all);
            (await AdminAsync(HttpMethod.Get, $"{list}?cursor=nonsense")).ErrorAt("cursor").ShouldContain("is not a cursor");
        }
    }

    [Fact]
    [Breaks(
        By.Sql,
        "ck_key_name",
        "ck_key_role",
        "ck_key_hash",
        "ck_key_expires_later",
        "ux_key_hash",
        "ux_key_name",
        "ck_audit_entry_action",
        "ck_audit_entry_about_a_key",
        "ck_kept_answer_success",
        "ck_kept_answer_fingerprint"
    )]
    public async Task The_database_refuses_it_too()
    {
        const string Key = "INSERT INTO key (id, name, role, hint, hash, created_at, expires_at)";
        const string Values = "SELECT gen_random_uuid(), 'new', 'READER', 'hinthint', sha256('x'), now(), NULL";
        const string Admin = "(SELECT id FROM key LIMIT 1)";
        var broken = new Dictionary<string, string>
        {
            ["ck_key_name"] = $"{Key} {Values.Replace("'new'", "''")}",
            ["ck_key_role"] = $"{Key} {Values.Replace("'READER'", "'OWNER'")}",
            ["ck_key_hash"] = $"{Key} {Values.Replace("sha256('x')", "'\\x00'::bytea")}",
            ["ck_key_expires_later"] = $"{Key} {Values.Replace("NULL", "now()")}",
            ["ux_key_hash"] = $"{Key} {Values.Replace("sha256('x')", "(SELECT hash FROM key LIMIT 1)")}",
            ["ux_key_name"] = $"{Key} {Values.Replace("'new'", "(SELECT name FROM key WHERE revoked_at IS NULL LIMIT 1)")}",
            ["ck_audit_entry_action"] =
                $"INSERT INTO audit_entry (id, at, action, key) SELECT gen_random_uuid(), now(), 'KEY_LOST', {Admin}",
            ["ck_audit_entry_about_a_key"] = "INSERT INTO audit_entry (id, at, action) VALUES (gen_random_uuid(), now(), 'KEY_CREATED')",
            ["ck_kept_answer_success"] = $"INSERT INTO kept_answer VALUES ({Admin}, 'x', sha256('x'), now(), 503, '[]', '')",
            ["ck_kept_answer_fingerprint"] = $"INSERT INTO kept_answer VALUES ({Admin}, 'x', '', now(), 201, '[]', '')",
        };

        foreach (var (constraint, statement) in broken)
        {
            await app.ShouldBreakAsync(constraint, sql => sql.ExecuteAsync(statement));
        }
    }

    private Task<Answer> AdminAsync(HttpMethod method, string path) => app.SendAsync(method, path, key: WithKey.AdminSecret);

    private async Task<string> RevokedAsync()
    {
        var secret = await app.KeyAsync("ADMIN");
        await RevokeAsync(secret);
        return secret;
    }

    private async Task RevokeAsync(string secret)
    {
        var id = (await AdminAsync(HttpMethod.Get, $"{Keys}?limit=200"))
            .Expect(200)
            .Items()
            .Single(x => x.Text("hint") == secret.Substring(3, 8))
            .Text("id");
        (await app.SendAsync(HttpMethod.Post, $"{Keys}/{id}/revocation", new { note = "For a test" })).Expect(200);
    }

    /// <summary>Made by an instance that lives in the past.</summary>
    private async Task<string> ExpiredAsync()
    {
        var then = DateTimeOffset.UtcNow.AddDays(-10);
        await using var past = app.Factory.WithWebHostBuilder(host =>
            host.ConfigureTestServices(x => x.AddSingleton<TimeProvider>(new At(then)))
        );
        using var client = past.CreateDefaultClient(new WithKey());
        using var made = await client.PostAsync(
            Keys,
            new StringContent(
                JsonSerializer.Serialize(
                    new
                    {
                        name = $"Expired {Guid.NewGuid()}",
                        role = "ADMIN",
                        expiresAt = then.AddDays(1),
                    }
                ),
                System.Text.Encoding.UTF8,
                "application/json"
            )
        );
        return JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("secret").GetString()!;
    }

    private async Task<(int Status, string WwwAuthenticate, string Problem)> RawAsync(HttpMethod method, string path, string? authorization)
    {
        using var client = app.Factory.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.WwwAuthenticate.ToString(), await response.Content.ReadAsStringAsync());
    }

    private sealed class At(DateTimeOffset then) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => then;
    }

    /// <summary>Sends the first byte, and the others when it is told to.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] bytes;
        private readonly TaskCompletionSource begun = new();
        private readonly TaskCompletionSource goOn = new();

        public SlowBody(string json)
        {
            bytes = System.Text.Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        public void GoOn() => goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, 1));
            await stream.FlushAsync();
            begun.SetResult();
            await goOn.Task;
            await stream.WriteAsync(bytes.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
