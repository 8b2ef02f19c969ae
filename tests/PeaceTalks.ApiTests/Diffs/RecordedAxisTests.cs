using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>
/// What the ledger learned and why, as of day 40: in each test something is recorded by day 10, which is the day of the earlier end, and
/// something on day 20.
/// </summary>
public sealed class RecordedAxisTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private Scene scene = null!;

    [Theory]
    [InlineData("@5", "NEWLY_REPORTED")]
    [InlineData("@10", "NEWLY_REPORTED")] // the day of the earlier end
    [InlineData("@11", "PARTY_MOVED")]
    [InlineData("@20", "PARTY_MOVED")]
    [InlineData("@30", "PARTY_MOVED")]
    [InlineData("[@5..@10]", "NEWLY_REPORTED")]
    [InlineData("[@11..@25]", "PARTY_MOVED")]
    [InlineData("[@5..@11]", "UNKNOWN")]
    [InlineData("[..@10]", "NEWLY_REPORTED")]
    [InlineData("[..@11]", "UNKNOWN")]
    public async Task What_is_recorded_late_is_newly_reported_or_the_party_moved_or_its_day_does_not_tell(string day, string cause)
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("OPPOSES", "@4", """{"proposal": null, "issue": "$land"}""");

        (await LearnedAsync(() => scene.RecordAsync("SUPPORTS", day))).ShouldBe([
            $"APPEARED {cause}: North, A pull-back: nothing -> SUPPORTS",
        ]);
    }

    [Fact]
    public async Task That_a_party_moved_is_possible_if_that_is_only_reported_as_standing_until_the_party_says_so()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");
        var from = await app.HeadAsync();
        await scene.GoOnToAsync(20);
        await scene.RecordAsync("OPPOSES", "@15", """{"statedOn": {"edtf": "@15", "basis": "PUBLICATION"}}""");
        var path = $"axis=recorded&from={from}&asOf=@40";

        var wants = (await scene.DiffAsync(path)).Items().ShouldHaveSingleItem();
        await scene.RecordAsync("OPPOSES", "@12");
        var said = (await scene.DiffAsync(path)).Items().ShouldHaveSingleItem();

        (wants.Text("cause"), wants.Text("certainty"), wants.Text("certaintyReason")).ShouldBe(
            ("PARTY_MOVED", "POSSIBLE", scene.Fill("it was reported as standing on @15, so perhaps not after @10"))
        );
        wants.Text("headline")!.ShouldEndWith(scene.Fill("(article's own voice; possibly earlier: reported as standing on @15)"));
        (said.Text("cause"), said.Text("certainty"), said.Text("certaintyReason")).ShouldBe(("PARTY_MOVED", "CERTAIN", null));
        said.Text("headline")!.ShouldEndWith("(article's own voice)");
    }

    [Fact]
    public async Task A_late_report_of_a_reversal_shows_what_was_known_and_what_is()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("OPPOSES", "@7"))).ShouldBe([
            "REVERSED NEWLY_REPORTED: North, A pull-back: SUPPORTS -> OPPOSES",
        ]);
    }

    [Fact]
    public async Task A_late_report_from_before_what_is_held_changes_nothing()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("OPPOSES", "@3"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_says_the_same_again_changes_nothing()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("SUPPORTS", "@15"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Days_after_the_asked_one_are_not_part_of_the_answer_until_a_later_day_is_asked_for()
    {
        scene = await Scene.BeginAsync(app);
        var from = await app.HeadAsync();
        await scene.RecordAsync("SUPPORTS", "@15");

        async Task<List<string>> AsOfAsync(int day) => Shown(await scene.DiffAsync($"axis=recorded&from={from}&asOf=@{day}"));

        (await AsOfAsync(14)).ShouldBeEmpty();
        (await AsOfAsync(15)).ShouldBe(["APPEARED PARTY_MOVED: North, A pull-back: nothing -> SUPPORTS"]);
    }

    [Fact]
    public async Task A_correction_is_corrected_and_so_is_one_of_a_correction()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var second = Guid.Empty;

        (await LearnedAsync(async () => second = await scene.CorrectAsync(first, "OPEN", "@5"))).ShouldBe([
            "MOVED_AWAY CORRECTED: North, A pull-back: SUPPORTS -> OPEN",
        ]);
        (
            await LearnedAsync(async () => await scene.CorrectAsync(await scene.CorrectAsync(second, "OPPOSES", "@5"), "SUPPORTS", "@6"))
        ).ShouldBe(["MOVED_TOWARDS CORRECTED: North, A pull-back: OPEN -> SUPPORTS"]);
    }

    [Fact]
    public async Task A_correction_to_what_was_stated_after_the_earlier_end_is_corrected_all_the_same()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.CorrectAsync(first, "OPPOSES", "@15"))).ShouldBe([
            "REVERSED CORRECTED: North, A pull-back: SUPPORTS -> OPPOSES",
        ]);
    }

    [Fact]
    public async Task What_is_recorded_and_corrected_in_the_window_is_a_correction_and_what_is_retracted_in_it_never_was()
    {
        scene = await Scene.BeginAsync(app);

        (await LearnedAsync(async () => await scene.CorrectAsync(await scene.RecordAsync("SUPPORTS", "@5"), "OPEN", "@5"))).ShouldBe([
            "APPEARED CORRECTED: North, A pull-back: nothing -> OPEN",
        ]);
        (await LearnedAsync(async () => await scene.RetractAsync(await scene.RecordAsync("OPPOSES", "@7")))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retraction_is_retracted_whether_nothing_is_left_or_something_older()
    {
        scene = await Scene.BeginAsync(app);
        var older = await scene.RecordAsync("SUPPORTS", "@3");
        var newer = await scene.RecordAsync("OPPOSES", "@5");

        (await LearnedAsync(() => scene.RetractAsync(newer))).ShouldBe(["REVERSED RETRACTED: North, A pull-back: OPPOSES -> SUPPORTS"]);
        (await LearnedAsync(() => scene.RetractAsync(older))).ShouldBe(["DISAPPEARED RETRACTED: North, A pull-back: SUPPORTS -> nothing"]);
    }

    [Fact]
    public async Task A_retraction_comes_before_what_the_party_said_since()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");

        (
            await LearnedAsync(async () =>
            {
                await scene.RetractAsync(first);
                await scene.RecordAsync("OPPOSES", "@15");
            })
        ).ShouldBe(["REVERSED RETRACTED: North, A pull-back: SUPPORTS -> OPPOSES"]);
    }

    [Fact]
    public async Task A_correction_that_is_then_retracted_is_retracted()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(async () => await scene.RetractAsync(await scene.CorrectAsync(first, "OPEN", "@5")))).ShouldBe([
            "DISAPPEARED RETRACTED: North, A pull-back: SUPPORTS -> nothing",
        ]);
    }

    [Fact]
    public async Task What_becomes_of_a_record_after_the_window_is_not_known_in_it()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var from = await app.HeadAsync();
        var second = await scene.CorrectAsync(first, "OPEN", "@5");
        var to = await app.HeadAsync();
        await scene.RetractAsync(second);

        Shown(await scene.DiffAsync($"axis=recorded&from={from}&to={to}&asOf=@40"))
            .ShouldBe(["MOVED_AWAY CORRECTED: North, A pull-back: SUPPORTS -> OPEN"]);
    }

    [Fact]
    public async Task A_record_that_is_dated_anew_disappears_from_the_days_before_and_appears_on_those_after()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var second = Guid.Empty;

        (await LearnedAsync(async () => second = await scene.CorrectAsync(first, "SUPPORTS", "@50"))).ShouldBe([
            "DISAPPEARED CORRECTED: North, A pull-back: SUPPORTS -> nothing",
        ]);
        (await LearnedAsync(() => scene.CorrectAsync(second, "SUPPORTS", "@6"))).ShouldBe([
            "APPEARED CORRECTED: North, A pull-back: nothing -> SUPPORTS",
        ]);
    }

    [Fact]
    public async Task A_record_that_is_dated_before_an_older_one_lets_that_one_be_held()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");
        var newer = await scene.RecordAsync("OPPOSES", "@7");

        (await LearnedAsync(() => scene.CorrectAsync(newer, "OPPOSES", "@3"))).ShouldBe([
            "REVERSED CORRECTED: North, A pull-back: OPPOSES -> SUPPORTS",
        ]);
    }

    [Theory]
    [InlineData("""{"party": "$south"}""", "South, A pull-back")]
    [InlineData("""{"proposal": null, "issue": "$border"}""", "North, An issue")]
    public async Task A_record_that_is_moved_disappears_from_one_track_and_appears_on_the_other(string moved, string to)
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.CorrectAsync(first, "SUPPORTS", "@5", moved))).ShouldBe(
            ["DISAPPEARED CORRECTED: North, A pull-back: SUPPORTS -> nothing", $"APPEARED CORRECTED: {to}: nothing -> SUPPORTS"],
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData("@15", "PARTY_MOVED")]
    [InlineData("@9", "NEWLY_REPORTED")]
    [InlineData("[@9..@15]", "UNKNOWN")]
    public async Task A_silence_that_begins_is_of_its_own_day(string day, string cause)
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("DECLINED", day))).ShouldBe([
            $"WENT_SILENT {cause}: North, A pull-back: SUPPORTS -> SUPPORTS, then DECLINED",
        ]);
    }

    [Fact]
    public async Task A_silence_that_began_before_what_is_held_changes_nothing()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("DECLINED", "@4"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silence_ends_with_a_stance_with_its_retraction_or_with_its_correction()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");
        var (quiet, again) = (await scene.RecordAsync("DECLINED", "@6"), Guid.Empty);

        (await LearnedAsync(() => scene.RetractAsync(quiet))).ShouldBe([
            "DISCLOSED RETRACTED: North, A pull-back: SUPPORTS, then DECLINED -> SUPPORTS",
        ]);
        (await LearnedAsync(async () => again = await scene.RecordAsync("NO_RESPONSE", "@8"))).ShouldBe([
            "WENT_SILENT NEWLY_REPORTED: North, A pull-back: SUPPORTS -> SUPPORTS, then NO_RESPONSE",
        ]);
        (await LearnedAsync(() => scene.CorrectAsync(again, "OPEN", "@8"))).ShouldBe([
            "DISCLOSED CORRECTED: North, A pull-back: SUPPORTS, then NO_RESPONSE -> OPEN",
        ]);
    }

    [Fact]
    public async Task A_party_that_was_silent_speaks()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("UNDISCLOSED", "@5");

        (await LearnedAsync(() => scene.RecordAsync("OPPOSES", "@15"))).ShouldBe([
            "DISCLOSED PARTY_MOVED: North, A pull-back: UNDISCLOSED -> OPPOSES",
        ]);
    }

    [Fact]
    public async Task A_silence_that_was_never_more_than_that_is_gone_with_its_retraction()
    {
        scene = await Scene.BeginAsync(app);
        var quiet = await scene.RecordAsync("UNDISCLOSED", "@5");

        (await LearnedAsync(() => scene.RetractAsync(quiet))).ShouldBe([
            "DISAPPEARED RETRACTED: North, A pull-back: UNDISCLOSED -> nothing",
        ]);
    }

    [Fact]
    public async Task A_stance_that_is_retracted_leaves_the_silence_that_came_after_it()
    {
        scene = await Scene.BeginAsync(app);
        var stance = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.RecordAsync("DECLINED", "@6");

        (await LearnedAsync(() => scene.RetractAsync(stance))).ShouldBe([
            "STANCE_CHANGED RETRACTED: North, A pull-back: SUPPORTS, then DECLINED -> DECLINED",
        ]);
    }

    [Fact]
    public async Task A_reversal_of_long_ago_is_newly_reported_also_where_the_party_has_been_silent_anew()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@3");
        await scene.RecordAsync("DECLINED", "@6");

        (
            await LearnedAsync(async () =>
            {
                await scene.RecordAsync("OPPOSES", "@5");
                await scene.RecordAsync("NO_RESPONSE", "@15");
            })
        ).ShouldBe(["REVERSED NEWLY_REPORTED: North, A pull-back: SUPPORTS, then DECLINED -> OPPOSES, then NO_RESPONSE"]);
    }

    [Theory]
    [InlineData("@15", "PARTY_MOVED")]
    [InlineData("@8", "NEWLY_REPORTED")]
    public async Task What_a_holder_says_itself_for_the_first_time_is_confirmed(string day, string cause)
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.RecordAsync("SUPPORTS", day, """{"speaker": "$northSpeaker"}"""))).ShouldBe([
            $"SELF_CONFIRMED {cause}: North, A pull-back: SUPPORTS -> SUPPORTS",
        ]);
    }

    [Fact]
    public async Task An_article_coded_late_changes_each_track_for_its_own_reason()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");
        var south = await scene.RecordAsync("OPEN", "@5", """{"party": "$south"}""");
        object[] positions = [Coded("OPPOSES", "@7", "$north"), Coded("SUPPORTS", "@15", "$south"), Coded("OPEN", "@5", "$south", "$land")];

        (
            await LearnedAsync(async () =>
                (
                    await app.PostAsync(
                        scene.Fill("/api/v1/articles/$article-2/coding"),
                        new { positions, citations = new[] { new { record = south, paragraph = 4 } } }
                    )
                ).Expect(201)
            )
        ).ShouldBe(
            [
                "REVERSED NEWLY_REPORTED: North, A pull-back: SUPPORTS -> OPPOSES",
                "MOVED_TOWARDS PARTY_MOVED: South, A pull-back: OPEN -> SUPPORTS",
                "APPEARED NEWLY_REPORTED: South, An issue: nothing -> OPEN",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_citation_is_no_change_but_makes_a_record_count_under_a_filter_of_its_outlet()
    {
        scene = await Scene.BeginAsync(app);
        var cited = await scene.RecordAsync("SUPPORTS", "@5");

        (await LearnedAsync(() => scene.CiteAsync(cited), outlet: "Other")).ShouldBe([
            "APPEARED NEWLY_REPORTED: North, A pull-back: nothing -> SUPPORTS",
        ]);
        (await LearnedAsync(() => scene.CiteAsync(cited, paragraph: 5))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edit_of_an_article_changes_what_counts_under_a_filter_of_its_outlet()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");
        await scene.CiteAsync(await scene.RecordAsync("OPEN", "@5", """{"party": "$south"}"""));
        async Task RenameAsync(string outlet, int version) =>
            (
                await app.PutAsync(
                    scene.Fill("/api/v1/articles/$article"),
                    scene.Talks.With(scene.Talks.ArticleBody(scene.Talks.Article, "2026-03-10"), $$"""{"outlet": "{{outlet}}"}"""),
                    $"\"{version}\""
                )
            ).Expect(200);

        (await LearnedAsync(() => RenameAsync("Other", 1), outlet: "Other")).ShouldBe([
            "APPEARED NEWLY_REPORTED: North, A pull-back: nothing -> SUPPORTS",
        ]);
        (await LearnedAsync(() => RenameAsync("The Test", 2), outlet: "Other")).ShouldBe([
            "DISAPPEARED UNKNOWN: North, A pull-back: SUPPORTS -> nothing",
        ]);
        (await LearnedAsync(() => RenameAsync("Third", 3))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_position_on_a_revised_proposal_shows_what_is_held_on_the_earlier_one_as_it_is_known_now()
    {
        scene = await Scene.BeginAsync(app);
        await scene.Talks.AddAsync(
            "proposals",
            scene.Talks.With(
                scene.Talks.ProposalBody($"{scene.Talks.Proposal}-2"),
                """{"relations": [{"type": "REVISION_OF", "proposal": "$proposal"}]}"""
            )
        );
        await scene.RecordAsync("SUPPORTS", "@5");
        var from = await app.HeadAsync();
        await scene.RecordAsync("OPPOSES", "@7");
        await scene.RecordAsync("OPEN", "@8", """{"proposal": "$proposal-2"}""");

        var items = (await scene.DiffAsync($"axis=recorded&from={from}&asOf=@40&proposal=$proposal-2")).Items();

        items
            .ShouldHaveSingleItem()
            .GetProperty("previously")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("side")
            .Text("stance")
            .ShouldBe("OPPOSES");
    }

    [Fact]
    public async Task Each_end_rests_on_what_was_cited_by_then()
    {
        scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        var from = await app.HeadAsync();
        await scene.CiteAsync(first);
        var then = await app.HeadAsync();
        await scene.CiteAsync(await scene.RecordAsync("OPPOSES", "@6"));

        async Task<int[]> CitationsAsync(long since)
        {
            var item = (await scene.DiffAsync($"axis=recorded&from={since}&asOf=@40")).Items().Single();
            return [.. new[] { "before", "after" }.Select(side => item.GetProperty(side).GetProperty("citations").GetArrayLength())];
        }

        (await CitationsAsync(from)).ShouldBe([1, 2]);
        (await CitationsAsync(then)).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task A_write_gives_the_change_that_the_diff_of_its_revision_gives()
    {
        scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("OPEN", "@5");
        await scene.GoOnToAsync(20);
        await using var later = app.Factory.WithWebHostBuilder(host =>
            host.ConfigureTestServices(x => x.AddSingleton<TimeProvider>(new At(scene.Date(20))))
        );
        using var client = later.CreateDefaultClient(new WithKey());

        using var answer = await client.PostAsJsonAsync("/api/v1/positions", LedgerApp.Write(scene.Position("SUPPORTS", "@15")));

        var written = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var revision = written.GetProperty("revision").GetInt64();
        var asked = await scene.DiffAsync($"axis=recorded&from={revision - 1}&to={revision}&asOf=@20");
        Shown(asked).ShouldBe(["MOVED_TOWARDS PARTY_MOVED: North, A pull-back: OPEN -> SUPPORTS"]);
        var change = written.GetProperty("diff").EnumerateArray().ShouldHaveSingleItem();
        change.Text("cause").ShouldBe("PARTY_MOVED");
        (change.GetRawText() == asked.Items().Single().GetRawText()).ShouldBeTrue();
    }

    /// <summary>
    /// What a write made the ledger learn. On the way: it is what differs between what is held as known before and after, and neither diffs
    /// along the other clock nor itself change when more is written.
    /// </summary>
    private async Task<List<string>> LearnedAsync(Func<Task> write, string? outlet = null)
    {
        var filter = outlet is null ? "" : $"&outlet={outlet}";
        var from = await app.HeadAsync();
        var movedBefore = scene.Path($"from=@0&to=@40&knownAt={from}{filter}");
        var known = await app.GetTextAsync(movedBefore);
        await scene.GoOnToAsync(20);
        await write();
        var to = await app.HeadAsync();
        (await app.GetTextAsync(movedBefore) == known).ShouldBeTrue("what the parties changed, as known before");

        var learned = await scene.DiffAsync($"axis=recorded&from={from}&to={to}&asOf=@40{filter}{Scene.AnySort}");
        foreach (var (side, revision) in new[] { ("before", from), ("after", to) })
        {
            var held = (await app.GetAsync(scene.Fill($"/api/v1/held-positions?process=$process&asOf=@40&knownAt={revision}{filter}")))
                .Items()
                .ToDictionary(Track);
            foreach (var item in learned.Items())
            {
                Held.LineOf(item, side).ShouldBe(held.TryGetValue(Track(item), out var position) ? Held.Of(position).Line : "nothing");
            }
        }

        // Whatever is written later changes nothing of it.
        string[] pinned = [learned.GetProperty("links").Text("self")!, movedBefore, scene.Path($"from=@0&to=@40&knownAt={to}{filter}")];
        var answers = await Task.WhenAll(pinned.Select(x => app.GetTextAsync(x)));
        await scene.RetractAsync(await scene.CorrectAsync(await scene.RecordAsync("NEUTRAL", "@40"), "OPPOSES", "@39"));
        (await Task.WhenAll(pinned.Select(x => app.GetTextAsync(x)))).Zip(answers).ShouldAllBe(x => x.First == x.Second);
        return Shown(learned);
    }

    private static string Track(JsonElement item) => $"{item.Slug("party")} {item.Slug("target")}";

    /// <summary>Kind, cause, track, and what was and is held.</summary>
    private static List<string> Shown(JsonElement page) =>
        [
            .. page.Items()
                .Select(x =>
                    $"{x.Text("kind")} {x.Text("cause")}: {x.GetProperty("party").Text("name")}, {x.GetProperty("target").Text("name")}: {Side(x, "before")} -> {Side(x, "after")}"
                ),
        ];

    private static string Side(JsonElement item, string side) =>
        item.Inner(side) is not { } held
            ? "nothing"
            : string.Join(", then ", new[] { held.Text("stance"), held.Inner("silence")?.Text("value") }.OfType<string>());

    private object Coded(string stance, string day, string party, string? issue = null) =>
        new
        {
            party = scene.Fill(party),
            proposal = issue is null ? scene.Talks.Proposal : null,
            issue = issue is null ? null : scene.Fill(issue),
            stance,
            summary = "Same",
            paragraph = 2,
            statedOn = new { edtf = scene.Fill(day), basis = "STATED" },
        };

    private sealed class At(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day, new TimeOnly(13, 0), TimeSpan.Zero);
    }
}
