namespace PeaceTalks.ApiTests.Issues;

public sealed class IssuesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Process_and_parent_choose_issues()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);

        (await app.GetAsync($"/api/v1/issues?process={talks.Process}"))
            .Each("slug")
            .ShouldBe([talks.Border, talks.Land], ignoreOrder: true);
        (await app.GetAsync($"/api/v1/issues?parent={talks.Land}")).Each("slug").ShouldBe([talks.Border]);
        (await app.GetAsync($"/api/v1/issues?parent={talks.Border}")).Items().ShouldBeEmpty();
        (await app.GetAsync($"/api/v1/issues?process={others.Process}&parent={talks.Land}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_names_its_parent_and_what_is_just_below_it()
    {
        var talks = await TestTalks.NewAsync(app);

        var land = await app.GetAsync($"/api/v1/issues/{talks.Land}");
        var border = await app.GetAsync($"/api/v1/issues/{talks.Border}");

        land.Slug("parent").ShouldBeNull();
        land.GetProperty("subIssues").EnumerateArray().Select(x => x.Text("slug")).ShouldBe([talks.Border]);
        border.Slug("parent").ShouldBe(talks.Land);
        border.Slug("process").ShouldBe(talks.Process);
    }

    [Fact]
    public async Task The_tree_of_a_process_has_its_issues_at_their_places_with_their_proposals_counted()
    {
        var talks = await TestTalks.NewAsync(app);
        await TestTalks.NewAsync(app);
        var before = await app.HeadAsync();
        await talks.AddAsync("issues", talks.IssueBody($"{talks.Land}-deep", talks.Border));

        var tree = await app.GetAsync($"/api/v1/issues/tree?process={talks.Process}");

        tree.Slug("process").ShouldBe(talks.Process);
        var land = tree.GetProperty("issues").EnumerateArray().ShouldHaveSingleItem();
        (land.Text("slug"), land.GetProperty("proposals").GetInt32()).ShouldBe((talks.Land, 0));
        var border = land.GetProperty("subIssues").EnumerateArray().ShouldHaveSingleItem();
        (border.Text("slug"), border.GetProperty("proposals").GetInt32()).ShouldBe((talks.Border, 1));
        border.GetProperty("subIssues").EnumerateArray().ShouldHaveSingleItem().Text("slug").ShouldBe($"{talks.Land}-deep");
        (await app.GetTextAsync($"/api/v1/issues/tree?process={talks.Process}&knownAt={before}")).ShouldNotContain("-deep");
        await TestTalks.NewAsync(app);
        (await app.SendAsync(HttpMethod.Get, "/api/v1/issues/tree")).ErrorAt("process").ShouldContain("processes to choose from");
    }

    [Fact]
    public async Task An_issue_that_moves_takes_its_positions_to_its_new_place()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("issues", talks.IssueBody($"{talks.Land}-other", null));
        await talks.RecordAsync(talks.PositionBody());
        async Task<int> CountAsync(string issue) =>
            (await app.GetAsync($"/api/v1/held-positions?issue={issue}&includeSubIssues=true")).GetProperty("items").GetArrayLength();
        (await CountAsync(talks.Land)).ShouldBe(1);

        (await app.PutAsync($"/api/v1/issues/{talks.Border}", talks.IssueBody(talks.Border, $"{talks.Land}-other"), "\"1\"")).Expect(200);

        (await CountAsync(talks.Land)).ShouldBe(0);
        (await CountAsync($"{talks.Land}-other")).ShouldBe(1);
    }
}
