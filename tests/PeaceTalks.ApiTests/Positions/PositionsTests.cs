using System.Text.Json;

namespace PeaceTalks.ApiTests.Positions;

public sealed class PositionsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("", "d c b a")]
    [InlineData("&sort=statedOn", "a b c d")]
    [InlineData("&party=$north", "c a")]
    [InlineData("&party=$north&party=$south", "d c b a")]
    [InlineData("&issue=$land", "c")]
    [InlineData("&issue=$border", "d b a")]
    [InlineData("&issue=$land&includeSubIssues=true", "d c b a")]
    [InlineData("&issue=$land&includeSubIssues=false", "c")]
    [InlineData("&proposal=$proposal", "b a")]
    [InlineData("&proposal=$proposal&issue=$land", "")]
    [InlineData("&proposal=$proposal&issue=$border", "b a")]
    [InlineData("&speaker=$northSpeaker", "b a")]
    [InlineData("&speaker=$southSpeaker", "")]
    [InlineData("&assertedBy=$north", "b a")]
    [InlineData("&assertedBy=$south", "")]
    [InlineData("&outlet=The Test", "b a")]
    [InlineData("&outlet=Other $article", "d c")]
    [InlineData("&article=$article", "b a")]
    [InlineData("&without=$article", "d c")]
    [InlineData("&without=$article-2&party=$north", "a")]
    [InlineData("&article=$article&article=$article-2", "d c b a")]
    [InlineData("&stance=OPPOSES", "b")]
    [InlineData("&stance=OPPOSES&stance=OPEN", "c b")]
    [InlineData("&attribution=SELF", "a")]
    [InlineData("&attribution=OTHER_PARTY", "b")]
    [InlineData("&attribution=UNATTRIBUTED", "d c")]
    [InlineData("&mode=DIRECT_QUOTE", "a")]
    [InlineData("&mode=PARAPHRASE", "b")]
    [InlineData("&mode=OUTLET&mode=ANONYMOUS_SOURCE", "d c")]
    [InlineData("&statedFrom=2026-03-02", "c b")]
    [InlineData("&statedFrom=2026-03-01", "d c b a")]
    [InlineData("&statedTo=2026-03-30", "c b a")]
    [InlineData("&statedTo=2026-03-31", "d c b a")]
    [InlineData("&statedFrom=2026-03-02&statedTo=2026-03-02", "b")]
    [InlineData("&asOf=2026-03-02", "b a")]
    [InlineData("&status=SUPERSEDED", "")]
    [InlineData("&status=ANY", "d c b a")]
    public async Task Filters_choose_positions(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();

        var found = await app.GetAsync($"/api/v1/positions?process={talks.Process}{talks.Fill(filter)}");

        string.Join(' ', found.Each("summary")).ShouldBe(expected);
    }

    [Fact]
    public async Task Days_of_statement_in_the_wrong_order_are_refused() =>
        (await app.SendAsync(HttpMethod.Get, "/api/v1/positions?statedFrom=2026-03-02&statedTo=2026-03-01"))
            .Expect(400)
            .GetProperty("errors")
            .GetProperty("statedFrom")[0]
            .GetString()
            .ShouldBe("2026-03-02 is after statedTo, 2026-03-01; the window runs from the earlier day to the later one");

    [Fact]
    public async Task Process_leaves_out_the_positions_of_others()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await others.RecordAsync(others.PositionBody());

        (await app.GetAsync($"/api/v1/positions?process={talks.Process}"))
            .Items()
            .ShouldHaveSingleItem()
            .Slug("party")
            .ShouldBe(talks.North);
        (await app.GetAsync($"/api/v1/positions?process={talks.Process}&process={others.Process}")).Items().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("CURRENT", "new other")]
    [InlineData("SUPERSEDED", "old taken")]
    [InlineData("ANY", "new old other taken")]
    public async Task Status_chooses_what_is_in_force_or_not(string status, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody(members: ("summary", "old")));
        await talks.RecordAsync(talks.PositionBody(members: ("summary", "other")));
        var taken = await talks.RecordAsync(talks.PositionBody(members: ("summary", "taken")));
        var before = await app.HeadAsync();
        (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody(members: ("summary", "new")))).Expect(201);
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{taken}/retraction", new { note = "Test" })).Expect(200);

        var found = await app.GetAsync($"/api/v1/positions?party={talks.North}&status={status}");
        var then = await app.GetAsync($"/api/v1/positions?party={talks.North}&status={status}&knownAt={before}");

        string.Join(' ', found.Each("summary").Order()).ShouldBe(expected);
        string.Join(' ', then.Each("summary").Order()).ShouldBe(status == "SUPERSEDED" ? "" : "old other taken");
        foreach (var item in found.Items().Where(x => x.Text("summary") == "old"))
        {
            item.GetProperty("links").Text("supersededBy").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task What_was_left_out_and_can_be_worked_out_is_and_the_answer_says_so()
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = (
            await app.PostAsync(
                "/api/v1/positions",
                talks.With(talks.PositionBody(), """{"speaker": "$northSpeaker", "quote": "we agree"}""")
            )
        ).Expect(201);
        var plain = (await app.PostAsync("/api/v1/positions", talks.PositionBody())).Expect(201);
        var full = (
            await app.PostAsync(
                "/api/v1/positions",
                talks.With(
                    talks.PositionBody(day: "2026-03-01"),
                    """{"speaker": "$northSpeaker", "assertedBy": "$north", "mode": "PARAPHRASE", "quote": "we agree"}"""
                )
            )
        ).Expect(201);

        Derived(answer).ShouldBe(["/item/statedOn", "/item/assertedBy", "/item/mode"], ignoreOrder: true);
        var item = answer.GetProperty("item");
        item.Text("mode").ShouldBe("DIRECT_QUOTE");
        item.Slug("assertedBy").ShouldBe(talks.North);
        item.Text("attribution").ShouldBe("SELF");
        item.GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-10");
        item.GetProperty("statedOn").Text("basis").ShouldBe("PUBLICATION");
        Derived(plain).ShouldBe(["/item/statedOn", "/item/mode"], ignoreOrder: true);
        plain.GetProperty("item").Text("mode").ShouldBe("OUTLET");
        plain.GetProperty("item").Slug("assertedBy").ShouldBeNull();
        Derived(full).ShouldBeEmpty();
        full.GetProperty("item").Text("mode").ShouldBe("PARAPHRASE");
    }

    [Fact]
    public async Task An_undated_article_gives_its_positions_its_bounds()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-undated", "[2026-03-01..2026-03-08]"));

        var item = (await app.PostAsync("/api/v1/positions", talks.PositionBody(members: ("article", $"{talks.Article}-undated"))))
            .Expect(201)
            .GetProperty("item");

        item.GetProperty("statedOn").Text("edtf").ShouldBe("[2026-03-01..2026-03-08]");
        item.GetProperty("statedOn").Text("earliest").ShouldBe("2026-03-01");
        item.GetProperty("statedOn").Text("latest").ShouldBe("2026-03-08");
        item.GetProperty("statedOn").Text("basis").ShouldBe("PUBLICATION");
    }

    [Theory]
    [InlineData("distance <= 40 km", "AT_MOST", "40", "km")]
    [InlineData("duration > 15 years", "MORE_THAN", "15", "years")]
    [InlineData("duration >= 15 years", "AT_LEAST", "15", "years")]
    [InlineData("share = 50 %", "EXACTLY", "50", "%")]
    [InlineData("troops < 800000", "LESS_THAN", "800000", null)]
    [InlineData("distance same as other side", "SAME_AS_OTHER_SIDE", null, null)]
    public async Task Terms_may_be_text(string text, string comparator, string? value, string? unit)
    {
        var talks = await TestTalks.NewAsync(app);

        var term = (await app.PostAsync("/api/v1/positions", talks.PositionBody(members: ("terms", new[] { text }))))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("terms")[0];

        term.Text("key").ShouldBe(text.Split(' ')[0]);
        term.Text("comparator").ShouldBe(comparator);
        term.GetProperty("value").ToString().ShouldBe(value ?? "");
        term.Text("unit").ShouldBe(unit);
    }

    [Theory]
    [InlineData("\"about forty km\"")]
    [InlineData("\"distance <= 1,000 km\"")]
    [InlineData("""{"key": "distance", "comparator": "NEARLY", "value": 1}""")]
    [InlineData("""{"key": "distance", "comparator": "EXACTLY", "value": "1"}""")]
    [InlineData("40")]
    public async Task A_term_that_is_none_is_refused_at_its_place(string term)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync(
            "/api/v1/positions",
            talks.With(talks.PositionBody(), $$"""{"terms": ["share = 50 %", {{term}}]}""")
        );

        answer.Expect(400);
        answer.Json.GetProperty("errors").EnumerateObject().ShouldAllBe(x => x.Name.StartsWith("/item/terms/1"));
    }

    [Fact]
    public async Task A_correction_may_move_a_record_to_another_track()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());

        var moved = (
            await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody(members: ("party", talks.South)))
        ).Expect(201);

        moved.GetProperty("item").Slug("party").ShouldBe(talks.South);
        moved
            .GetProperty("diff")
            .EnumerateArray()
            .Select(x => (x.Slug("party"), x.Text("kind")))
            .ShouldBe([(talks.North, "DISAPPEARED"), (talks.South, "APPEARED")], ignoreOrder: true);
        (await app.GetAsync($"/api/v1/held-positions?party={talks.North}")).Items().ShouldBeEmpty();
        (await app.GetAsync($"/api/v1/held-positions?party={talks.South}")).Items().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_further_citation_adds_to_a_record_and_not_a_record()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-11"));
        var before = await app.HeadAsync();

        var answer = await app.PostAsync(
            $"/api/v1/positions/{position}/citations",
            new
            {
                article = $"{talks.Article}-2",
                paragraph = 3,
                quote = "so it was",
            }
        );

        answer.Expect(201);
        answer.Location.ShouldNotBeNull();
        var citations = answer.Json.GetProperty("item").GetProperty("citations").EnumerateArray().ToList();
        citations.Select(x => x.GetProperty("article").Text("slug")).ShouldBe([talks.Article, $"{talks.Article}-2"]);
        citations[1].GetProperty("recordedIn").GetInt64().ShouldBe(before + 1);
        citations[1].GetProperty("article").Text("outlet").ShouldBe("The Test");
        (await app.GetAsync($"/api/v1/positions?party={talks.North}")).Items().Count().ShouldBe(1);
        (await app.GetAsync($"/api/v1/positions?article={talks.Article}-2&knownAt={before}")).Items().ShouldBeEmpty();
        (await app.GetAsync($"/api/v1/positions?article={talks.Article}-2")).Items().Count().ShouldBe(1);
        (await app.PostAsync($"/api/v1/positions/{position}/citations", new { article = talks.Article, paragraph = 11 }))
            .ErrorAt("/item/paragraph")
            .ShouldContain("has no paragraph 11");
    }

    private static List<string> Derived(JsonElement answer) =>
        [.. answer.GetProperty("derived").EnumerateArray().Select(x => x.GetString()!)];
}
