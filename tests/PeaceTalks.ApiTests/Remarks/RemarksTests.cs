namespace PeaceTalks.ApiTests.Remarks;

public sealed class RemarksTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("article=$article", "b a")]
    [InlineData("article=$article-2", "c")]
    [InlineData("article=$article&article=$article-2", "b a c")]
    [InlineData("article=$article&kind=MOOD", "a")]
    [InlineData("article=$article&article=$article-2&kind=MOOD&kind=SURVEY", "a c")]
    public async Task Filters_choose_remarks_by_article_and_paragraph(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        await talks.AddAsync(
            "remarks",
            new
            {
                article = talks.Article,
                paragraph = 3,
                kind = "MOOD",
                text = "a",
            }
        );
        await talks.AddAsync(
            "remarks",
            new
            {
                article = talks.Article,
                paragraph = 2,
                kind = "CONTEXT",
                text = "b",
            }
        );
        await talks.AddAsync(
            "remarks",
            new
            {
                article = $"{talks.Article}-2",
                paragraph = 1,
                kind = "SURVEY",
                text = "c",
            }
        );

        var found = await app.GetAsync($"/api/v1/remarks?{talks.Fill(filter)}");

        string.Join(' ', found.Each("text")).ShouldBe(expected);
        found.Items().ShouldAllBe(x => x.GetProperty("article").Text("outlet") == "The Test");
    }

    [Fact]
    public async Task A_remark_beyond_the_last_paragraph_is_refused()
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync(
            "/api/v1/remarks",
            new
            {
                article = talks.Article,
                paragraph = 11,
                kind = "CONTEXT",
                text = "Beyond",
            }
        );

        answer.Expect(422);
        answer.ErrorAt("/item/paragraph").ShouldContain("has no paragraph");
    }

    [Fact]
    public async Task A_remark_is_there_from_the_revision_that_brought_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var before = await app.HeadAsync();
        var remark = (
            await talks.AddAsync(
                "remarks",
                new
                {
                    article = talks.Article,
                    paragraph = 3,
                    kind = "MOOD",
                    text = "Gloomy",
                }
            )
        ).GetProperty("item");

        (await app.GetAsync($"/api/v1/remarks/{remark.Text("id")}")).GetProperty("item").Text("text").ShouldBe("Gloomy");
        remark.GetProperty("recordedIn").GetInt64().ShouldBe(before + 1);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/remarks/{remark.Text("id")}?knownAt={before}")).Expect(404);
        (await app.GetAsync($"/api/v1/remarks?article={talks.Article}&knownAt={before}")).Items().ShouldBeEmpty();
    }
}
