namespace PeaceTalks.ApiTests.Revisions;

[Trait("Category", "Endurance")]
public sealed class RevisionCostTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>Nothing is in memory: each page is asked of a service that has just started.</summary>
    [Fact]
    public async Task A_page_of_many_revisions_takes_no_more_statements_than_one_of_few()
    {
        var talks = await TestTalks.NewAsync(app);
        for (var i = 1; i <= 40; i++)
        {
            (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, $"North {i}"), $"\"{i}\"")).Expect(200);
            await talks.RecordAsync(talks.PositionBody(i % 2 == 0 ? "OPEN" : "OPPOSES", $"2026-01-{i % 28 + 1:00}"));
            await talks.AddAsync("milestones", talks.MilestoneBody());
            await talks.AddAsync(
                "remarks",
                new
                {
                    article = talks.Article,
                    paragraph = i % 9 + 1,
                    kind = "MOOD",
                    text = "Gloomy",
                }
            );
        }

        var few = await StatementsAsync("after=9&limit=4");
        var many = await StatementsAsync("after=9&limit=160");

        many.ShouldBe(few);
        many.ShouldBeLessThan(20);
    }

    private async Task<int> StatementsAsync(string query)
    {
        using var statements = new Statements(app.ConnectionString);
        await using var service = app.Start();
        using var client = service.CreateClient();
        var before = statements.Count;
        (await client.GetAsync($"/api/v1/revisions?{query}")).EnsureSuccessStatusCode();
        return statements.Count - before;
    }
}
