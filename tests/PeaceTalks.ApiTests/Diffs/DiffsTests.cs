using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

public sealed class DiffsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string If = """{"kind": "RECIPROCAL", "key": "same", "text": "South does the same"}""";

    /// <summary>What changed from 2026-03-01 to 2026-03-02, as members of a position on either day; and what the headline says.</summary>
    [Theory]
    [InlineData("APPEARED", null, """{"stance": "SUPPORTS"}""", "first known: supports")]
    [InlineData(
        "WENT_SILENT",
        """{"stance": "SUPPORTS"}""",
        """{"stance": "DECLINED"}""",
        "went silent (declined to comment); last stance: supports"
    )]
    [InlineData("DISCLOSED", """{"stance": "UNDISCLOSED"}""", """{"stance": "OPPOSES"}""", "silence ended: opposes")]
    [InlineData("REVERSED", """{"stance": "SUPPORTS"}""", """{"stance": "OPPOSES"}""", "supports -> opposes")]
    [InlineData(
        "REVERSED",
        """{"stance": "OPPOSES"}""",
        $$"""{"stance": "CONDITIONAL", "conditions": [{{If}}]}""",
        "opposes -> conditional, if South does the same"
    )]
    [InlineData("MOVED_TOWARDS", """{"stance": "OPPOSES"}""", """{"stance": "OPEN"}""", "opposes -> open")]
    [InlineData("MOVED_AWAY", """{"stance": "SUPPORTS"}""", """{"stance": "NEUTRAL"}""", "supports -> neutral")]
    [InlineData("MOVED_AWAY", """{"stance": "SCEPTICAL"}""", """{"stance": "OPPOSES"}""", "sceptical -> opposes")]
    [InlineData("MOVED_TOWARDS", """{"stance": "SCEPTICAL"}""", """{"stance": "NEUTRAL"}""", "sceptical -> neutral")]
    [InlineData("REVERSED", """{"stance": "SUPPORTS"}""", """{"stance": "SCEPTICAL"}""", "supports -> sceptical")]
    [InlineData("STANCE_CHANGED", """{"stance": "OPEN"}""", """{"stance": "NEUTRAL"}""", "open -> neutral")]
    [InlineData(
        "CONDITIONS_CHANGED",
        $$"""{"stance": "CONDITIONAL", "conditions": [{{If}}]}""",
        $$"""{"stance": "CONDITIONAL", "conditions": [{{If}}, {"kind": "RATIFICATION", "key": "vote", "text": "parliament agrees"}]}""",
        "new condition: if parliament agrees"
    )]
    [InlineData(
        "TERMS_CHANGED",
        """{"stance": "SUPPORTS", "terms": ["distance same as other side"]}""",
        """{"stance": "SUPPORTS", "terms": ["distance <= 40 km"]}""",
        "distance: same as the other side -> at most 40 km"
    )]
    [InlineData(
        "SELF_CONFIRMED",
        """{"stance": "SUPPORTS"}""",
        """{"stance": "SUPPORTS", "speaker": "$northSpeaker"}""",
        "now says so itself: supports"
    )]
    [InlineData(
        "RESTATED",
        """{"stance": "SUPPORTS"}""",
        """{"stance": "SUPPORTS", "summary": "In other words"}""",
        "reported again: supports"
    )]
    [InlineData(
        "RESTATED",
        """{"stance": "SUPPORTS", "speaker": "$northSpeaker"}""",
        """{"stance": "SUPPORTS", "summary": "In other words", "speaker": "$northSpeaker"}""",
        "restated: supports"
    )]
    public async Task Each_kind_of_change_is_shown_with_the_evidence_of_both_sides(
        string kind,
        string? before,
        string after,
        string headline
    )
    {
        var talks = await TestTalks.NewAsync(app);
        Guid? first = before is null
            ? null
            : await talks.RecordAsync(talks.With(talks.PositionBody(day: "2026-03-01", members: ("summary", "Same")), before));
        var second = await talks.RecordAsync(
            talks.With(talks.PositionBody(day: "2026-03-02", members: [("summary", "Same"), ("paragraph", 2)]), after)
        );

        var item = (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-02{Scene.AnySort}")).ShouldHaveSingleItem();

        item.Text("kind").ShouldBe(kind);
        item.Text("change")
            .ShouldBe(
                kind == "APPEARED" ? "FIRST_REPORTED"
                : kind is "SELF_CONFIRMED" or "RESTATED" ? "SAID_AGAIN"
                : "MOVED"
            );
        (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-02")).Count.ShouldBe(item.Text("change") == "SAID_AGAIN" ? 0 : 1);
        item.Text("headline")!.ShouldStartWith($"North, A pull-back: {headline}");
        item.Text("certainty").ShouldBe("CERTAIN");
        item.GetProperty("certaintyReason").ValueKind.ShouldBe(JsonValueKind.Null);
        if (first is null)
        {
            item.GetProperty("before").ValueKind.ShouldBe(JsonValueKind.Null);
        }
        else
        {
            item.GetProperty("before").GetProperty("position").GetGuid().ShouldBe(first.Value);
            item.GetProperty("before").GetProperty("citations")[0].GetProperty("paragraph").GetInt32().ShouldBe(1);
            item.GetProperty("before").GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-01");
        }

        var (record, paragraph) = kind == "WENT_SILENT" ? (first!.Value, 1) : (second, 2);
        item.GetProperty("after").GetProperty("position").GetGuid().ShouldBe(record);
        var cited = item.GetProperty("after").GetProperty("citations")[0];
        cited.GetProperty("paragraph").GetInt32().ShouldBe(paragraph);
        cited.GetProperty("article").Text("title").ShouldBe($"Title of {talks.Article}");
        if (kind == "WENT_SILENT")
        {
            item.GetProperty("after").GetProperty("silence").GetProperty("position").GetGuid().ShouldBe(second);
        }

        (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-02&kind={kind}")).Count.ShouldBe(1);
        (
            await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-02&kind={(kind == "APPEARED" ? "REVERSED" : "APPEARED")}")
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_that_differs_is_listed_not_only_what_gave_the_kind()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-01"),
                """
                {"summary": "Before", "terms": ["distance = 10 km", "duration > 15 years"],
                 "conditions": [{"kind": "RECIPROCAL", "key": "same", "text": "South does"}, {"kind": "EXCHANGE", "key": "aid", "text": "aid comes"}]}
                """
            )
        );
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("OPEN", "2026-03-02"),
                """
                {"summary": "After", "speaker": "$northSpeaker", "terms": ["duration > 20 years", "share = 50 %"],
                 "conditions": [{"kind": "CONTINGENT_EVENT", "key": "same", "text": "South does", "by": "$south"}]}
                """
            )
        );

        var differences = (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-02")).Single().GetProperty("differences");

        (differences.GetProperty("stance").Text("from"), differences.GetProperty("stance").Text("to")).ShouldBe(("CONDITIONAL", "OPEN"));
        differences.GetProperty("conditionsDropped")[0].Text("key").ShouldBe("aid");
        differences.GetProperty("conditionsChanged")[0].GetProperty("to").GetProperty("by").Text("name").ShouldBe("South");
        differences.GetProperty("terms").EnumerateArray().Select(x => x.Text("key")).ShouldBe(["distance", "duration", "share"]);
        differences.GetProperty("terms")[0].GetProperty("to").ValueKind.ShouldBe(JsonValueKind.Null);
        differences.GetProperty("selfReported").GetProperty("to").GetBoolean().ShouldBeTrue();
        differences.GetProperty("summary").Text("to").ShouldBe("After");
        differences.GetProperty("silence").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_window_has_its_last_day_and_not_its_first_so_that_windows_chain()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-05"));
        async Task<string> KindsAsync(string from, string to) =>
            string.Join(' ', (await DiffAsync($"party={talks.North}&from={from}&to={to}")).Select(x => x.Text("kind")));

        (await KindsAsync("2026-03-05", "2026-03-05")).ShouldBe("");
        (await KindsAsync("2026-03-01", "2026-03-04")).ShouldBe("");
        (await KindsAsync("2026-02-28", "2026-03-01")).ShouldBe("APPEARED");
        (await KindsAsync("2026-03-01", "2026-03-05")).ShouldBe("REVERSED");
        (await KindsAsync("2026-03-04", "2026-03-05")).ShouldBe("REVERSED");
        (await KindsAsync("2026-03-05", "2026-03-31")).ShouldBe("");
        (await KindsAsync("2026-02-28", "2026-03-05")).ShouldBe("APPEARED");
    }

    [Theory]
    [InlineData("2026-03", "2026-03-10", "POSSIBLE", "between 2026-03-01 and 2026-03-31")]
    [InlineData("2026-03", "2026-02-28", "CERTAIN", null)]
    [InlineData("[..2026-03-31]", "2026-03-10", "POSSIBLE", "by 2026-03-31, on a day that is not known")]
    [InlineData("[2026-03-10..2026-03-20]", "2026-03-10", "POSSIBLE", "perhaps not after 2026-03-10")]
    [InlineData("[2026-03-11..2026-03-20]", "2026-03-10", "CERTAIN", null)]
    public async Task A_change_that_may_lie_before_the_window_is_possible_and_says_why(
        string day,
        string from,
        string certainty,
        string? reason
    )
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", day));

        var item = (await DiffAsync($"party={talks.North}&from={from}&to=2026-03-31")).ShouldHaveSingleItem();

        item.Text("certainty").ShouldBe(certainty);
        (item.Text("certaintyReason") ?? "").ShouldContain(reason ?? "");
        (item.Text("certaintyReason") is null).ShouldBe(reason is null);
    }

    [Fact]
    public async Task What_is_only_reported_as_standing_is_possible_everywhere_and_says_why()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(Standing(talks, "OPPOSES", "2026-03-10"));
        await talks.AddAsync(
            "milestones",
            talks.MilestoneBody("STALLED", ("happenedOn", new { edtf = "2026-03-11", basis = "PUBLICATION" }))
        );
        var window = $"process={talks.Process}&from=2026-03-01&to=2026-03-31";
        const string Hint = "possibly earlier: reported as standing on";

        var item = (await DiffAsync(window)).ShouldHaveSingleItem();
        var events = (await app.GetAsync($"/api/v1/events?{window}")).Items().ToList();
        var patch = await app.GetTextAsync($"/api/v1/diffs?{window}", "text/x-diff");
        var csv = await app.GetTextAsync($"/api/v1/diffs?{window}&format=csv&columns=all");

        (item.Text("certainty"), item.Text("certaintyReason")).ShouldBe(
            ("POSSIBLE", "it was reported as standing on 2026-03-10, so perhaps not after 2026-03-01")
        );
        item.Text("headline").ShouldBe($"North, A pull-back: supports -> opposes (article's own voice; {Hint} 2026-03-10)");
        events
            .Select(x => (x.Text("certainty"), x.Text("headline")))
            .ShouldBe([
                ("POSSIBLE", $"North, A pull-back: supports -> opposes (article's own voice; {Hint} 2026-03-10)"),
                ("POSSIBLE", $"A pull-back: stalled: STALLED (article's own voice; {Hint} 2026-03-11)"),
            ]);
        patch.ShouldContain($"@@ {talks.North} / {talks.Proposal} @@ REVERSED POSSIBLE\n");
        patch.ShouldEndWith(" # possible: it was reported as standing on 2026-03-10, so perhaps not after 2026-03-01\n");
        csv.ShouldContain(",POSSIBLE,\"it was reported as standing on 2026-03-10, so perhaps not after 2026-03-01\",");
        (await app.GetAsync($"/api/v1/diffs/summary?{window}")).GetProperty("possible").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026-03-15")]
    public async Task A_standing_report_takes_no_certainty_from_what_a_party_said_in_the_window(string day)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(Standing(talks, "OPPOSES", "2026-03-10"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", day));
        var window = $"party={talks.North}&from=2026-03-01&to=2026-03-31";

        (await DiffAsync(window)).ShouldHaveSingleItem().Text("certainty").ShouldBe("CERTAIN");
        (await DiffAsync($"{window}&certainty=POSSIBLE")).ShouldBeEmpty();
        (await DiffAsync($"{window}&certainty=CERTAIN")).Count.ShouldBe(1);
        (await app.GetAsync($"/api/v1/events?{window}"))
            .Items()
            .OrderBy(x => x.GetProperty("day").Text("basis"))
            .Select(x => x.Text("certainty"))
            .ShouldBe(["POSSIBLE", "CERTAIN"]);
    }

    [Fact]
    public async Task The_holders_own_word_reported_as_standing_is_possible_too()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(Standing(talks, "OPPOSES", "2026-03-10"), """{"speaker": "$northSpeaker"}"""));

        var item = (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-31")).ShouldHaveSingleItem();

        item.Text("headline").ShouldBe("North, A pull-back: first known: opposes (possibly earlier: reported as standing on 2026-03-10)");
    }

    [Fact]
    public async Task Certainty_chooses_changes_on_pages_that_go_on()
    {
        var talks = await TestTalks.NewAsync(app);
        var slugs = Enumerable.Range(1, 6).Select(i => $"{talks.Proposal}-{i}").ToList();
        foreach (var (i, slug) in slugs.Index())
        {
            await talks.AddAsync("proposals", talks.ProposalBody(slug));
            var body = i % 3 == 0 ? talks.PositionBody("OPPOSES", "2026-03-05") : Standing(talks, "OPPOSES", "2026-03-05");
            body["proposal"] = slug;
            await talks.RecordAsync(body);
        }

        foreach (var question in new[] { "diffs", "events" })
        {
            var path = $"/api/v1/{question}?party={talks.North}&from=2026-03-01&to=2026-03-31";

            var (possible, pages) = await app.AllPagesAsync($"{path}&certainty=POSSIBLE", 1);
            var (certain, _) = await app.AllPagesAsync($"{path}&certainty=CERTAIN", 1);

            possible.Select(x => x.Slug("target")).ShouldBe(slugs.Where((_, i) => i % 3 != 0));
            certain.Select(x => x.Slug("target")).ShouldBe(slugs.Where((_, i) => i % 3 == 0));
            pages.ShouldBeGreaterThanOrEqualTo(4);
        }
    }

    [Fact]
    public async Task A_patch_marks_what_the_cited_source_does_not_say()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-01"),
                $$"""{"summary": "Before", "terms": ["duration > 15 years"], "conditions": [{{If}}]}"""
            )
        );
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-05"),
                """
                {"summary": "After",
                 "terms": [{"key": "duration", "comparator": "MORE_THAN", "value": 15, "unit": "years", "carried": true}],
                 "conditions": [{"kind": "RECIPROCAL", "key": "same", "text": "South does the same", "carried": true},
                                {"kind": "RATIFICATION", "key": "vote", "text": "parliament agrees"}]}
                """
            )
        );

        var patch = await app.GetTextAsync($"/api/v1/diffs?party={talks.North}&from=2026-03-01&to=2026-03-31", "text/x-diff");
        var first = await app.GetTextAsync($"/api/v1/diffs?party={talks.North}&from=2026-02-01&to=2026-03-31", "text/x-diff");

        patch
            .Split('\n')
            .Where(x => x.Length > 1 && x[0] is ' ' or '-' or '+' && x[1] != ' ' && !x.StartsWith(" #", StringComparison.Ordinal))
            .Skip(2)
            .ShouldBe([
                " duration: more than 15 years (as before)",
                "-CONDITIONAL, if South does the same",
                "-\"Before\"",
                "+CONDITIONAL, if South does the same (as before), if parliament agrees",
                "+\"After\"",
            ]);
        first.ShouldContain("+duration: more than 15 years (as before)\n");
    }

    [Fact]
    public async Task A_silence_of_a_known_day_is_certain_whatever_is_open_about_the_stance_before_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-02-01"));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03"));
        await talks.RecordAsync(talks.PositionBody("DECLINED", "2026-04-05"));

        var item = (await DiffAsync($"process={talks.Process}&from=2026-03-10&to=2026-04-30")).ShouldHaveSingleItem();

        (item.Text("kind"), item.Text("certainty")).ShouldBe(("WENT_SILENT", "CERTAIN"));
    }

    [Fact]
    public async Task Both_ends_are_read_as_known_at_one_revision()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        var before = await app.HeadAsync();
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-05"));

        (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-31")).Count.ShouldBe(1);
        (await DiffAsync($"party={talks.North}&from=2026-03-01&to=2026-03-31&knownAt={before}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_position_on_a_revised_proposal_shows_what_was_held_on_the_earlier_one()
    {
        var talks = await TestTalks.NewAsync(app);
        var revised = $"{talks.Proposal}-2";
        await talks.AddAsync(
            "proposals",
            talks.With(talks.ProposalBody(revised), """{"relations": [{"type": "REVISION_OF", "proposal": "$proposal"}]}""")
        );
        var counter = $"{talks.Proposal}-3";
        await talks.AddAsync(
            "proposals",
            talks.With(talks.ProposalBody(counter), """{"relations": [{"type": "COUNTER_TO", "proposal": "$proposal"}]}""")
        );
        var earlier = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01", ("party", talks.South)));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-05", ("proposal", revised)));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-05", ("proposal", counter)));

        var items = (await DiffAsync($"process={talks.Process}&from=2026-03-01&to=2026-03-31")).ToDictionary(x => x.Slug("target")!);

        var previously = items[revised].GetProperty("previously").EnumerateArray().ShouldHaveSingleItem();
        previously.Slug("proposal").ShouldBe(talks.Proposal);
        previously.GetProperty("side").Text("stance").ShouldBe("OPPOSES");
        previously.GetProperty("side").GetProperty("position").GetGuid().ShouldBe(earlier);
        previously.GetProperty("side").GetProperty("citations").GetArrayLength().ShouldBe(1);
        items[counter].GetProperty("previously").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_diff_can_be_had_as_a_patch()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-01"),
                $$"""{"summary": "Mutual", "speaker": "$northSpeaker", "quote": "the same way", "terms": ["withdrawalDistance same as other side"], "conditions": [{{If}}]}"""
            )
        );
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03"),
                $$"""{"summary": "Mutual", "statedOn": {"edtf": "[2026-03-01..2026-03-09]", "basis": "INFERRED"}, "terms": ["withdrawalDistance <= 40 km"], "conditions": [{{If}}]}"""
            )
        );
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-08"),
                $$"""{"summary": "Mutual", "paragraph": 2, "terms": ["withdrawalDistance <= 40 km"], "conditions": [{{If}}]}"""
            )
        );
        var head = await app.HeadAsync();

        var patch = await app.GetTextAsync($"/api/v1/diffs?party={talks.North}&from=2026-03-01&to=2026-03-31", "text/x-diff");

        patch.ShouldBe(
            $"""
            --- 2026-03-01, known at revision {head}
            +++ 2026-03-31, known at revision {head}
            # MOVED
            @@ {talks.North} / {talks.Proposal} @@ TERMS_CHANGED
             CONDITIONAL, if South does the same
             "Mutual"
            -withdrawal distance: same as the other side
            +withdrawal distance: at most 40 km
             # before: A speaker (SELF), 2026-03-01, paragraph 1 of The Test, "Title of {talks.Article}"
             #   "the same way"
             # after: the article's own voice (UNATTRIBUTED), 2026-03-08, paragraph 2 of The Test, "Title of {talks.Article}"

            """
        );
        (await app.GetTextAsync($"/api/v1/diffs?party={talks.North}&from=2026-03-01&to=2026-03-07", "text/x-diff")).ShouldNotContain("@@");
    }

    [Theory]
    [InlineData("", "a b c d")]
    [InlineData("&party=$north", "a c")]
    [InlineData("&issue=$border", "a b d")]
    [InlineData("&issue=$land&includeSubIssues=true", "a b c d")]
    [InlineData("&proposal=$proposal", "a b")]
    [InlineData("&attribution=SELF", "a")]
    [InlineData("&assertedBy=$north", "a b")]
    [InlineData("&speaker=$northSpeaker", "a b")]
    [InlineData("&outlet=The Test", "a b")]
    [InlineData("&article=$article-2", "c d")]
    [InlineData("&without=$article", "c d")]
    [InlineData("&minSources=2", "")]
    [InlineData("&kind=APPEARED", "a b c d")]
    [InlineData("&kind=RESTATED", "")]
    [InlineData("&kind=RESTATED&kind=APPEARED", "a b c d")]
    public async Task Filters_choose_changes(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();
        var others = await TestTalks.NewAsync(app);
        await others.RecordAsync(others.PositionBody());

        var found = await DiffAsync($"process={talks.Process}&from=2026-02-01&to=2026-03-31{talks.Fill(filter)}");

        string.Join(' ', found.Select(x => x.GetProperty("after").Text("summary")).Order()).ShouldBe(expected);
    }

    [Fact]
    public async Task Attribution_chooses_records_before_they_are_compared()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS", "2026-03-01"), """{"speaker": "$northSpeaker"}"""));
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "2026-03-03"), """{"speaker": "$southSpeaker"}"""));
        await talks.RecordAsync(talks.With(talks.PositionBody("OPEN", "2026-03-05"), """{"speaker": "$northSpeaker"}"""));

        var item = (await DiffAsync($"party={talks.North}&attribution=SELF&from=2026-03-03&to=2026-03-05")).ShouldHaveSingleItem();

        (item.GetProperty("before").Text("stance"), item.Text("kind")).ShouldBe(("SUPPORTS", "MOVED_AWAY"));
        (await DiffAsync($"party={talks.North}&attribution=SELF&from=2026-03-01&to=2026-03-04")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_go_on_by_party_and_target_also_over_tracks_that_make_no_item()
    {
        var talks = await TestTalks.NewAsync(app);
        var slugs = Enumerable.Range(1, 7).Select(i => $"{talks.Proposal}-{i}").ToList();
        foreach (var (i, slug) in slugs.Index())
        {
            await talks.AddAsync("proposals", talks.ProposalBody(slug));
            await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01", ("proposal", slug), ("summary", "Same")));
            await talks.RecordAsync(
                talks.PositionBody(i % 3 == 2 ? "SUPPORTS" : "OPPOSES", "2026-03-05", ("proposal", slug), ("summary", "Same"))
            );
        }

        var path = $"/api/v1/diffs?party={talks.North}&from=2026-03-01&to=2026-03-05";
        var (items, pages) = await app.AllPagesAsync(path, 2);
        var (reversed, _) = await app.AllPagesAsync($"{path}&kind=REVERSED", 2);

        items.Select(x => x.Slug("target")).ShouldBe(slugs.Where((_, i) => i % 3 != 2));
        pages.ShouldBe(3);
        reversed.Count.ShouldBe(5);
        var first = await app.GetTextAsync($"{path}&limit=2", "text/x-diff");
        first.ShouldContain("# more with cursor=");
        var again = await app.GetTextAsync($"{path}&limit=2&cursor={first.Split("cursor=")[1].Trim()}", "text/x-diff");
        again.ShouldContain(slugs[3]);
        again.ShouldNotContain($"{slugs[0]} @@");
    }

    /// <summary>A position that the article reports as standing.</summary>
    private static Dictionary<string, object?> Standing(TestTalks talks, string stance, string day) =>
        talks.PositionBody(stance, members: ("statedOn", new { edtf = day, basis = "PUBLICATION" }));

    private async Task<List<JsonElement>> DiffAsync(string query) => [.. (await app.GetAsync($"/api/v1/diffs?{query}")).Items()];
}
