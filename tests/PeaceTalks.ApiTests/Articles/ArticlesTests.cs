using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

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
        var rewrite = (await app.GetAsync($"/api/v1/articles?rewriteOf={talks.Article}")).Items().ShouldHaveSingleItem();
        rewrite.Text("slug").ShouldBe($"{talks.Article}-2");
        rewrite.GetProperty("rewriteOf").Text("title").ShouldBe($"Title of {talks.Article}");
        (await app.GetAsync($"/api/v1/articles?rewriteOf={talks.Article}-2")).Items().ShouldBeEmpty();
    }

    /// <summary>A name in a filter that no article has would otherwise give an empty answer that looks like a finding.</summary>
    [Theory]
    [InlineData("articles")]
    [InlineData("positions")]
    [InlineData("held-positions")]
    [InlineData("diffs?from=2026-01-01&to=2026-02-01")]
    [InlineData("matrix")]
    public async Task An_outlet_that_no_article_has_is_refused_with_the_nearest_name(string question)
    {
        var talks = await TestTalks.NewAsync(app);
        var outlet = $"Outlet of {talks.Article}";
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-2", "2026-03-12"), $$"""{"outlet": "{{outlet}}"}""")
        );
        var filtered = $"/api/v1/{question}{(question.Contains('?') ? '&' : '?')}outlet=";

        var refused = await app.SendAsync(HttpMethod.Get, filtered + outlet.ToLowerInvariant());

        refused.Expect(422);
        refused
            .ErrorAt("outlet")
            .ShouldContain($"'{outlet.ToLowerInvariant()}' does not exist; did you mean '{outlet}'? See /api/v1/articles");
        await app.GetAsync($"{filtered}{outlet}");
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
    public async Task The_text_of_an_article_gives_its_digests_and_is_kept_nowhere()
    {
        var talks = await TestTalks.NewAsync(app);
        const string Text = "\r\n  First of the paragraphs. \n\n\tSecond, cafe\u0301.\r\nThird.\n";

        var added = (await AddAsync(talks, "2", new { text = Text })).Expect(201);

        Digests(added).ShouldBe([Digest("First of the paragraphs."), Digest("Second, caf\u00e9."), Digest("Third.")]);
        added.GetProperty("article").GetProperty("paragraphs").GetInt32().ShouldBe(3);
        added.GetRawText().ShouldNotContain("First of the");
        await using var connection = await app.ConnectAsync();
        await using var kept = new NpgsqlCommand("SELECT count(*) FROM article_version a WHERE a::text LIKE '%First of the%'", connection);
        (await kept.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task An_article_whose_text_nobody_has_at_hand_takes_the_number_of_its_paragraphs_and_their_digests_later()
    {
        var talks = await TestTalks.NewAsync(app);

        var added = (await AddAsync(talks, "2", new { paragraphs = 3 })).Expect(201);
        var beyond = await app.PostAsync(
            "/api/v1/positions",
            talks.PositionBody(members: [("article", $"{talks.Article}-2"), ("paragraph", 4)])
        );
        var counted = (await EditAsync(1, new { paragraphs = 3, title = "Another title" })).Expect(200);
        var known = (await EditAsync(2, new { text = "a\nb\nc" })).Expect(200);
        var kept = (await EditAsync(3, new { paragraphs = 3, title = "A third title" })).Expect(200);
        var longer = (await EditAsync(4, new { paragraphs = 4 })).Expect(200);

        Digests(added).ShouldBe([null, null, null]);
        beyond.Expect(422);
        Digests(counted).ShouldBe([null, null, null]);
        Digests(known).ShouldBe([Digest("a"), Digest("b"), Digest("c")]);
        Digests(kept).ShouldBe(Digests(known));
        Digests(longer).ShouldBe([null, null, null, null]);

        Task<Answer> EditAsync(int version, object paragraphs) =>
            app.PutAsync($"/api/v1/articles/{talks.Article}-2", Body(talks, "2", paragraphs), $"\"{version}\"");
    }

    private Task<Answer> AddAsync(TestTalks talks, string suffix, object paragraphs) =>
        app.PostAsync("/api/v1/articles", Body(talks, suffix, paragraphs));

    private static object Body(TestTalks talks, string suffix, object paragraphs) =>
        talks.With(
            talks.With(talks.ArticleBody($"{talks.Article}-{suffix}", "2026-03-12"), """{"paragraphDigests": null}"""),
            JsonSerializer.Serialize(paragraphs)
        );

    private static IEnumerable<string?> Digests(JsonElement page) =>
        page.GetProperty("paragraphs").EnumerateArray().Select(x => x.Text("digest"));

    private static string Digest(string paragraph) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(paragraph)));

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
