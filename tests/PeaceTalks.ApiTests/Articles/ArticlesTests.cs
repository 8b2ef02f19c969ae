namespace PeaceTalks.ApiTests.Articles;

public sealed class ArticlesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Outlet_and_rewriteOf_choose_articles()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "articles",
            talks.With(
                talks.ArticleBody($"{talks.Article}-2", "2026-03-12", talks.Article),
                $$"""{"outlet": "Outlet of {{talks.Article}}"}"""
            )
        );

        (await app.GetAsync($"/api/v1/articles?outlet=Outlet of {talks.Article}")).Each("slug").ShouldBe([$"{talks.Article}-2"]);
        (await app.GetAsync("/api/v1/articles?outlet=Nobody")).Items().ShouldBeEmpty();
        var rewrite = (await app.GetAsync($"/api/v1/articles?rewriteOf={talks.Article}")).Items().ShouldHaveSingleItem();
        rewrite.Text("slug").ShouldBe($"{talks.Article}-2");
        rewrite.GetProperty("rewriteOf").Text("title").ShouldBe($"Title of {talks.Article}");
        (await app.GetAsync($"/api/v1/articles?rewriteOf={talks.Article}-2")).Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://user:pw@host/", "names a user")]
    [InlineData("https://news.example/a b", "has a space")]
    [InlineData("https://nеws.example/", "write it as 'xn--nws-rdd.example'")]
    [InlineData("news.example", "write https://")]
    public async Task An_address_that_hides_where_it_leads_is_refused(string address, string said)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync(
            "/api/v1/articles",
            talks.With(talks.ArticleBody($"{talks.Article}-2", "2026-03-12"), $$"""{"url": "{{address}}"}""")
        );

        answer.Expect(400);
        answer.ErrorAt("/item/url").ShouldContain(said);
        answer.Text.ShouldNotContain("pw@");
    }

    [Fact]
    public async Task The_page_of_an_article_accounts_for_every_paragraph()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(
            talks.PositionBody(members: ("citations", new[] { new { article = talks.Article, paragraph = 4 } }))
        );
        await talks.AddAsync("milestones", talks.MilestoneBody(members: ("paragraph", 2)));
        await talks.MeetAsync(talks.MeetingBody(members: ("paragraph", 2)));
        await talks.AddAsync(
            "remarks",
            new
            {
                article = talks.Article,
                paragraph = 3,
                kind = "FURNITURE",
                text = "A caption",
            }
        );
        var before = await app.HeadAsync();
        var taken = await talks.RecordAsync(talks.PositionBody(members: ("paragraph", 5)));
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{taken}/retraction", new { note = "Test" })).Expect(200);

        var page = await app.GetAsync($"/api/v1/articles/{talks.Article}");

        var paragraphs = page.GetProperty("paragraphs").EnumerateArray().ToList();
        paragraphs.Select(x => x.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(1, 10));
        paragraphs.Select(x => x.Text("digest")).ShouldBe(Enumerable.Range(1, 10).Select(i => $"{i:x64}"));
        paragraphs
            .Where(x => x.GetProperty("examined").GetBoolean())
            .Select(x => x.GetProperty("number").GetInt32())
            .ShouldBe([1, 2, 3, 4]);
        paragraphs[0].GetProperty("positions")[0].GetProperty("id").GetGuid().ShouldBe(position);
        paragraphs[3].GetProperty("positions")[0].GetProperty("id").GetGuid().ShouldBe(position);
        paragraphs[1].GetProperty("milestones")[0].Text("step").ShouldBe("SUBMITTED");
        paragraphs[2].GetProperty("remarks")[0].Text("text").ShouldBe("A caption");
        page.GetProperty("article").GetProperty("paragraphs").GetInt32().ShouldBe(10);
        page.GetProperty("coverage")
            .GetRawText()
            .ShouldBe(
                """{"paragraphs":10,"accountedFor":4,"positions":2,"milestones":1,"meetings":1,"remarks":[{"kind":"FURNITURE","paragraphs":1}]"""
                    + ""","notAccountedFor":[5,6,7,8,9,10]}"""
            );
        var then = await app.GetAsync($"/api/v1/articles/{talks.Article}?knownAt={before + 1}");
        then.GetProperty("paragraphs")[4].GetProperty("examined").GetBoolean().ShouldBeTrue();
        then.GetProperty("coverage").GetProperty("positions").GetInt32().ShouldBe(3);
        then.GetProperty("coverage").GetProperty("notAccountedFor").GetRawText().ShouldBe("[6,7,8,9,10]");
    }

    [Fact]
    public async Task An_article_does_not_lose_a_paragraph_that_is_cited()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody(members: ("paragraph", 9)));
        var digests = Enumerable.Range(1, 10).Select(i => $"\"{i:x64}\"").ToList();

        var shorter = await app.PutAsync(
            $"/api/v1/articles/{talks.Article}",
            talks.With(
                talks.ArticleBody(talks.Article, "2026-03-10"),
                $$"""{"paragraphDigests": [{{string.Join(',', digests.Take(8))}}]}"""
            ),
            "\"1\""
        );
        var justEnough = await app.PutAsync(
            $"/api/v1/articles/{talks.Article}",
            talks.With(
                talks.ArticleBody(talks.Article, "2026-03-10"),
                $$"""{"paragraphDigests": [{{string.Join(',', digests.Take(9))}}]}"""
            ),
            "\"1\""
        );

        shorter.Expect(422);
        shorter.ErrorAt("/item/paragraphDigests").ShouldContain("paragraph 9");
        justEnough.Expect(200);
    }
}
