using System.Text.Json;

namespace PeaceTalks.ApiTests.Datasets;

/// <summary>What an analyst asks of the shipped data set.</summary>
public sealed class ShippedLedgerTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Fact]
    public async Task The_data_set_is_one_revision()
    {
        (await app.HeadAsync()).ShouldBe(1);
        var revision = (await app.GetAsync("/api/v1/revisions/1")).GetProperty("revision");
        revision.GetProperty("changeCount").GetInt32().ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task A_second_start_loads_nothing_and_so_does_an_instance_beside()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(async _ =>
                {
                    await using var another = app.Start(("Dataset", "russia-ukraine-2025"));
                    using var client = another.CreateClient();
                    (await client.GetStringAsync("/api/v1/revisions")).ShouldContain("\"head\":1");
                })
        );
    }

    [Fact]
    public async Task On_Donbas_in_mid_December_three_sides_have_positions_and_the_American_ones_are_known_only_through_Ukraine()
    {
        var held = (await app.GetAsync("/api/v1/held-positions?issue=donbas-territory&includeSubIssues=true&asOf=2025-12-15"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();

        held.Select(x => Slug(x, "party")).Distinct().ShouldBe(["russia", "ukraine", "united-states"], ignoreOrder: true);
        var american = held.Where(x => Slug(x, "party") == "united-states").ToList();
        american.ShouldNotBeEmpty();
        american.ShouldAllBe(x => x.GetProperty("attribution").GetString() == "OTHER_PARTY" && Slug(x, "assertedBy") == "ukraine");
        american.ShouldAllBe(x => x.GetProperty("headline").GetString()!.EndsWith("(according to Ukraine)"));
        held.ShouldAllBe(x => x.GetProperty("citations").GetArrayLength() > 0);
    }

    [Fact]
    public async Task That_Ukraine_is_against_ceding_Donbas_three_articles_report_that_do_not_retell_each_other()
    {
        const string Question = "/api/v1/held-positions?party=ukraine&proposal=cession-of-donbas&asOf=2026-01-31";
        var evidence = (await app.GetAsync($"{Question}&minSources=3")).Items().ShouldHaveSingleItem().GetProperty("evidence");

        evidence.GetProperty("independentSources").GetInt32().ShouldBe(3);
        var sources = evidence.GetProperty("sources").EnumerateArray().Select(x => x.Slug("article")!).ToList();
        sources.ShouldBeUnique();
        foreach (var source in sources)
        {
            (await app.GetAsync($"{Question}&without={source}&fragility=true"))
                .Items()
                .ShouldHaveSingleItem()
                .Text("stance")
                .ShouldBe("OPPOSES", "no single article carries it");
        }
    }

    [Fact]
    public async Task The_mutual_pull_back_goes_from_the_same_distance_to_at_most_40_km_reciprocal_on_both_sides()
    {
        var items = (await app.GetAsync("/api/v1/diffs?from=2025-12-12&to=2026-01-31&party=ukraine")).GetProperty("items").EnumerateArray();

        var change = items.Single(x => Slug(x, "target") == "mutual-pullback-donetsk");
        change.GetProperty("kind").GetString().ShouldBe("TERMS_CHANGED");
        change.GetProperty("certainty").GetString().ShouldBe("POSSIBLE");
        change
            .GetProperty("headline")
            .GetString()!
            .ShouldEndWith("(article's own voice; possibly earlier: reported as standing between 2026-01-22 and 2026-01-23)");
        var term = change.GetProperty("differences").GetProperty("terms").EnumerateArray().Single();
        term.GetProperty("from").GetProperty("comparator").GetString().ShouldBe("SAME_AS_OTHER_SIDE");
        term.GetProperty("to").GetProperty("comparator").GetString().ShouldBe("AT_MOST");
        term.GetProperty("to").GetProperty("value").GetDecimal().ShouldBe(40);
        term.GetProperty("to").GetProperty("unit").GetString().ShouldBe("km");
        foreach (var side in new[] { change.GetProperty("before"), change.GetProperty("after") })
        {
            side.GetProperty("conditions").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("RECIPROCAL");
            side.GetProperty("citations").GetArrayLength().ShouldBeGreaterThan(0);
        }

        change.GetProperty("before").GetProperty("citations")[0].GetProperty("paragraph").GetInt32().ShouldBe(18);
        change.GetProperty("after").GetProperty("citations")[0].GetProperty("paragraph").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task The_American_zone_has_no_condition_that_its_source_does_not_state_and_no_diff_shows_one()
    {
        var items = (await app.GetAsync("/api/v1/diffs?from=2026-01-07&to=2026-01-31&change=SAID_AGAIN&limit=200")).Items().ToList();

        var zone = items.Single(x => Slug(x, "target") == "free-economic-zone-donbas");
        zone.Text("kind").ShouldBe("RESTATED");
        zone.GetProperty("after").Text("stance").ShouldBe("SUPPORTS");
        zone.GetProperty("after").GetProperty("conditions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Concern_that_rejects_nothing_is_sceptical()
    {
        var sceptical = (await app.GetAsync("/api/v1/held-positions?stance=SCEPTICAL&asOf=2026-01-31")).Items().ToList();

        sceptical
            .Select(x => (Slug(x, "party"), Slug(x, "target")))
            .ShouldBe(
                [
                    ("european-states", "november-draft"),
                    ("russia", "end-of-war"),
                    ("ukraine", "november-draft"),
                    ("ukraine", "paris-ceasefire-guarantees"),
                ],
                ignoreOrder: true
            );
    }

    /// <summary>What Trump believed of Russia and how Reuters describes Russia are two reports, and no word of Russia's own.</summary>
    [Fact]
    public async Task A_reversal_between_two_reporters_names_both()
    {
        var change = (await app.GetAsync("/api/v1/diffs?from=2025-12-12&to=2026-01-31&kind=REVERSED")).Items().ShouldHaveSingleItem();

        change
            .Text("headline")
            .ShouldBe(
                "Russia, End of the war (issue): ready to settle it (according to United States) -> sceptical about settling it"
                    + " (article's own voice; possibly earlier: reported as standing on 2026-01-07)"
            );
    }

    [Fact]
    public async Task A_meeting_says_who_was_in_the_room_and_what_moved_until_the_next()
    {
        var meetings = (await app.GetAsync("/api/v1/meetings?limit=50&asOf=2026-01-31")).Items().ToList();
        meetings.Count.ShouldBe(13);
        var (call, summit) = (Id("Call of Ukraine's allies"), Id("Zelensky and Trump in Davos"));

        var between = await app.GetAsync($"/api/v1/diffs?fromMeeting={call}&toMeeting={summit}&kind=REVERSED&kind=APPEARED");

        between.Items().Count().ShouldBeGreaterThan(20);
        between
            .GetProperty("toMeeting")
            .GetProperty("participants")
            .EnumerateArray()
            .Select(x => $"{Slug(x, "party")} {x.Slug("speaker")}")
            .ShouldBe(["ukraine zelensky", "united-states trump"]);
        (await app.GetAsync("/api/v1/diffs?from=2025-12-10&to=2026-01-22&kind=REVERSED&kind=APPEARED"))
            .Items()
            .Select(x => x.GetRawText())
            .ShouldBe(between.Items().Select(x => x.GetRawText()));

        string Id(string name) => meetings.Single(x => x.Text("name") == name).Text("id")!;
    }

    [Fact]
    public async Task A_day_has_no_difference_to_itself_and_no_window_runs_backwards()
    {
        (await app.GetAsync("/api/v1/diffs?from=2025-12-12&to=2025-12-12")).GetProperty("items").GetArrayLength().ShouldBe(0);
        var backwards = await app.SendAsync(HttpMethod.Get, "/api/v1/diffs?from=2026-01-31&to=2025-12-12");
        backwards.Expect(400);
        backwards.ErrorAt("from").ShouldContain("is after to");
    }

    [Fact]
    public async Task Every_article_accounts_for_each_of_its_paragraphs()
    {
        foreach (var article in (await app.GetAsync("/api/v1/articles")).GetProperty("items").EnumerateArray())
        {
            var paragraphs = (await app.GetAsync($"/api/v1/articles/{article.GetProperty("slug").GetString()}"))
                .GetProperty("paragraphs")
                .EnumerateArray()
                .ToList();

            paragraphs.Count.ShouldBe(article.GetProperty("paragraphs").GetInt32());
            paragraphs.ShouldAllBe(x => x.GetProperty("examined").GetBoolean());
        }
    }

    [Fact]
    public async Task Chaining_two_windows_leaves_out_no_track_that_the_whole_window_has()
    {
        async Task<HashSet<string>> TracksAsync(string from, string to) =>
            [
                .. (await app.GetAsync($"/api/v1/diffs?from={from}&to={to}&limit=200"))
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(x => $"{Slug(x, "party")}/{Slug(x, "target")}"),
            ];

        var whole = await TracksAsync("2025-11-30", "2026-01-31");
        var parts = (await TracksAsync("2025-11-30", "2025-12-20")).Union(await TracksAsync("2025-12-20", "2026-01-31"));

        whole.ShouldNotBeEmpty();
        whole.Except(parts).ShouldBeEmpty();
    }

    private static string Slug(JsonElement item, string member) => item.GetProperty(member).GetProperty("slug").GetString()!;
}
