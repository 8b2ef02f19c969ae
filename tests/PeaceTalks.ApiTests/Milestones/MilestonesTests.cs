namespace PeaceTalks.ApiTests.Milestones;

public sealed class MilestonesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("", "d c b a")]
    [InlineData("&sort=happenedOn", "a b c d")]
    [InlineData("&issue=$land", "c")]
    [InlineData("&issue=$border", "b a")]
    [InlineData("&issue=$land&includeSubIssues=true", "c b a")]
    [InlineData("&proposal=$proposal", "b a")]
    [InlineData("&by=$north", "a")]
    [InlineData("&by=$south", "b")]
    [InlineData("&assertedBy=$north", "b")]
    [InlineData("&step=SUBMITTED", "a")]
    [InlineData("&step=SUBMITTED&step=SETTLED", "d a")]
    [InlineData("&article=$article", "c b a")]
    [InlineData("&article=$article-2", "d")]
    [InlineData("&asOf=2026-03-02", "b a")]
    [InlineData("&status=SUPERSEDED", "")]
    [InlineData("&status=ANY", "d c b a")]
    public async Task Filters_choose_milestones(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        foreach (
            var milestone in new[]
            {
                """{"summary": "a", "step": "SUBMITTED", "by": "$north", "happenedOn": {"edtf": "2026-03-01", "basis": "STATED"}}""",
                """{"summary": "b", "step": "REJECTED", "by": "$south", "speaker": "$northSpeaker", "happenedOn": {"edtf": "2026-03-02", "basis": "STATED"}}""",
                """{"summary": "c", "step": "NARROWED", "proposal": null, "issue": "$land", "happenedOn": {"edtf": "2026-03-03", "basis": "STATED"}}""",
                """{"summary": "d", "step": "SETTLED", "proposal": null, "process": "$process", "article": "$article-2"}""",
            }
        )
        {
            await talks.AddAsync("milestones", talks.With(talks.MilestoneBody(), milestone));
        }

        var found = await app.GetAsync($"/api/v1/milestones?process={talks.Process}{talks.Fill(filter)}");

        string.Join(' ', found.Each("summary")).ShouldBe(expected);
    }

    [Fact]
    public async Task Process_leaves_out_the_milestones_of_others()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        await talks.AddAsync("milestones", talks.MilestoneBody());
        await others.AddAsync("milestones", others.MilestoneBody());

        (await app.GetAsync($"/api/v1/milestones?process={talks.Process}"))
            .Items()
            .ShouldHaveSingleItem()
            .Slug("proposal")
            .ShouldBe(talks.Proposal);
    }

    [Fact]
    public async Task Who_told_of_a_step_is_kept_apart_from_who_took_it()
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = (
            await app.PostAsync(
                "/api/v1/milestones",
                talks.With(talks.MilestoneBody("REJECTED"), """{"by": "$south", "speaker": "$northSpeaker"}""")
            )
        ).Expect(201);

        var item = answer.GetProperty("item");
        (item.Slug("by"), item.Slug("assertedBy"), item.Text("attribution"), item.Text("mode")).ShouldBe(
            (talks.South, talks.North, "OTHER_PARTY", "PARAPHRASE")
        );
        item.Slug("process").ShouldBe(talks.Process);
        answer
            .GetProperty("derived")
            .EnumerateArray()
            .Select(x => x.GetString())
            .ShouldBe(["/item/happenedOn", "/item/assertedBy", "/item/mode"], ignoreOrder: true);
        answer.GetProperty("diff").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_corrected_milestone_stays_readable_and_a_retracted_one_leaves_the_list()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();

        var next = (await app.PostAsync($"/api/v1/milestones/{old}/correction", talks.MilestoneBody("DRAFTED")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        (await app.GetAsync($"/api/v1/milestones/{old}")).GetProperty("item").GetProperty("supersededBy").GetGuid().ShouldBe(next);
        (await app.GetAsync($"/api/v1/milestones?proposal={talks.Proposal}")).Each("summary").ShouldBe(["DRAFTED"]);
        (await app.GetAsync($"/api/v1/milestones?proposal={talks.Proposal}&status=SUPERSEDED")).Each("summary").ShouldBe(["SUBMITTED"]);

        (await app.SendAsync(HttpMethod.Post, $"/api/v1/milestones/{next}/retraction", new { note = "Test" })).Expect(200);
        (await app.GetAsync($"/api/v1/milestones?proposal={talks.Proposal}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_further_article_is_cited_for_a_milestone()
    {
        var talks = await TestTalks.NewAsync(app);
        var milestone = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();

        var answer = (
            await app.PostAsync($"/api/v1/milestones/{milestone}/citations", new { article = talks.Article, paragraph = 4 })
        ).Expect(201);

        answer
            .GetProperty("item")
            .GetProperty("citations")
            .EnumerateArray()
            .Select(x => x.GetProperty("paragraph").GetInt32())
            .ShouldBe([1, 4]);
        var position = await talks.RecordAsync(talks.PositionBody());
        (await app.PostAsync($"/api/v1/milestones/{position}/citations", new { article = talks.Article, paragraph = 4 })).Expect(404);
    }
}
