using System.Text.Json;

namespace PeaceTalks.ApiTests.Matrix;

public sealed class MatrixTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Columns_stand_by_role_and_all_that_hold_something_are_among_them()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = new[] { "observer", "mediator", "outsider", "silent-outsider" }.Select(x => $"{x}-of-{talks.Process}").ToList();
        foreach (var party in others)
        {
            await talks.AddAsync("parties", talks.PartyBody(party, party));
        }

        var process = talks.With(
            talks.ProcessBody(),
            $$"""
            {"participants": [{"party": "{{others[0]}}", "role": "OBSERVER"}, {"party": "$south", "role": "PRINCIPAL"},
                              {"party": "{{others[1]}}", "role": "MEDIATOR"}, {"party": "$north", "role": "PRINCIPAL"}]}
            """
        );
        (await app.PutAsync($"/api/v1/processes/{talks.Process}", process, "\"1\"")).Expect(200);
        await talks.RecordAsync(talks.PositionBody(members: ("party", others[2])));

        var grid = await app.GetAsync($"/api/v1/matrix?process={talks.Process}");
        var named = await app.GetAsync($"/api/v1/matrix?process={talks.Process}&party={others[3]}&party={others[0]}&party={talks.South}");

        grid.GetProperty("parties")
            .EnumerateArray()
            .Select(x => (x.Text("slug"), x.Text("role")))
            .ShouldBe([
                (talks.North, "PRINCIPAL"),
                (talks.South, "PRINCIPAL"),
                (others[1], "MEDIATOR"),
                (others[0], "OBSERVER"),
                (others[2], null),
            ]);
        grid.GetProperty("parties")[0].Text("name").ShouldBe("North");
        named.Slugs("parties").ShouldBe([talks.South, others[0], others[3]]);
    }

    [Fact]
    public async Task Rows_are_the_tree_of_issues_or_the_proposals_in_its_order_with_all_that_their_heads_need()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("issues", talks.IssueBody($"a-{talks.Land}", null));
        await talks.AddAsync("proposals", talks.ProposalBody($"a-{talks.Proposal}", talks.Border, $"a-{talks.Land}"));
        await talks.AddAsync("proposals", talks.ProposalBody($"z-{talks.Proposal}", talks.Land));

        var issues = (await app.GetAsync($"/api/v1/matrix?process={talks.Process}")).GetProperty("rows").EnumerateArray().ToList();
        var proposals = (await app.GetAsync($"/api/v1/matrix?process={talks.Process}&rows=proposals"))
            .GetProperty("rows")
            .EnumerateArray()
            .ToList();

        issues
            .Select(x => (x.Text("type"), x.Text("slug"), x.Slug("parent"), x.GetProperty("depth").GetInt32()))
            .ShouldBe([("ISSUE", $"a-{talks.Land}", null, 0), ("ISSUE", talks.Land, null, 0), ("ISSUE", talks.Border, talks.Land, 1)]);
        proposals.Select(x => x.Text("slug")).ShouldBe([$"a-{talks.Proposal}", $"z-{talks.Proposal}", talks.Proposal]);
        proposals.ShouldAllBe(x =>
            x.Text("type") == "PROPOSAL" && x.Slug("parent") == null && x.GetProperty("depth").ValueKind == JsonValueKind.Null
        );
        proposals[0].GetProperty("issues").EnumerateArray().Select(x => x.Text("slug")).ShouldBe([talks.Border, $"a-{talks.Land}"]);
        issues.Concat(proposals).ShouldAllBe(x => x.Slug("process") == talks.Process);
    }

    [Fact]
    public async Task A_cell_of_a_proposal_is_the_held_position_with_its_record_and_citations()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-02-01"));
        var held = await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-01"),
                """
                {"terms": ["withdrawalDistance <= 40 km"], "speaker": "$southSpeaker", "quote": "they would",
                 "conditions": [{"kind": "RECIPROCAL", "by": "$south", "key": "same", "text": "South does the same"}]}
                """
            )
        );
        var silence = await talks.RecordAsync(talks.PositionBody("DECLINED", "2026-03-05"));

        var cell = (await app.GetAsync($"/api/v1/matrix?process={talks.Process}&rows=proposals")).Cell(talks.Proposal, talks.North);

        (cell.Text("state"), cell.GetProperty("proposals").ValueKind).ShouldBe(("HELD", JsonValueKind.Null));
        var position = cell.GetProperty("held");
        (
            position.Text("state"),
            position.Text("stance"),
            position.GetProperty("score").GetInt32(),
            position.GetProperty("position").GetGuid()
        ).ShouldBe(("HELD", "CONDITIONAL", 1, held));
        position
            .Text("headline")
            .ShouldBe(
                "North, A pull-back: withdrawal distance: at most 40 km, if South does the same (according to South); since then declined to comment"
            );
        (position.Text("attribution"), position.Slug("assertedBy"), position.Slug("speaker")).ShouldBe(
            ("OTHER_PARTY", talks.South, talks.SouthSpeaker)
        );
        position.GetProperty("conditions")[0].GetProperty("by").Text("name").ShouldBe("South");
        position.GetProperty("terms")[0].GetProperty("value").GetDecimal().ShouldBe(40);
        position.GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-01");
        (position.GetProperty("silence").Text("value"), position.GetProperty("silence").GetProperty("position").GetGuid()).ShouldBe(
            ("DECLINED", silence)
        );
        var citation = position.GetProperty("citations").EnumerateArray().ShouldHaveSingleItem();
        (citation.GetProperty("article").Text("slug"), citation.GetProperty("paragraph").GetInt32(), citation.Text("quote")).ShouldBe(
            (talks.Article, 1, "they would")
        );
    }

    [Theory]
    [InlineData("issues")]
    [InlineData("proposals")]
    public async Task Every_cell_is_there_held_silent_or_of_nothing_known(string rows)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("OPPOSES"));
        await talks.AddAsync("proposals", talks.ProposalBody($"{talks.Proposal}-2"));
        await talks.RecordAsync(talks.PositionBody("NO_RESPONSE", null, ("proposal", $"{talks.Proposal}-2"), ("party", talks.South)));
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS"), """{"proposal": null, "issue": "$land", "party": "$south"}"""));

        var grid = await app.GetAsync($"/api/v1/matrix?process={talks.Process}&rows={rows}");

        grid.Cells()
            .Select(x => $"{x.Slug("row")} {x.Slug("party")} {x.Text("state")}")
            .ShouldBe(
                rows == "issues"
                    ?
                    [
                        $"{talks.Land} {talks.North} NOTHING_KNOWN",
                        $"{talks.Land} {talks.South} HELD",
                        $"{talks.Border} {talks.North} HELD",
                        $"{talks.Border} {talks.South} SILENT",
                    ]
                    :
                    [
                        $"{talks.Proposal} {talks.North} HELD",
                        $"{talks.Proposal} {talks.South} NOTHING_KNOWN",
                        $"{talks.Proposal}-2 {talks.North} NOTHING_KNOWN",
                        $"{talks.Proposal}-2 {talks.South} SILENT",
                    ]
            );
        grid.Cells().Where(x => x.Text("state") == "NOTHING_KNOWN").ShouldAllBe(x => x.GetProperty("held").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task An_empty_cell_says_what_its_emptiness_means_if_that_is_asked_for_and_it_takes_one_more_statement()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-of-next-year", "2031-01-10"));
        await talks.RecordAsync(talks.With(talks.PositionBody("OPEN"), """{"article": "$article-of-next-year"}"""));
        var path = $"/api/v1/matrix?process={talks.Process}&party={talks.North}&party={talks.South}&rows=proposals&asOf=2031-02-01";
        await app.GetAsync(path);

        using var without = new Statements(app.RequestConnectionString);
        var plain = await app.GetAsync($"{path}&stanceSince=false");
        var statements = without.Count;
        using var with = new Statements(app.RequestConnectionString);
        var grid = await app.GetAsync($"{path}&coverage=true");

        with.Count.ShouldBe(statements + 1);
        plain.GetProperty("coverage").ValueKind.ShouldBe(JsonValueKind.Null);
        plain.Cells().ShouldAllBe(x => x.GetProperty("coverage").ValueKind == JsonValueKind.Null);
        grid.Cells().Select(x => $"{x.Text("state")} {x.Text("coverage")}").ShouldBe(["HELD ", "NOTHING_KNOWN PARTLY_READ"]);
        var coverage = grid.GetProperty("coverage");
        (coverage.Text("coverage"), coverage.GetProperty("articles").GetInt32(), coverage.GetProperty("codedWhole").GetInt32()).ShouldBe(
            ("PARTLY_READ", 1, 0)
        );
        coverage
            .Text("words")
            .ShouldBe(
                "The only article about Talks from 2030-11-03 to 2031-02-01 is not coded whole, so where nothing is recorded, it may hold "
                    + "something."
            );
        (await app.GetTextAsync($"{path}&coverage=true&format=csv")).Trim().Split("\r\n").Last().ShouldEndWith(",PARTLY_READ");
    }

    [Fact]
    public async Task A_cell_of_an_issue_shows_its_own_position_beside_those_on_five_proposals_and_the_number_of_further_ones_and_blends_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES"), """{"proposal": null, "issue": "$border"}"""));
        string[] stances = ["SUPPORTS", "OPPOSES", "SUPPORTS", "DECLINED", "OPEN", "SUPPORTS"];
        var proposals = stances.Select((_, i) => $"{talks.Proposal}-{i}").ToList();
        foreach (var (proposal, stance) in proposals.Zip(stances))
        {
            await talks.AddAsync("proposals", talks.ProposalBody(proposal));
            await talks.RecordAsync(talks.PositionBody(stance, null, ("proposal", proposal)));
        }

        var cell = (await app.GetAsync($"/api/v1/matrix?issue={talks.Border}&party={talks.North}")).Cells().ShouldHaveSingleItem();

        cell.EnumerateObject()
            .Select(x => x.Name)
            .ShouldBe(["row", "party", "state", "held", "stanceSince", "alternatives", "proposals", "coverage"]);
        (cell.GetProperty("held").Text("stance"), cell.GetProperty("held").Text("headline")).ShouldBe(
            ("OPPOSES", "North, An issue (issue): not up for negotiation (article's own voice)")
        );
        cell.Counts().ShouldBe("SUPPORTS 3, OPEN 1, OPPOSES 1, DECLINED 1");
        cell.Shown()
            .Select(x => $"{x.Slug("proposal")} {x.GetProperty("held").Text("stance")}")
            .ShouldBe(proposals.Zip(stances, (x, y) => $"{x} {y}").Take(5));
        cell.Shown().ShouldAllBe(x => x.GetProperty("held").GetProperty("citations").GetArrayLength() == 1);
        cell.Further().ShouldBe(1);
    }

    [Fact]
    public async Task An_issue_lists_the_proposals_on_this_very_issue_and_with_sub_issues_those_below_too()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("proposals", talks.ProposalBody($"{talks.Proposal}-both", talks.Land, talks.Border));
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPPOSES", null, ("proposal", $"{talks.Proposal}-both")));

        async Task<List<string>> ListedAsync(string filter) =>
            [
                .. (await app.GetAsync($"/api/v1/matrix?party={talks.North}&{filter}"))
                    .Cells()
                    .Select(x => $"{x.Slug("row")}: {string.Join(' ', x.Shown().Select(y => y.Slug("proposal")))}"),
            ];

        var (land, border, single, both) = (talks.Land, talks.Border, talks.Proposal, $"{talks.Proposal}-both");
        (await ListedAsync($"issue={land}")).ShouldBe([$"{land}: {both}"]);
        (await ListedAsync($"process={talks.Process}")).ShouldBe([$"{land}: {both}", $"{border}: {both} {single}"]);
        (await ListedAsync($"issue={land}&includeSubIssues=true")).ShouldBe([$"{land}: {both} {single}", $"{border}: {both} {single}"]);
        (await ListedAsync($"proposal={single}")).ShouldBe([$"{border}: {single}"]);
    }

    [Theory]
    [InlineData("", "SUPPORTS")]
    [InlineData("&attribution=OTHER_PARTY", "OPPOSES")]
    [InlineData("&assertedBy=$south", "OPPOSES")]
    [InlineData("&speaker=$southSpeaker", "OPPOSES")]
    [InlineData("&asOf=2026-03-01", "OPPOSES")]
    [InlineData("&certainty=POSSIBLE&asOf=2026-03-03", "NEUTRAL")]
    [InlineData("&outlet=Other $article", null)]
    [InlineData("&article=$article", "SUPPORTS")]
    [InlineData("&without=$article", null)]
    [InlineData("&minSources=1", "SUPPORTS")]
    [InlineData("&minSources=2", null)]
    [InlineData("&asOf=2026-02-01", null)]
    public async Task Filters_of_records_choose_before_anything_is_carried_forward(string filter, string? stance)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-2", "2026-03-12"), $$"""{"outlet": "Other {{talks.Article}}"}""")
        );
        await talks.RecordAsync(talks.With(talks.PositionBody("OPPOSES", "2026-03-01"), """{"speaker": "$southSpeaker"}"""));
        await talks.RecordAsync(talks.With(talks.PositionBody("SUPPORTS", "2026-03-02"), """{"speaker": "$northSpeaker"}"""));
        await talks.RecordAsync(talks.PositionBody("NEUTRAL", "[2026-03-03..2026-12-31]"));

        var cell = (
            await app.GetAsync(
                $"/api/v1/matrix?rows=proposals&party={talks.North}&process={talks.Process}{talks.Fill(filter.Contains("asOf") ? filter : $"{filter}&asOf=2026-04-01")}"
            )
        )
            .Cells()
            .ShouldHaveSingleItem();

        (cell.GetProperty("held") is { ValueKind: JsonValueKind.Object } held ? held.Text("stance") : null).ShouldBe(stance);
    }

    [Fact]
    public async Task Of_other_talks_nothing_is_shown_and_a_group_s_position_is_not_that_of_its_members()
    {
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));
        await others.RecordAsync(others.PositionBody());
        var group = $"group-of-{talks.Process}";
        await talks.AddAsync("parties", talks.With(talks.PartyBody(group, "Group"), """{"kind": "GROUP"}"""));
        (
            await app.PutAsync(
                $"/api/v1/parties/{talks.North}",
                talks.With(talks.PartyBody(talks.North, "North"), $$"""{"memberships": [{"group": "{{group}}", "role": "LEAD"}]}"""),
                "\"1\""
            )
        ).Expect(200);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", null, ("party", group)));

        var grid = await app.GetAsync($"/api/v1/matrix?process={talks.Process}&rows=proposals");

        grid.Slugs("rows").ShouldBe([talks.Proposal]);
        grid.Cells()
            .Select(x => (x.Slug("party"), x.Text("state")))
            .ShouldBe([(talks.North, "NOTHING_KNOWN"), (talks.South, "NOTHING_KNOWN"), (group, "HELD")]);
    }

    [Fact]
    public async Task Since_when_a_stance_is_held_is_told_when_asked_for()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (
            var (stance, day) in new[]
            {
                ("SUPPORTS", "2026-01-01"),
                ("OPPOSES", "2026-01-05"),
                ("SUPPORTS", "2026-01-10"),
                ("DECLINED", "2026-01-12"),
                ("SUPPORTS", "2026-01-20"),
            }
        )
        {
            await talks.RecordAsync(talks.PositionBody(stance, day));
            await talks.RecordAsync(talks.With(talks.PositionBody(stance, day), """{"proposal": null, "issue": "$border"}"""));
        }

        var question = $"/api/v1/matrix?issue={talks.Border}&party={talks.North}";
        var (plain, asked) = (
            (await app.GetAsync(question)).Cells().Single(),
            (await app.GetAsync($"{question}&stanceSince=true")).Cells().Single()
        );
        var proposal = (await app.GetAsync($"{question}&stanceSince=true&rows=proposals")).Cells().Single();

        new[] { asked, asked.Shown().Single(), proposal }.ShouldAllBe(x => x.GetProperty("stanceSince").Text("edtf") == "2026-01-10");
        new[] { plain, plain.Shown().Single() }.ShouldAllBe(x => x.GetProperty("stanceSince").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_alternatives_are_those_of_the_held_position_if_asked_for()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var stance in new[] { "SUPPORTS", "OPPOSES" })
        {
            await talks.RecordAsync(talks.PositionBody(stance, "2026-03-01"));
            await talks.RecordAsync(talks.With(talks.PositionBody(stance, "2026-03-01"), """{"proposal": null, "issue": "$border"}"""));
        }

        var filter = $"issue={talks.Border}&party={talks.North}";
        var held = (await app.GetAsync($"/api/v1/held-positions?{filter}")).Items().ToDictionary(x => x.Slug("target")!);
        var plain = (await app.GetAsync($"/api/v1/matrix?{filter}")).Cells().Single();
        var asked = (await app.GetAsync($"/api/v1/matrix?{filter}&alternatives=true")).Cells().Single();
        var proposal = (await app.GetAsync($"/api/v1/matrix?{filter}&alternatives=true&rows=proposals")).Cells().Single();
        var later = (await app.GetAsync($"/api/v1/matrix?{filter}&alternatives=true&outlet=The Test&without={talks.Article}")).Cells();

        asked.GetProperty("alternatives").GetArrayLength().ShouldBe(1);
        asked.GetProperty("alternatives").GetRawText().ShouldBe(held[talks.Border].GetProperty("alternatives").GetRawText());
        new[] { asked.Shown().Single(), proposal }.ShouldAllBe(x =>
            x.GetProperty("alternatives").GetRawText() == held[talks.Proposal].GetProperty("alternatives").GetRawText()
        );
        new[] { plain, plain.Shown().Single() }.ShouldAllBe(x => x.GetProperty("alternatives").ValueKind == JsonValueKind.Null);
        later.ShouldAllBe(x => x.GetProperty("alternatives").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData("rows=issues")]
    [InlineData("rows=proposals&stanceSince=true")]
    [InlineData("rows=proposals&alternatives=true")]
    public async Task A_pinned_grid_keeps_every_byte_whatever_is_written_later(string choice)
    {
        var talks = await TestTalks.NewAsync(app);
        var retracted = await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        var first = await app.GetAsync($"/api/v1/matrix?process={talks.Process}&asOf=2026-04-01&{choice}");
        var pinned = first.GetProperty("links").Text("self")!;
        var before = await app.GetTextAsync(pinned);

        var newcomer = $"newcomer-to-{talks.Process}";
        await talks.AddAsync("parties", talks.PartyBody(newcomer, "Newcomer"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01", ("party", newcomer)));
        await talks.AddAsync("issues", talks.IssueBody($"new-{talks.Land}", talks.Land));
        await talks.AddAsync("proposals", talks.ProposalBody($"new-{talks.Proposal}"));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-02"));
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{retracted}/retraction", new { note = "A mistake" })).Expect(200);
        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"")).Expect(200);

        before.ShouldBe(first.GetRawText());
        (await app.GetTextAsync(pinned)).ShouldBe(before);
        (first.Text("asOf"), first.GetProperty("knownAt").GetInt64()).ShouldBe(("2026-04-01", (await app.HeadAsync()) - 7));
        (await app.GetAsync($"/api/v1/matrix?process={talks.Process}&{choice}")).Slugs("parties").ShouldContain(newcomer);
    }

    [Theory]
    [InlineData("party=$northern", 422, "party", "'$northern' does not exist; did you mean '$north'?")]
    [InlineData("issue=$land-x", 422, "issue", "See /api/v1/issues")]
    [InlineData("process=$process-x", 422, "process", "did you mean '$process'?")]
    [InlineData("proposal=$proposal-x", 422, "proposal", "did you mean '$proposal'?")]
    [InlineData("article=$articlex", 422, "article", "did you mean '$article'?")]
    [InlineData("rows=proposal", 400, "rows", "is not one of issues, proposals; did you mean proposals?")]
    [InlineData("rows=ISSUES", 400, "rows", "is not one of issues, proposals")]
    [InlineData("stance=OPEN", 400, "stance", "is unknown")]
    [InlineData("limit=10", 400, "limit", "is unknown")]
    [InlineData("stanceSince=yes", 400, "stanceSince", "is neither true nor false")]
    public async Task What_is_not_there_is_refused_with_what_would_be_right(string filter, int status, string place, string message)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/matrix?{talks.Fill(filter)}");

        answer.Expect(status);
        answer.ErrorAt(place).ShouldContain(talks.Fill(message));
    }
}
