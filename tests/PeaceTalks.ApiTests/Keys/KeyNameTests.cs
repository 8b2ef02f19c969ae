using PeaceTalks.Api.Keys;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Keys;

/// <summary>The name of a key is an author, so no two authors may look alike.</summary>
public sealed class KeyNameTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("PeaceTalks")]
    [InlineData("peacetalks")]
    [InlineData("PeaceTaIks")]
    [InlineData("ＰｅａｃｅＴａｌｋｓ")]
    public async Task The_service_alone_writes_under_its_name(string name)
    {
        var answer = await AddAsync(name);

        answer.Expect(422);
        answer.ErrorAt("/name").ShouldContain("'PeaceTalks' is the author of what the service itself writes");
    }

    [Fact]
    public async Task A_name_mixes_no_alphabets()
    {
        var answer = await AddAsync("Оlena");

        answer.Expect(400);
        answer.ErrorAt("/name").ShouldContain("mixes alphabets");
    }

    [Theory]
    [InlineData("Marta, coding", "marta, coding")]
    [InlineData("Petro, coding", "Petro,  coding")]
    [InlineData("Cop", "Сор")]
    public async Task A_name_that_looks_like_that_of_another_key_is_refused(string known, string alike)
    {
        await app.KeyAsync("ANALYST", known);

        var answer = await AddAsync(alike);

        answer.Expect(422);
        answer.ErrorAt("/name").ShouldContain($"looks like '{known}'");
    }

    [Fact]
    public async Task What_looks_like_the_name_of_a_revoked_key_is_refused_and_the_name_itself_is_not()
    {
        await RevokeAsync(await AddedAsync("Ivan"));

        var alike = await AddAsync("IVAN");
        var successor = await AddAsync("Ivan");

        alike.Expect(422);
        alike.ErrorAt("/name").ShouldContain("looks like 'Ivan'");
        successor.Expect(201);
    }

    [Fact]
    public async Task Of_two_names_that_look_alike_at_once_one_is_given()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AddAsync(i % 2 == 0 ? "Race" : "RACE")));

        answers.Count(x => x.Status == 201).ShouldBe(1);
        answers.Where(x => x.Status != 201).ShouldAllBe(x => x.Status == 409 || x.Status == 422);
    }

    /// <summary>An earlier release took such names.</summary>
    [Fact]
    public async Task A_ledger_that_holds_two_names_that_look_alike_goes_on_with_both()
    {
        var first = await AddedAsync("Twin");
        var second = await AddedAsync("Other");
        await Sql.ScalarAsync(app.ConnectionString, $"UPDATE key SET name = 'TWIN' WHERE id = '{second}'");

        await using var service = app.Start();
        using var client = service.CreateClient();
        ((int)(await client.GetAsync("/health/ready")).StatusCode).ShouldBe(200);
        await RevokeAsync(first);
        var beside = await AddAsync("Twin");
        await RevokeAsync(second);
        var again = await AddAsync("Twin");

        beside.Expect(422);
        beside.ErrorAt("/name").ShouldContain("looks like 'TWIN'");
        again.Expect(201);
    }

    [Fact]
    public async Task The_first_key_takes_no_name_that_looks_like_another()
    {
        await Sql.ScalarAsync(app.ConnectionString, "UPDATE key SET name = 'Admin' WHERE name = 'admin'");
        try
        {
            var secret = Secret.New();
            await using var service = app.Start(("Keys:Admin", secret.Text));
            service.CreateClient().Dispose();

            var made = await Sql.ScalarAsync(app.ConnectionString, $"SELECT name FROM key WHERE hint = '{secret.Hint}'");
            made.ShouldBe($"admin {secret.Hint}");
        }
        finally
        {
            await Sql.ScalarAsync(app.ConnectionString, "UPDATE key SET name = 'admin' WHERE name = 'Admin'");
        }
    }

    private Task<Answer> AddAsync(string name) => app.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name, role = "ANALYST" });

    private async Task<Guid> AddedAsync(string name) => (await AddAsync(name)).Expect(201).GetProperty("key").GetProperty("id").GetGuid();

    private async Task RevokeAsync(Guid key) =>
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/keys/{key}/revocation", new { note = "For a test" })).Expect(200);
}
