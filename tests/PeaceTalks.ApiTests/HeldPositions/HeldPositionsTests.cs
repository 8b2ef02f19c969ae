using System.Text.Json;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.ApiTests.HeldPositions;

public sealed class HeldPositionsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("", "c a d b")]
    [InlineData("&party=$north", "c a")]
    [InlineData("&party=$south", "d b")]
    [InlineData("&issue=$land", "c")]
    [InlineData("&issue=$border", "a d b")]
    [InlineData("&issue=$land&includeSubIssues=true", "c a d b")]
    [InlineData("&proposal=$proposal", "a b")]
    [InlineData("&proposal=$proposal&issue=$land", "")]
    [InlineData("&speaker=$northSpeaker", "a b")]
    [InlineData("&assertedBy=$north", "a b")]
    [InlineData("&assertedBy=$south", "")]
    [InlineData("&outlet=The Test", "a b")]
    [InlineData("&outlet=Other $article", "c d")]
    [InlineData("&article=$article-2", "c d")]
    [InlineData("&without=$article-2", "a b")]
    [InlineData("&without=$article&without=$article-2", "")]
    [InlineData("&minSources=1", "c a d b")]
    [InlineData("&minSources=2", "")]
    [InlineData("&fragile=true", "c a d b")]
    [InlineData("&fragile=false", "")]
    [InlineData("&stance=OPEN", "c")]
    [InlineData("&stance=OPEN&stance=OPPOSES", "c b")]
    [InlineData("&stance=UNDISCLOSED", "d")]
    [InlineData("&attribution=SELF", "a")]
    [InlineData("&attribution=OTHER_PARTY", "b")]
    [InlineData("&attribution=UNATTRIBUTED", "c d")]
    [InlineData("&asOf=2026-03-02", "a b")]
    [InlineData("&asOf=2026-03-02&certainty=POSSIBLE", "a d b")]
    [InlineData("&asOf=2026-02-28&certainty=POSSIBLE", "")]
    public async Task Filters_choose_what_is_held_by_party_and_target(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();

        var found = await app.GetAsync($"/api/v1/held-positions?process={talks.Process}{talks.Fill(filter)}");

        // By party, then by the slug of the target: border, land, pullback.
        string.Join(' ', found.Each("summary")).ShouldBe(expected);
    }

    [Fact]
    public async Task Process_leaves_out_what_is_held_in_others()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await others.RecordAsync(others.PositionBody());

        (await HeldAsync($"process={talks.Process}")).Slug("party").ShouldBe(talks.North);
    }

    [Theory]
    [InlineData("2026-03-05", "CERTAIN", "2026-03-04", null)]
    [InlineData("2026-03-05", "CERTAIN", "2026-03-05", "2026-03-05")]
    [InlineData("2026-03", "CERTAIN", "2026-03-30", null)]
    [InlineData("2026-03", "CERTAIN", "2026-03-31", "2026-03")]
    [InlineData("2026-03", "POSSIBLE", "2026-02-28", null)]
    [InlineData("2026-03", "POSSIBLE", "2026-03-01", "2026-03")]
    [InlineData("[..2026-03-05]", "CERTAIN", "2026-03-04", null)]
    [InlineData("[..2026-03-05]", "CERTAIN", "2026-03-05", "[..2026-03-05]")]
    [InlineData("[..2026-03-05]", "POSSIBLE", "2026-03-04", null)]
    [InlineData("[..2026-03-05]", "POSSIBLE", "2026-03-05", "[..2026-03-05]")]
    public async Task A_position_counts_from_the_end_of_the_day_on_which_it_was_or_may_have_been_stated(
        string stated,
        string certainty,
        string asOf,
        string? held
    )
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody(day: stated));

        var items = (await app.GetAsync($"/api/v1/held-positions?party={talks.North}&asOf={asOf}&certainty={certainty}")).Items();

        items.SingleOrDefault().ValueKind.ShouldBe(held is null ? JsonValueKind.Undefined : JsonValueKind.Object);
        items.Select(x => x.GetProperty("statedOn").Text("edtf")).ShouldBe(held is null ? [] : [held]);
    }

    [Fact]
    public async Task A_vague_day_does_not_displace_a_precise_one_inside_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-05"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03"));
        await talks.RecordAsync(talks.PositionBody("OPEN", "[..2026-03-31]"));

        (await HeldAsync($"party={talks.North}&asOf=2026-04-01")).Text("stance").ShouldBe("SUPPORTS");
    }

    [Fact]
    public async Task Silence_is_kept_beside_the_stance_that_it_does_not_displace()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        var silence = await talks.RecordAsync(talks.PositionBody("DECLINED", "2026-03-02"));

        var held = await HeldAsync($"party={talks.North}");

        (held.Text("state"), held.Text("stance"), held.GetProperty("score").GetInt32()).ShouldBe(("HELD", "SUPPORTS", 2));
        held.GetProperty("silence").Text("value").ShouldBe("DECLINED");
        held.GetProperty("silence").GetProperty("position").GetGuid().ShouldBe(silence);
        held.GetProperty("silence").GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-02");
        held.GetProperty("silence").GetProperty("citations").GetArrayLength().ShouldBe(1);
        held.Text("headline")!.ShouldContain("supports (article's own voice); since then declined to comment");
        held.GetProperty("contested").GetBoolean().ShouldBeFalse("silence contradicts nothing");
        (await HeldAsync($"party={talks.North}&asOf=2026-03-01")).GetProperty("silence").ValueKind.ShouldBe(JsonValueKind.Null);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-03"));
        (await HeldAsync($"party={talks.North}")).GetProperty("silence").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Who_has_fallen_silent_is_found_by_the_silence_as_by_the_stance()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("DECLINED", "2026-03-02"));

        foreach (var (stance, count) in new[] { ("DECLINED", 1), ("SUPPORTS", 1), ("NO_RESPONSE", 0), ("OPPOSES", 0) })
        {
            var items = (await app.GetAsync($"/api/v1/held-positions?party={talks.North}&stance={stance}")).GetProperty("items");
            items.GetArrayLength().ShouldBe(count, stance);
        }
    }

    /// <summary>Among the results; `attribution` chooses among the records, before anything is carried forward.</summary>
    [Fact]
    public async Task What_is_known_only_through_another_party_is_found_by_who_asserted_the_record_held()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01", ("assertedBy", talks.South)));

        async Task<int> CountAsync(string filter) =>
            (await app.GetAsync($"/api/v1/held-positions?party={talks.North}&{filter}=OTHER_PARTY")).GetProperty("items").GetArrayLength();

        (await CountAsync("heldAttribution")).ShouldBe(1);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02", ("assertedBy", talks.North)));
        (await CountAsync("heldAttribution")).ShouldBe(0, "the holder has said so itself since");
        (await CountAsync("attribution")).ShouldBe(1, "of the records of the other party alone it is the one held");
    }

    [Fact]
    public async Task A_track_with_nothing_but_silence_holds_silence()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("NO_RESPONSE", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("UNDISCLOSED", "2026-03-02"));
        var last = await talks.RecordAsync(talks.PositionBody("UNDISCLOSED", "2026-03-03"));

        var held = await HeldAsync($"party={talks.North}");

        (held.Text("state"), held.Text("stance")).ShouldBe(("SILENT", "UNDISCLOSED"));
        held.GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
        held.GetProperty("silence").GetProperty("position").GetGuid().ShouldBe(last);
        held.GetProperty("position").GetGuid().ShouldBe(last);
        held.GetProperty("stanceSince").Text("edtf").ShouldBe("2026-03-02");
        held.Text("headline").ShouldBe("North, A pull-back: undisclosed (article's own voice)");
    }

    [Fact]
    public async Task StanceSince_is_the_start_of_the_unbroken_run_and_lastConfirmedOn_its_end()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (
            var (stance, day) in new[]
            {
                ("SUPPORTS", "2026-01-01"),
                ("OPPOSES", "2026-01-05"),
                ("SUPPORTS", "2026-01-10"),
                ("DECLINED", "2026-01-12"),
                ("SUPPORTS", "2026-01-15"),
                ("SUPPORTS", "2026-01-20"),
            }
        )
        {
            await talks.RecordAsync(talks.PositionBody(stance, day));
        }

        var held = await HeldAsync($"party={talks.North}");
        var between = await HeldAsync($"party={talks.North}&asOf=2026-01-14");

        (held.GetProperty("stanceSince").Text("edtf"), held.GetProperty("lastConfirmedOn").Text("edtf")).ShouldBe(
            ("2026-01-10", "2026-01-20")
        );
        (between.GetProperty("stanceSince").Text("edtf"), between.GetProperty("lastConfirmedOn").Text("edtf")).ShouldBe(
            ("2026-01-10", "2026-01-10")
        );
    }

    [Fact]
    public async Task Reports_of_one_day_that_differ_are_contested_and_the_alternatives_are_shown()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS", "2026-03-05"), """{"speaker": "$northSpeaker"}"""));
        var other = await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "2026-03-05"), """{"speaker": "$southSpeaker"}"""));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-04"));
        var vague = await talks.RecordAsync(talks.PositionBody("NEUTRAL", "2026-03"));
        var taken = await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-05"));
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{taken}/retraction", new { note = "Test" })).Expect(200);

        var held = await HeldAsync($"party={talks.North}&asOf=2026-04-01");

        held.Text("stance").ShouldBe("SUPPORTS", "what the holder says itself comes before what others say");
        held.GetProperty("contested").GetBoolean().ShouldBeTrue();
        var alternatives = held.GetProperty("alternatives").EnumerateArray().ToList();
        alternatives.Select(x => x.GetProperty("position").GetGuid()).ShouldBe([other, vague]);
        (alternatives[0].Text("stance"), alternatives[0].Slug("assertedBy"), alternatives[0].Text("attribution")).ShouldBe(
            ("OPPOSES", talks.South, "OTHER_PARTY")
        );
        (await HeldAsync($"party={talks.North}&asOf=2026-03-04")).GetProperty("contested").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Evidence_says_who_reported_whether_in_quotes_and_when_the_holder_last_spoke_for_itself()
    {
        var talks = await TestTalks.NewAsync(app);
        var self = await talks.RecordAsync(
            talks.With(talks.PositionBody("SUPPORTS", "2026-03-01"), """{"speaker": "$northSpeaker", "quote": "we agree"}""")
        );
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "2026-03-05"), """{"speaker": "$southSpeaker"}"""));

        var held = await HeldAsync($"party={talks.North}");
        var then = await HeldAsync($"party={talks.North}&asOf=2026-03-01");

        (held.Text("attribution"), held.Slug("assertedBy"), held.Slug("speaker")).ShouldBe(
            ("OTHER_PARTY", talks.South, talks.SouthSpeaker)
        );
        held.Text("headline").ShouldBe("North, A pull-back: opposes (according to South)");
        var evidence = held.GetProperty("evidence");
        (evidence.GetProperty("selfReported").GetBoolean(), evidence.GetProperty("quoted").GetBoolean()).ShouldBe((false, false));
        evidence.GetProperty("lastSelfReport").GetProperty("position").GetGuid().ShouldBe(self);
        evidence.GetProperty("lastSelfReport").GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-01");
        (
            then.GetProperty("evidence").GetProperty("selfReported").GetBoolean(),
            then.GetProperty("evidence").GetProperty("quoted").GetBoolean()
        ).ShouldBe((true, true));
        then.Text("headline").ShouldBe("North, A pull-back: supports");
    }

    [Theory]
    [InlineData("""{}""", "(article's own voice)")]
    [InlineData("""{"mode": "ANONYMOUS_SOURCE"}""", "(according to an unnamed source)")]
    [InlineData("""{"mode": "DOCUMENT"}""", "(according to a document)")]
    [InlineData("""{"assertedBy": "$south"}""", "(according to South)")]
    [InlineData("""{"assertedBy": "$north"}""", "supports")]
    public async Task The_headline_names_the_reporter_where_that_is_not_the_holder(string members, string ending)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(talks.PositionBody(), members));

        (await HeldAsync($"party={talks.North}")).Text("headline")!.ShouldEndWith(ending);
    }

    [Fact]
    public async Task A_retelling_is_no_independent_source()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        async Task<int> CiteAsync(string slug, string? rewriteOf)
        {
            await talks.AddAsync("articles", talks.ArticleBody(slug, "2026-03-11", rewriteOf));
            (await app.PostAsync($"/api/v1/positions/{position}/citations", new { article = slug, paragraph = 1 })).Expect(201);
            return (await HeldAsync($"party={talks.North}")).GetProperty("evidence").GetProperty("independentSources").GetInt32();
        }

        (await CiteAsync($"{talks.Article}-rewrite", talks.Article)).ShouldBe(1);
        (await CiteAsync($"{talks.Article}-rewrite-of-rewrite", $"{talks.Article}-rewrite")).ShouldBe(1);
        (await CiteAsync($"{talks.Article}-own", null)).ShouldBe(2);
        (await HeldAsync($"party={talks.North}")).GetProperty("citations").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Sources_are_those_of_all_records_of_the_run_across_silences_and_up_to_another_stance()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var (slug, rewriteOf) in new[] { ("a", null), ("b", null), ("c", null), ("d", "c"), ("e", null) })
        {
            await talks.AddAsync(
                "articles",
                talks.ArticleBody($"{talks.Article}-{slug}", "2026-03-11", rewriteOf is null ? null : $"{talks.Article}-{rewriteOf}")
            );
        }

        Task<Guid> SayAsync(string stance, int day, string article) =>
            talks.RecordAsync(talks.PositionBody(stance, $"2026-03-0{day}", ("article", $"{talks.Article}-{article}")));
        await SayAsync("OPPOSES", 1, "a");
        await SayAsync("SUPPORTS", 2, "b");
        var retold = await SayAsync("SUPPORTS", 3, "d");
        await SayAsync("DECLINED", 4, "e");
        var held = await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-05"));

        var evidence = (await HeldAsync($"party={talks.North}")).GetProperty("evidence");

        evidence.GetProperty("independentSources").GetInt32().ShouldBe(3);
        evidence.GetProperty("sourcesAtLeast").GetBoolean().ShouldBeFalse();
        var sources = evidence.GetProperty("sources").EnumerateArray().ToList();
        sources.Select(x => x.Slug("article")).ShouldBe([talks.Article, $"{talks.Article}-d", $"{talks.Article}-b"]);
        (sources[0].GetProperty("position").GetGuid(), sources[1].GetProperty("position").GetGuid()).ShouldBe((held, retold));
        sources[1].GetProperty("article").GetProperty("publishedOn").Text("edtf").ShouldBe("2026-03-11");
        sources[1].GetProperty("article").Text("rewriteOf").ShouldBe($"{talks.Article}-c");
        sources[1].GetProperty("retoldBy").GetArrayLength().ShouldBe(0);
        sources[0].GetProperty("retoldBy").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_long_run_the_newest_records_are_looked_at_and_the_number_of_sources_is_a_least_number()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-11"));
        async Task<JsonElement> SayAsync(int count, string article)
        {
            var positions = Enumerable.Range(0, count).Select(_ => talks.PositionBody("SUPPORTS", "2026-03-01", ("article", article)));
            (await app.PostAsync($"/api/v1/articles/{article}/coding", new { positions })).Expect(201);
            return (await HeldAsync($"party={talks.North}")).GetProperty("evidence");
        }

        var whole = await SayAsync(1, $"{talks.Article}-2");
        whole.GetProperty("independentSources").GetInt32().ShouldBe(1);
        whole = await SayAsync(Corroboration.MaxRecords - 1, talks.Article);
        (whole.GetProperty("independentSources").GetInt32(), whole.GetProperty("sourcesAtLeast").GetBoolean()).ShouldBe((2, false));
        var cut = await SayAsync(1, talks.Article);
        (cut.GetProperty("independentSources").GetInt32(), cut.GetProperty("sourcesAtLeast").GetBoolean()).ShouldBe((1, true));
    }

    [Theory]
    [InlineData("held-positions?party=$north")]
    [InlineData("matrix?process=$process&rows=proposals")]
    [InlineData("comparisons?left=$north&right=$south")]
    [InlineData("diffs?process=$process&from=2026-01-01")]
    [InlineData("events?process=$process&from=2026-01-01")]
    [InlineData("diffs?process=$process&from=0&axis=recorded")]
    [InlineData("parties/$north/timeline?limit=50")]
    [InlineData("issues/$border/timeline?limit=50")]
    [InlineData("positions?process=$process")]
    public async Task Without_an_article_its_citations_are_not_shown_and_a_record_that_has_another_one_stays(string path)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        await talks.RecordAsync(talks.With(talks.PositionBody(), """{"citations": [{"article": "$article-2", "paragraph": 7}]}"""));
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES"), """{"party": "$south"}"""));

        var all = (await app.GetAsync($"/api/v1/{talks.Fill(path)}")).GetRawText();
        var without = (await app.GetAsync($"/api/v1/{talks.Fill($"{path}&without=$article")}")).GetRawText();

        foreach (var article in new[] { $"\"slug\":\"{talks.Article}\"", $"\"slug\":\"{talks.Article}-2\"" })
        {
            all.ShouldContain(article);
        }

        without.ShouldNotContain($"\"slug\":\"{talks.Article}\"");
        without.ShouldContain($"\"slug\":\"{talks.Article}-2\"");
        without.ShouldNotContain("OPPOSES");
        without.ShouldContain("SUPPORTS");
        without.ShouldContain($"without={talks.Article}");
    }

    [Fact]
    public async Task Fragility_names_the_article_on_which_a_stance_hangs_and_what_would_be_held()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        var before = await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-02", ("article", $"{talks.Article}-2")));

        var held = await HeldAsync($"party={talks.North}&fragility=true");
        var fragility = held.Inner("fragility")!.Value;

        (fragility.Slug("article"), fragility.Text("stance")).ShouldBe(($"{talks.Article}-2", "OPEN"));
        fragility.GetProperty("position").GetGuid().ShouldBe(before);
        (await HeldAsync($"party={talks.North}")).Inner("fragility").ShouldBeNull();
        (await HeldAsync($"party={talks.North}&without={talks.Article}-2")).GetProperty("position").GetGuid().ShouldBe(before);
    }

    [Fact]
    public async Task Attribution_chooses_records_before_they_are_carried_forward_and_stance_chooses_among_the_results()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS", "2026-03-01"), """{"speaker": "$northSpeaker"}"""));
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "2026-03-05"), """{"speaker": "$southSpeaker"}"""));

        (await HeldAsync($"party={talks.North}&attribution=SELF")).Text("stance").ShouldBe("SUPPORTS");
        (await HeldAsync($"party={talks.North}&speaker={talks.NorthSpeaker}")).Text("stance").ShouldBe("SUPPORTS");
        (await HeldAsync($"party={talks.North}&assertedBy={talks.South}")).Text("stance").ShouldBe("OPPOSES");
        (await HeldAsync($"party={talks.North}&stance=OPPOSES")).Text("stance").ShouldBe("OPPOSES");
        (await app.GetAsync($"/api/v1/held-positions?party={talks.North}&stance=SUPPORTS")).Items().ShouldBeEmpty();
        (await HeldAsync($"party={talks.North}&stance=SUPPORTS&attribution=SELF")).Text("stance").ShouldBe("SUPPORTS");
    }

    [Fact]
    public async Task Outlet_and_article_choose_records_before_they_are_carried_forward()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-2", "2026-03-12"), $$"""{"outlet": "Outlet of {{talks.Article}}"}""")
        );
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-05", ("article", $"{talks.Article}-2")));

        (await HeldAsync($"party={talks.North}&outlet=The Test")).Text("stance").ShouldBe("SUPPORTS");
        (await HeldAsync($"party={talks.North}&outlet=Outlet of {talks.Article}")).Text("stance").ShouldBe("OPPOSES");
        (await HeldAsync($"party={talks.North}&article={talks.Article}")).Text("stance").ShouldBe("SUPPORTS");
    }

    [Fact]
    public async Task Conditions_and_figures_are_shown_and_told_in_the_headline()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL"),
                """
                {"terms": ["withdrawalDistance <= 40 km"],
                 "conditions": [{"kind": "RECIPROCAL", "by": "$south", "key": "same", "text": "South does the same", "carried": true}]}
                """
            )
        );

        var held = await HeldAsync($"party={talks.North}");

        held.Text("headline")
            .ShouldBe("North, A pull-back: withdrawal distance: at most 40 km; as before: if South does the same (article's own voice)");
        held.GetProperty("score").GetInt32().ShouldBe(1);
        held.GetProperty("conditions")[0].GetProperty("by").Text("name").ShouldBe("South");
        held.GetProperty("conditions")[0].GetProperty("carried").GetBoolean().ShouldBeTrue();
        held.GetProperty("terms")[0].GetProperty("value").GetDecimal().ShouldBe(40);
    }

    private async Task<JsonElement> HeldAsync(string query) =>
        (await app.GetAsync($"/api/v1/held-positions?{query}")).Items().ShouldHaveSingleItem();
}
