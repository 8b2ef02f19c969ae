using System.Text.Json;

namespace PeaceTalks.ApiTests.Comparisons;

public sealed class ComparisonsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("SUPPORTS", "SUPPORTS", "AGREE", 0)]
    [InlineData("OPEN", "NEUTRAL", "AGREE", 0)]
    [InlineData("SUPPORTS", "OPPOSES", "APART", 4)]
    [InlineData("OPPOSES", "OPEN", "APART", 2)]
    [InlineData("SCEPTICAL", "SCEPTICAL", "AGREE", 0)]
    [InlineData("SUPPORTS", "SCEPTICAL", "APART", 3)]
    [InlineData("SUPPORTS", null, "ONE_SIDED", null)]
    [InlineData(null, "OPPOSES", "ONE_SIDED", null)]
    [InlineData("DECLINED", "SUPPORTS", "SILENT", null)]
    [InlineData("OPPOSES", "UNDISCLOSED", "SILENT", null)]
    [InlineData("DECLINED", "NO_RESPONSE", "SILENT", null)]
    [InlineData(null, "NO_RESPONSE", "SILENT", null)]
    public async Task Each_target_has_a_relation_and_both_sides_with_their_records(
        string? left,
        string? right,
        string relation,
        int? distance
    )
    {
        var talks = await TestTalks.NewAsync(app);
        var north = left is null ? (Guid?)null : await talks.RecordAsync(Own(talks, talks.North, left));
        var south = right is null ? (Guid?)null : await talks.RecordAsync(Own(talks, talks.South, right));

        var page = await app.GetAsync(Question(talks));

        (page.Slug("left"), page.Slug("right"), page.GetProperty("left").Text("name")).ShouldBe((talks.North, talks.South, "North"));
        var item = page.Items().ShouldHaveSingleItem();
        (
            item.Text("relation"),
            item.GetProperty("distance").ValueKind == JsonValueKind.Null ? (int?)null : item.GetProperty("distance").GetInt32()
        ).ShouldBe((relation, distance));
        item.GetProperty("target").Text("slug").ShouldBe(talks.Proposal);
        Check(item.GetProperty("left"), north, left);
        Check(item.GetProperty("right"), south, right);

        void Check(JsonElement side, Guid? record, string? stance)
        {
            side.ValueKind.ShouldBe(record is null ? JsonValueKind.Null : JsonValueKind.Object);
            if (record is not null)
            {
                (side.GetProperty("position").GetGuid(), side.Text("stance")).ShouldBe((record.Value, stance));
                side.GetProperty("citations")[0].GetProperty("article").Text("slug").ShouldBe(talks.Article);
            }
        }
    }

    [Fact]
    public async Task Of_one_score_conditions_and_figures_may_separate_and_the_line_names_who_says_so()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL"),
                """
                {"speaker": "$northSpeaker", "terms": ["withdrawalDistance <= 40 km", "duration = 2 years"], "conditions": [
                  {"kind": "RECIPROCAL", "by": "$south", "key": "same", "text": "South does the same"},
                  {"kind": "EXCHANGE", "by": "$south", "key": "prisoners", "text": "prisoners are freed"},
                  {"kind": "RATIFICATION", "key": "vote", "text": "parliament approves"}]}
                """
            )
        );
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL"),
                """
                {"party": "$south", "speaker": "$northSpeaker", "terms": ["withdrawalDistance <= 25 km", "duration = 24 months"], "conditions": [
                  {"kind": "RATIFICATION", "key": "vote", "text": "the parliament gives its consent"},
                  {"kind": "PRECONDITION", "by": "$south", "key": "prisoners", "text": "prisoners are freed before"},
                  {"kind": "PRECONDITION", "by": "$north", "key": "ceasefire", "text": "North ceases fire"}]}
                """
            )
        );

        var item = (await app.GetAsync(Question(talks))).Items().ShouldHaveSingleItem();

        (item.Text("relation"), item.GetProperty("distance").GetInt32()).ShouldBe(("REPORTED_AGREE", 0));
        var separation = item.GetProperty("separation");
        string[] Keys(string list) => [.. separation.GetProperty(list).EnumerateArray().Select(x => x.Text("key")!)];
        Keys("conditionsOfLeftAlone").ShouldBe(["same"]);
        Keys("conditionsOfRightAlone").ShouldBe(["ceasefire"]);
        Keys("conditionsThatDiffer").ShouldBe(["prisoners"]);
        separation.GetProperty("conditionsThatDiffer")[0].GetProperty("left").Text("kind").ShouldBe("EXCHANGE");
        separation.GetProperty("conditionsThatDiffer")[0].GetProperty("right").Text("kind").ShouldBe("PRECONDITION");
        Keys("termsThatDiffer").ShouldBe(["withdrawalDistance"]);
        var distance = separation.GetProperty("termsThatDiffer")[0];
        (
            distance.GetProperty("left").GetProperty("value").GetDecimal(),
            distance.GetProperty("right").GetProperty("value").GetDecimal(),
            distance.GetProperty("difference").GetDecimal()
        ).ShouldBe((40, 25, -15));
        item.Text("headline")
            .ShouldBe(
                "A pull-back: reported to agree - North: withdrawal distance: at most 40 km, duration: 2 years, if South does the same,"
                    + " if prisoners are freed, if parliament approves (own word, 2026-03-10)"
                    + " | South: withdrawal distance: at most 25 km, duration: 24 months, if the parliament gives its consent,"
                    + " if prisoners are freed before, if North ceases fire (according to North, 2026-03-10)"
            );
    }

    [Fact]
    public async Task A_stance_is_held_under_a_silence_that_is_newer_and_the_silence_is_shown_beside()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(Own(talks, talks.North, "SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(Own(talks, talks.North, "DECLINED", "2026-03-02"));
        await talks.RecordAsync(Own(talks, talks.South, "OPPOSES", "2026-03-01"));

        var item = (await app.GetAsync(Question(talks))).Items().ShouldHaveSingleItem();

        item.Text("relation").ShouldBe("APART");
        item.GetProperty("left").GetProperty("silence").Text("value").ShouldBe("DECLINED");
        item.GetProperty("right").GetProperty("silence").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task Pages_miss_no_target_whichever_side_has_spoken_and_split_none(int limit)
    {
        var talks = await TestTalks.NewAsync(app);
        var expected = await RecordManyAsync(talks);

        var (items, pages) = await app.AllPagesAsync(Question(talks), limit);

        items.Select(Line).ShouldBe(expected);
        pages.ShouldBe((expected.Count + limit - 1) / limit);
    }

    [Theory]
    [InlineData("AGREE")]
    [InlineData("APART")]
    [InlineData("REPORTED_AGREE")]
    [InlineData("REPORTED_APART")]
    [InlineData("ONE_SIDED")]
    [InlineData("SILENT")]
    public async Task A_relation_chooses_among_the_targets_and_its_pages_miss_none(string relation)
    {
        var talks = await TestTalks.NewAsync(app);
        var expected = (await RecordManyAsync(talks)).Where(x => x.EndsWith($" {relation}")).ToList();

        var (items, _) = await app.AllPagesAsync($"{Question(talks)}&relation={relation}", 1);
        var (both, _) = await app.AllPagesAsync($"{Question(talks)}&relation={relation}&relation=AGREE", 2);

        expected.ShouldNotBeEmpty();
        items.Select(Line).ShouldBe(expected);
        both.Select(Line).Where(x => x.EndsWith($" {relation}")).ShouldBe(expected);
    }

    /// <summary>An issue and a proposal may have the same slug: they are two targets, and a page may end between them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public async Task An_issue_and_a_proposal_of_one_slug_are_two_targets(int limit)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("proposals", talks.ProposalBody(talks.Border));
        await talks.RecordAsync(talks.PositionBody("OPEN", null, ("proposal", talks.Border)));
        await talks.RecordAsync(talks.With(talks.PositionBody(), """{"proposal": null, "issue": "$border", "party": "$south"}"""));

        var (items, _) = await app.AllPagesAsync(Question(talks), limit);

        items
            .Select(x => $"{x.GetProperty("target").Text("type")} {x.Text("relation")} {x.GetProperty("left").ValueKind}")
            .ShouldBe(["ISSUE ONE_SIDED Null", "PROPOSAL ONE_SIDED Object"]);
    }

    [Theory]
    [InlineData("", "APART")]
    [InlineData("&attribution=SELF", "APART")]
    [InlineData("&attribution=OTHER_PARTY", "REPORTED_AGREE")]
    [InlineData("&assertedBy=$south", "REPORTED_AGREE")]
    [InlineData("&speaker=$northSpeaker", "ONE_SIDED")]
    [InlineData("&speaker=$southSpeaker", "REPORTED_AGREE")]
    [InlineData("&asOf=2026-03-02", "REPORTED_AGREE")]
    [InlineData("&asOf=2026-03-01", "ONE_SIDED")]
    [InlineData("&asOf=2026-02-28", null)]
    [InlineData("&asOf=2026-03-03&certainty=POSSIBLE", "APART")]
    [InlineData("&issue=$land", null)]
    [InlineData("&issue=$land&includeSubIssues=true", "APART")]
    [InlineData("&issue=$border", "APART")]
    [InlineData("&proposal=$proposal", "APART")]
    [InlineData("&article=$article", "APART")]
    [InlineData("&without=$article", null)]
    [InlineData("&outlet=Other $article", null)]
    public async Task Filters_choose_targets_and_records(string filter, string? relation)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-2", "2026-03-12"), $$"""{"outlet": "Other {{talks.Article}}"}""")
        );
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS", "2026-03-01"), """{"speaker": "$southSpeaker"}"""));
        await talks.RecordAsync(
            talks.With(talks.PositionBody("SUPPORTS", "2026-03-02"), """{"assertedBy": "$north", "party": "$south"}""")
        );
        await talks.RecordAsync(
            talks.With(talks.PositionBody("SUPPORTS", "2026-03-02"), """{"speaker": "$southSpeaker", "party": "$south"}""")
        );
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "[2026-03-03..2026-03-20]"), """{"speaker": "$northSpeaker"}"""));

        var items = (await app.GetAsync($"{Question(talks)}{talks.Fill(filter.Contains("asOf") ? filter : $"{filter}&asOf=2026-04-01")}"))
            .Items()
            .ToList();

        items.Select(x => x.Text("relation")).ShouldBe(relation is null ? [] : [relation]);
    }

    [Fact]
    public async Task A_group_s_position_counts_for_none_of_its_members()
    {
        var talks = await TestTalks.NewAsync(app);
        var group = $"group-of-{talks.Process}";
        await talks.AddAsync("parties", talks.With(talks.PartyBody(group, "Group"), """{"kind": "GROUP"}"""));
        (
            await app.PutAsync(
                $"/api/v1/parties/{talks.North}",
                talks.With(talks.PartyBody(talks.North, "North"), $$"""{"memberships": [{"group": "{{group}}", "role": "LEAD"}]}"""),
                "\"1\""
            )
        ).Expect(200);
        await talks.RecordAsync(Own(talks, group, "SUPPORTS"));
        await talks.RecordAsync(Own(talks, talks.South, "OPPOSES"));

        (await app.GetAsync(Question(talks))).Items().Single().Text("relation").ShouldBe("ONE_SIDED");
        (await app.GetAsync($"/api/v1/comparisons?left={group}&right={talks.South}")).Items().Single().Text("relation").ShouldBe("APART");
    }

    [Fact]
    public async Task The_sides_are_those_named_and_swapping_them_mirrors_all()
    {
        var talks = await TestTalks.NewAsync(app);
        await RecordManyAsync(talks);

        var items = (await app.AllPagesAsync(Question(talks), 200)).Items;
        var mirrored = (await app.AllPagesAsync($"/api/v1/comparisons?left={talks.South}&right={talks.North}", 200)).Items;

        mirrored.Select(Line).ShouldBe(items.Select(Line));
        mirrored
            .Select(x => (x.GetProperty("left").GetRawText(), x.GetProperty("right").GetRawText()))
            .ShouldBe(items.Select(x => (x.GetProperty("right").GetRawText(), x.GetProperty("left").GetRawText())));
    }

    [Fact]
    public async Task A_pinned_page_keeps_every_byte_whatever_is_written_later()
    {
        var talks = await TestTalks.NewAsync(app);
        await RecordManyAsync(talks);
        var first = await app.GetAsync($"{Question(talks)}&asOf=2026-04-01");
        var pinned = first.GetProperty("links").Text("self")!;
        var before = await app.GetTextAsync(pinned);

        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-30"));
        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"")).Expect(200);

        before.ShouldBe(first.GetRawText());
        (await app.GetTextAsync(pinned)).ShouldBe(before);
        (await app.GetTextAsync(Question(talks))).ShouldContain("Renamed");
    }

    [Theory]
    [InlineData("left=$north&right=$north", 400, "right", "is $north, the same party as left; name another party")]
    [InlineData("left=$north", 400, "right", "is missing")]
    [InlineData("right=$north", 400, "left", "is missing")]
    [InlineData("left=$north&right=$south&left=$south", 400, "left", "is given 2 times; give it once")]
    [InlineData(
        "left=$north&right=$southern",
        422,
        "right",
        "party '$southern' does not exist; did you mean '$south'? See /api/v1/parties"
    )]
    [InlineData("left=$northern&right=$south", 422, "left", "did you mean '$north'?")]
    [InlineData("left=$north&right=$south&party=$north", 400, "party", "is unknown")]
    [InlineData("left=$north&right=$south&relation=APPART", 400, "relation", "did you mean APART?")]
    [InlineData("left=$north&right=$south&leftWord=OWN", 400, "leftWord", "SELF, OTHER_PARTY, UNATTRIBUTED")]
    [InlineData("left=$north&right=$south&maxDaysApart=-1", 400, "maxDaysApart", "0")]
    [InlineData("left=$north&right=$south&maxDaysApart=a week", 400, "maxDaysApart", "whole number")]
    [InlineData("left=$north&right=$south&issue=$land-x", 422, "issue", "did you mean '$land'?")]
    public async Task What_cannot_be_compared_is_refused_with_what_would_be_right(string query, int status, string place, string message)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/comparisons?{talks.Fill(query)}");

        answer.Expect(status);
        answer.ErrorAt(place).ShouldContain(talks.Fill(message));
    }

    /// <summary>A record that the holder itself asserted.</summary>
    private static Dictionary<string, object?> Own(TestTalks talks, string party, string stance, string? day = null) =>
        talks.PositionBody(stance, day, ("party", party), ("assertedBy", party));

    private static string Question(TestTalks talks) => $"/api/v1/comparisons?left={talks.North}&right={talks.South}";

    private static string Line(JsonElement item) => $"{item.GetProperty("target").Text("slug")} {item.Text("relation")}";

    /// <summary>
    /// Sixteen targets on which one side, the other or both have spoken, some of them with silence alone, and some in the words of others.
    /// </summary>
    private async Task<List<string>> RecordManyAsync(TestTalks talks)
    {
        var expected = new List<string>();
        string?[] said = ["SUPPORTS", null, "DECLINED", "OPPOSES"];
        for (var i = 0; i < 16; i++)
        {
            var (proposal, north, south) = ($"{talks.Proposal}-{i:00}", said[i % 4], said[i * 5 / 4 % 4]);
            var asserter = i is 3 or 5 or 12 ? null : talks.North;
            await talks.AddAsync("proposals", talks.ProposalBody(proposal));
            foreach (var (party, stance) in new[] { (talks.North, north), (talks.South, south) }.Where(x => x.Item2 is not null))
            {
                var by = party == talks.North ? asserter : party;
                await talks.RecordAsync(talks.PositionBody(stance!, null, ("proposal", proposal), ("party", party), ("assertedBy", by)));
            }

            if ((north ?? south) is not null)
            {
                var relation =
                    north == "DECLINED" || south == "DECLINED" ? "SILENT"
                    : north is null || south is null ? "ONE_SIDED"
                    : (asserter is null ? "REPORTED_" : "") + (north == south ? "AGREE" : "APART");
                expected.Add($"{proposal} {relation}");
            }
        }

        return expected;
    }
}
