using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Records;

public sealed class CitationConstraintTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    [Breaks(
        By.Sql,
        "ck_citation_one_record",
        "ck_citation_paragraph",
        "ck_citation_superseded_later",
        "ux_citation_position",
        "ux_citation_milestone",
        "ux_citation_meeting"
    )]
    public async Task A_citation_is_of_one_record_and_one_paragraph_which_the_record_cites_once()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        var milestone = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();
        var meeting = (await talks.AddAsync("meetings", talks.MeetingBody())).GetProperty("item").GetProperty("id").GetGuid();
        Task BreakAsync(string constraint, string where, string columns) =>
            app.ShouldBreakAsync(constraint, sql => sql.CopyAsync("citation", where, columns));

        await BreakAsync("ck_citation_one_record", $"position = '{position}'", $$"""{"milestone": "{{milestone}}"}""");
        await BreakAsync("ck_citation_one_record", $"position = '{position}'", """{"position": null}""");
        await BreakAsync("ck_citation_paragraph", $"position = '{position}'", """{"paragraph": 0}""");
        await BreakAsync("ck_citation_superseded_later", $"position = '{position}'", """{"paragraph": 2, "superseded_in": 1}""");
        await BreakAsync("ux_citation_position", $"position = '{position}'", "{}");
        await BreakAsync("ux_citation_milestone", $"milestone = '{milestone}'", "{}");
        await BreakAsync("ux_citation_meeting", $"meeting = '{meeting}'", "{}");
        await BreakAsync("ck_citation_one_record", $"position = '{position}'", $$"""{"meeting": "{{meeting}}"}""");
        await app.ShouldTakeAsync(sql => sql.CopyAsync("citation", $"position = '{position}'", """{"paragraph": 2}"""));
    }

    [Theory]
    [Breaks(By.Api, "ck_citation_paragraph")]
    [InlineData("""{"paragraph": 0}""", 400, "/item/paragraph", "1 or more")]
    [InlineData("""{"paragraph": -1}""", 400, "/item/paragraph", "1 or more")]
    [InlineData("""{"citations": [{"article": "$article", "paragraph": 0}]}""", 400, "/item/citations/0/paragraph", "1 or more")]
    [InlineData("""{"paragraph": 11}""", 422, "/item/paragraph", "has no paragraph")]
    [InlineData("""{"citations": [{"article": "$article", "paragraph": 11}]}""", 422, "/item/citations/0/paragraph", "has no paragraph")]
    [InlineData("""{"citations": [{"article": "$article", "paragraph": 1}]}""", 422, "/item/citations", "the same paragraph twice")]
    [InlineData("""{"article": "nowhere"}""", 422, "/item/article", "'nowhere' does not exist")]
    [InlineData(
        """{"citations": [{"article": "nowhere", "paragraph": 1}]}""",
        422,
        "/item/citations/0/article",
        "'nowhere' does not exist"
    )]
    public async Task A_citation_of_no_paragraph_is_refused_where_it_is_wrong(string members, int status, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);

        foreach (
            var answer in new[]
            {
                await app.PostAsync("/api/v1/positions", talks.With(talks.PositionBody(), members)),
                await app.PostAsync("/api/v1/milestones", talks.With(talks.MilestoneBody(), members)),
                await app.PostAsync("/api/v1/meetings", talks.With(talks.MeetingBody(), members)),
            }
        )
        {
            answer.Expect(status);
            answer.ErrorAt(pointer).ShouldContain(message);
        }
    }

    [Theory]
    [Breaks(By.Api, "ux_citation_position", "ux_citation_milestone", "ux_citation_meeting")]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("meetings")]
    public async Task A_record_cites_a_paragraph_once(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var body = noun switch
        {
            "positions" => talks.PositionBody(),
            "milestones" => talks.MilestoneBody(),
            _ => talks.MeetingBody(),
        };
        var id = (await talks.AddAsync(noun, body)).GetProperty("item").GetProperty("id").GetGuid();
        (await app.PostAsync($"/api/v1/{noun}/{id}/citations", new { article = talks.Article, paragraph = 2 })).Expect(201);

        var again = await app.PostAsync($"/api/v1/{noun}/{id}/citations", new { article = talks.Article, paragraph = 2 });
        var twice = await app.SendAsync(
            HttpMethod.Post,
            $"/api/v1/articles/{talks.Article}/coding",
            LedgerApp.Write(new { citations = new[] { new { record = id, paragraph = 3 }, new { record = id, paragraph = 3 } } })
        );

        again.Expect(409).GetProperty("conflictsWith").GetString().ShouldBe($"/api/v1/{noun}/{id}");
        again.Json.GetProperty("detail").GetString()!.ShouldContain("paragraph 2");
        twice.Expect(422);
        twice.ErrorAt("/item/citations/1").ShouldContain("the same paragraph twice");
    }
}
