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

    [Theory]
    [InlineData("{}", null, null, null)]
    [InlineData("""{"party": "$north"}""", "$north", null, "OUTLET", "/item/mode")]
    [InlineData("""{"party": "$north", "mode": "PARAPHRASE"}""", "$north", null, "PARAPHRASE")]
    [InlineData("""{"party": "$north", "mode": "ANONYMOUS_SOURCE"}""", "$north", null, "ANONYMOUS_SOURCE")]
    [InlineData("""{"speaker": "$northSpeaker"}""", "$north", "$northSpeaker", "PARAPHRASE", "/item/party", "/item/mode")]
    [InlineData("""{"speaker": "$northSpeaker", "party": "$north"}""", "$north", "$northSpeaker", "PARAPHRASE", "/item/mode")]
    [InlineData("""{"speaker": "$northSpeaker", "mode": "DIRECT_QUOTE"}""", "$north", "$northSpeaker", "DIRECT_QUOTE", "/item/party")]
    public async Task Whose_mood_or_words_they_are_follows_from_the_speaker_and_the_answer_says_what_was_filled_in(
        string members,
        string? party,
        string? speaker,
        string? mode,
        params string[] derived
    )
    {
        var talks = await TestTalks.NewAsync(app);

        var written = await talks.AddAsync("remarks", talks.RemarkBody("a", members));
        var coded = (
            await app.PostAsync(
                $"/api/v1/articles/{talks.Article}/coding",
                new { remarks = new[] { talks.With(talks.RemarkBody("b", members), """{"paragraph": 2}""") } }
            )
        ).Expect(201);

        written.GetProperty("derived").EnumerateArray().Select(x => x.GetString()).ShouldBe(derived);
        coded
            .GetProperty("derived")
            .EnumerateArray()
            .Select(x => x.GetString())
            .ShouldBe(derived.Select(x => x.Replace("/item/", "/item/remarks/0/", StringComparison.Ordinal)));
        var listed = (await app.GetAsync($"/api/v1/remarks?article={talks.Article}")).Items().ToList();
        listed.Count.ShouldBe(2);
        foreach (var remark in listed.Append(written.GetProperty("item")))
        {
            (remark.Slug("party"), remark.Slug("speaker"), remark.Text("mode")).ShouldBe((Filled(party), Filled(speaker), mode));
        }

        string? Filled(string? slug) => slug is null ? null : talks.Fill(slug);
    }

    [Fact]
    public async Task A_speaker_without_a_mandate_on_the_day_of_publication_or_of_another_party_is_refused()
    {
        var talks = await TestTalks.NewAsync(app);
        var former = $"{talks.NorthSpeaker}-former";
        await talks.AddAsync(
            "speakers",
            talks.With(
                talks.SpeakerBody(former, talks.North),
                """{"name": "A former speaker", "mandates": [{"party": "$north", "office": "Minister", "until": {"edtf": "2026-03-09", "basis": "STATED"}}]}"""
            )
        );
        var head = await app.HeadAsync();

        var without = await app.PostAsync("/api/v1/remarks", talks.RemarkBody("a", $$"""{"speaker": "{{former}}"}"""));
        var ofAnother = await app.PostAsync(
            "/api/v1/remarks",
            talks.RemarkBody("a", """{"speaker": "$northSpeaker", "party": "$south"}""")
        );

        without.Expect(422);
        without.ErrorAt("/item/speaker").ShouldContain("no mandate that covers 2026-03-10");
        ofAnother.Expect(422);
        ofAnother.ErrorAt("/item/party").ShouldContain($"spoke for {talks.North}");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [InlineData("party=$north", "a c d")]
    [InlineData("party=$north&party=$south", "a b c d")]
    [InlineData("party=$north&kind=MOOD", "a d")]
    [InlineData("speaker=$northSpeaker", "c d")]
    [InlineData("speaker=$northSpeaker&speaker=$southSpeaker", "b c d")]
    [InlineData("mode=OUTLET&party=$north", "a")]
    [InlineData("mode=OUTLET&mode=DIRECT_QUOTE&article=$article", "a d")]
    [InlineData("mode=PARAPHRASE&article=$article&kind=CONTEXT", "b c")]
    public async Task Filters_choose_remarks_by_whose_mood_or_words_they_are(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("remarks", talks.RemarkBody("a", """{"party": "$north"}"""));
        await talks.AddAsync("remarks", talks.RemarkBody("b", """{"paragraph": 2, "speaker": "$southSpeaker", "kind": "CONTEXT"}"""));
        await talks.AddAsync("remarks", talks.RemarkBody("c", """{"paragraph": 3, "speaker": "$northSpeaker", "kind": "CONTEXT"}"""));
        await talks.AddAsync("remarks", talks.RemarkBody("d", """{"paragraph": 4, "speaker": "$northSpeaker", "mode": "DIRECT_QUOTE"}"""));
        await talks.AddAsync("remarks", talks.RemarkBody("e", """{"paragraph": 5}"""));

        var found = await app.GetAsync($"/api/v1/remarks?{talks.Fill(filter)}");
        var (paged, _) = await app.AllPagesAsync($"/api/v1/remarks?{talks.Fill(filter)}", 1);

        string.Join(' ', found.Each("text")).ShouldBe(expected);
        string.Join(' ', paged.Select(x => x.Text("text"))).ShouldBe(expected);
    }
}
