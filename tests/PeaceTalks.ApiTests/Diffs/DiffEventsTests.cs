namespace PeaceTalks.ApiTests.Diffs;

/// <summary>Every record of a window, one by one: what is said of each.</summary>
public sealed class DiffEventsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private Scene scene = null!;

    [Fact]
    public async Task On_the_valid_axis_the_records_in_force_stand_in_the_order_of_their_days_with_what_each_changed()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@3");
        await scene.ReachAsync("DRAFTED", "@9");
        await scene.RecordAsync("OPEN", "@20");
        await scene.RecordAsync("OPPOSES", "@8");
        await scene.RecordAsync("OPPOSES", "@12");
        await scene.RecordAsync("DECLINED", "@14");
        await scene.RetractAsync(await scene.RecordAsync("NEUTRAL", "@13"));
        await scene.RecordAsync("OPEN", "@7", """{"party": "$south"}""");
        await scene.ReachAsync("STALLED", "@30");

        (await ShownAsync("from=@3&to=@20")).ShouldBe([
            "- APPEARED: South, A pull-back: first known: open",
            "- REVERSED: North, A pull-back: supports -> opposes",
            "- -: A pull-back: drafted: DRAFTED",
            "- -: North, A pull-back: again: opposes",
            "- WENT_SILENT: North, A pull-back: went silent (declined to comment); last stance: opposes",
            "- DISCLOSED: North, A pull-back: silence ended: open",
        ]);
        (await ShownAsync("from=@12&to=@14")).ShouldHaveSingleItem().ShouldStartWith("- WENT_SILENT");
    }

    [Theory]
    [InlineData("speaker=$northSpeaker")]
    [InlineData("assertedBy=$north")]
    [InlineData("article=$article")]
    public async Task A_filter_of_records_needs_no_filter_of_tracks_beside_it(string filter)
    {
        scene = await Scene.BeginAsync(app);
        var mine = await scene.RecordAsync("OPPOSES", "@5", """{"speaker": "$northSpeaker"}""");

        foreach (var window in (string[])["from=@0&to=@40", "axis=recorded&from=0&asOf=@40"])
        {
            var (events, _) = await app.AllPagesAsync(scene.Fill($"/api/v1/events?{window}&{filter}"), 200);
            events.Select(x => x.Text("record")).ShouldContain($"{mine}", window);
        }
    }

    [Fact]
    public async Task A_milestone_is_shown_whole_and_a_position_with_both_sides()
    {
        scene = await Scene.BeginAsync(app);
        var agreed = await scene.RecordAsync("SUPPORTS", "@3");
        var refused = await scene.RecordAsync("OPPOSES", "@5", """{"speaker": "$northSpeaker"}""");
        var drafted = await scene.ReachAsync("DRAFTED", "@6", """{"by": "$south"}""");

        var events = (await scene.EventsAsync("from=@3&to=@20")).Items().ToList();

        var (position, milestone) = (events[0], events[1]);
        (position.Text("noun"), position.Text("record"), position.Slug("party"), position.Slug("target")).ShouldBe(
            ("POSITION", $"{refused}", scene.Talks.North, scene.Talks.Proposal)
        );
        (
            position.Inner("before")!.Value.Text("position"),
            position.Inner("after")!.Value.Text("position"),
            position.Inner("position")!.Value.Text("id")
        ).ShouldBe(($"{agreed}", $"{refused}", $"{refused}"));
        position.Inner("differences")!.Value.Inner("selfReported")!.Value.GetProperty("to").GetBoolean().ShouldBeTrue();
        (milestone.Text("noun"), milestone.Text("record"), milestone.Slug("party"), milestone.Text("kind")).ShouldBe(
            ("MILESTONE", $"{drafted}", scene.Talks.South, null)
        );
        milestone.Inner("milestone")!.Value.Text("step").ShouldBe("DRAFTED");
        milestone.Inner("milestoneBefore").ShouldBeNull();
        new[] { "target", "differences", "before", "after", "position" }.ShouldAllBe(member => milestone.Inner(member) == null);
    }

    [Theory]
    [InlineData("@10", null, null)] // the day of the earlier end
    [InlineData("@11", "CERTAIN", null)]
    [InlineData("@20", "CERTAIN", null)]
    [InlineData("@21", null, null)]
    [InlineData("[@11..@20]", "CERTAIN", null)]
    [InlineData("[@10..@11]", "POSSIBLE", "so perhaps not after @10")]
    [InlineData("[@5..@10]", null, null)]
    [InlineData("[..@15]", "POSSIBLE", "by @15, on a day that is not known, so perhaps not after @10")]
    [InlineData("[..@10]", null, null)]
    [InlineData("[@20..@21]", "POSSIBLE", "so perhaps after @20")]
    [InlineData("[@21..@30]", null, null)]
    [InlineData("[@10..@21]", "POSSIBLE", "so perhaps not after @10 or after @20")]
    [InlineData("[@1..@30]", "POSSIBLE", "so perhaps not after @10 or after @20")]
    public async Task What_may_lie_in_the_window_is_told_of_and_marked_where_it_may_lie_outside(
        string day,
        string? certainty,
        string? reason
    )
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", day);
        await scene.ReachAsync("DRAFTED", day);

        var events = (await scene.EventsAsync("from=@10&to=@20")).Items().ToList();

        events.Count.ShouldBe(certainty is null ? 0 : 2);
        events.ShouldAllBe(x =>
            x.Text("certainty") == certainty
            && (x.Text("certaintyReason") ?? "").EndsWith(scene.Fill(reason ?? ""), StringComparison.Ordinal)
        );
        events
            .Select(x => x.Text("certaintyReason")?[..8])
            .ShouldBe(reason is null ? events.Select(_ => (string?)null) : ["it was s", "it happe"]);
    }

    [Fact]
    public async Task On_the_recorded_axis_what_the_ledger_did_stands_in_its_order_with_what_it_changed()
    {
        scene = await Scene.BeginAsync(app);
        var from = await app.HeadAsync();
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.RecordAsync("OPEN", "@3");
        var second = await scene.CorrectAsync(first, "OPPOSES", "@5");
        var third = await scene.CorrectAsync(second, "OPPOSES", "@6");
        await scene.CiteAsync(third);
        var drafted = await scene.ReachAsync("DRAFTED", "@7");
        var quiet = await scene.RecordAsync("DECLINED", "@8");
        await scene.RetractAsync(quiet);
        await scene.CiteAsync(drafted, "milestones");
        await app.PostAsync($"/api/v1/milestones/{drafted}/correction", scene.Milestone("FLOATED", "@7"));
        await scene.RetractAsync(third);

        (await ShownAsync($"axis=recorded&from={from}&asOf=@40")).ShouldBe([
            "ADDED APPEARED: North, A pull-back: first known: supports",
            "ADDED -: North, A pull-back: of an earlier day: open",
            "CORRECTED REVERSED: North, A pull-back: corrected: supports -> opposes",
            "CORRECTED -: North, A pull-back: corrected, in wording, day or source: opposes",
            "CITED -: North, A pull-back: also reported by Other: opposes",
            "ADDED -: A pull-back: drafted: DRAFTED",
            "ADDED WENT_SILENT: North, A pull-back: went silent (declined to comment); last stance: opposes",
            "RETRACTED DISCLOSED: North, A pull-back: retracted: declined to comment",
            "CITED -: A pull-back: also reported by Other: drafted: DRAFTED",
            "CORRECTED -: A pull-back: corrected: floated: FLOATED",
            "RETRACTED MOVED_TOWARDS: North, A pull-back: retracted: opposes",
        ]);
    }

    [Fact]
    public async Task An_event_says_what_it_changed_at_its_time_whatever_came_later()
    {
        scene = await Scene.BeginAsync(app);
        var from = await app.HeadAsync();
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.RecordAsync("OPPOSES", "@6");
        var then = await ShownAsync($"axis=recorded&from={from}&asOf=@40");
        await scene.RetractAsync(first);

        var now = await ShownAsync($"axis=recorded&from={from}&asOf=@40");

        now.Take(2).ShouldBe(then);
        now.ShouldBe([.. then, "RETRACTED -: North, A pull-back: retracted: supports"]);
    }

    [Fact]
    public async Task A_correction_onto_another_track_is_told_of_on_both()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var from = await app.HeadAsync();
        var second = await scene.CorrectAsync(first, "SUPPORTS", "@5", """{"party": "$south"}""");
        var path = $"axis=recorded&from={from}&asOf=@40";

        (await ShownAsync(path)).ShouldBe([
            "CORRECTED DISAPPEARED: North, A pull-back: corrected, is recorded of South, A pull-back, now: supports",
            "CORRECTED APPEARED: South, A pull-back: corrected, was recorded of North, A pull-back: supports",
        ]);
        (await ShownAsync($"{path}&party=$north")).ShouldHaveSingleItem().ShouldStartWith("CORRECTED DISAPPEARED");
        (await ShownAsync($"{path}&party=$south")).ShouldHaveSingleItem().ShouldStartWith("CORRECTED APPEARED");
        var records = (await app.AllPagesAsync(scene.EventsPath(path), 1)).Items;
        records.Select(x => x.Text("record")).ShouldBe([$"{first}", $"{second}"]);
        records[0].Inner("position")!.Value.Text("supersededBy").ShouldBe($"{second}");
    }

    [Fact]
    public async Task A_correction_to_a_day_after_the_asked_one_is_told_of_by_what_counts_no_longer()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var drafted = await scene.ReachAsync("DRAFTED", "@5");
        var from = await app.HeadAsync();
        var second = await scene.CorrectAsync(first, "SUPPORTS", "@50");
        await app.PostAsync($"/api/v1/milestones/{drafted}/correction", scene.Milestone("DRAFTED", "@50"));

        (await ShownAsync($"axis=recorded&from={from}&asOf=@40")).ShouldBe([
            "CORRECTED DISAPPEARED: North, A pull-back: corrected, and counts no longer: supports",
            "CORRECTED -: A pull-back: corrected, and counts no longer: drafted: DRAFTED",
        ]);
        await scene.CorrectAsync(second, "SUPPORTS", "@6");
        (await ShownAsync($"axis=recorded&from={from + 2}&asOf=@40")).ShouldBe([
            "CORRECTED APPEARED: North, A pull-back: corrected, in wording, day or source: supports",
        ]);
    }

    [Fact]
    public async Task Under_a_filter_of_an_outlet_the_citation_is_what_makes_a_record_count()
    {
        scene = await Scene.BeginAsync(app);
        var from = await app.HeadAsync();
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.RecordAsync("OPPOSES", "@6");
        await scene.CiteAsync(first);
        await scene.CiteAsync(first, paragraph: 4);

        (await ShownAsync($"axis=recorded&from={from}&asOf=@40&outlet=Other")).ShouldBe([
            "CITED APPEARED: North, A pull-back: also reported by Other: supports",
            "CITED -: North, A pull-back: also reported by Other: supports",
        ]);
    }

    [Fact]
    public async Task A_filter_chooses_milestones_by_who_took_the_step_and_what_it_is_of()
    {
        scene = await Scene.BeginAsync(app);
        await scene.ReachAsync("DRAFTED", "@5", """{"by": "$north"}""");
        await scene.ReachAsync("STALLED", "@6", """{"by": "$south", "speaker": "$northSpeaker"}""");
        await scene.ReachAsync("NARROWED", "@7", """{"proposal": null, "issue": "$land", "article": "$article-2"}""");
        async Task<string> StepsAsync(string filter) =>
            string.Join(
                ' ',
                (await scene.EventsAsync($"from=@0&to=@40{filter}")).Items().Select(x => x.Inner("milestone")!.Value.Text("step"))
            );

        (await StepsAsync("")).ShouldBe("DRAFTED STALLED NARROWED");
        (await StepsAsync("&party=$north")).ShouldBe("DRAFTED");
        (await StepsAsync("&issue=$border")).ShouldBe("DRAFTED STALLED");
        (await StepsAsync("&issue=$land")).ShouldBe("NARROWED");
        (await StepsAsync("&issue=$land&includeSubIssues=true")).ShouldBe("DRAFTED STALLED NARROWED");
        (await StepsAsync("&speaker=$northSpeaker")).ShouldBe("STALLED");
        (await StepsAsync("&outlet=Other")).ShouldBe("NARROWED");
        (await StepsAsync("&kind=APPEARED")).ShouldBe("");
        (await StepsAsync("&stance=OPPOSES")).ShouldBe("");
    }

    [Fact]
    public async Task Events_can_be_had_as_a_patch()
    {
        scene = await Scene.BeginAsync(app);
        var from = await app.HeadAsync();
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.RecordAsync("SUPPORTS", "@6");
        await scene.ReachAsync("DRAFTED", "@7", """{"by": "$north"}""");
        await scene.RetractAsync(first);

        var patch = await app.GetTextAsync(scene.EventsPath($"axis=recorded&from={from}&to={from + 4}&asOf=@40"), "text/x-diff");

        patch
            .Split('\n')
            .Where(x =>
                x.StartsWith("---", StringComparison.Ordinal)
                || x.StartsWith("+++", StringComparison.Ordinal)
                || x.StartsWith("@@", StringComparison.Ordinal)
            )
            .ShouldBe([
                $"--- {scene.Day(40)}, known at revision {from}",
                $"+++ {scene.Day(40)}, known at revision {from + 4}",
                $"@@ {scene.Talks.North} / {scene.Talks.Proposal} @@ {scene.Day(5)} ADDED APPEARED",
                $"@@ {scene.Talks.North} / {scene.Talks.Proposal} @@ {scene.Day(6)} ADDED AGAIN",
                $"@@ milestone / {scene.Talks.Proposal} @@ {scene.Day(7)} ADDED DRAFTED",
                $"@@ {scene.Talks.North} / {scene.Talks.Proposal} @@ {scene.Day(5)} RETRACTED",
            ]);
    }

    /// <summary>Action, kind and headline without its reporter.</summary>
    private async Task<List<string>> ShownAsync(string query) =>
        [
            .. (await scene.EventsAsync(query))
                .Items()
                .Select(x =>
                    $"{x.Text("action") ?? "-"} {x.Text("kind") ?? "-"}: {x.Text("headline")!.Replace(" (article's own voice)", "", StringComparison.Ordinal)}"
                ),
        ];
}
