using System.Net.Http.Json;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>What all writes have alike.</summary>
public sealed class WriteTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    public static TheoryData<string> Nouns =>
        ["processes", "parties", "speakers", "issues", "proposals", "articles", "positions", "milestones", "meetings", "remarks"];

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task What_is_added_is_created_at_an_address_and_is_one_revision(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync($"/api/v1/{noun}", Body(noun, talks));

        answer.Expect(201);
        answer.Location.ShouldNotBeNull();
        new Uri(answer.Location).AbsolutePath.ShouldStartWith($"/api/v1/{noun}/");
        (await app.SendAsync(HttpMethod.Get, answer.Location)).Expect(200);
        var revision = await app.GetAsync($"/api/v1/revisions/{head + 1}");
        var change = revision.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        change.Text("action").ShouldBe("ADDED");
        (await app.SendAsync(HttpMethod.Get, change.Text("link")!)).Expect(200);
        (revision.GetProperty("revision").Text("author"), revision.GetProperty("revision").Text("note")).ShouldBe(
            (WithKey.Author, "For a test")
        );
        (await app.HeadAsync()).ShouldBe(head + 1);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task A_dry_run_answers_as_if_it_had_written_and_writes_nothing(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        var list = noun is "positions" ? $"?party={talks.North}" : "?limit=200";
        var before = await app.GetTextAsync($"/api/v1/{noun}{list}");
        var body = Body(noun, talks);

        var dry = await app.PostAsync($"/api/v1/{noun}?dryRun=true", body);

        dry.Expect(200);
        dry.Location.ShouldBeNull();
        dry.Text.ShouldContain(
            noun is "positions" or "milestones" or "meetings" or "remarks" ? $"\"revision\":{head + 1},\"dryRun\":true" : "-new\""
        );
        (await app.HeadAsync()).ShouldBe(head);
        (await app.GetTextAsync($"/api/v1/{noun}{list}")).ShouldBe(before);
        (await app.PostAsync($"/api/v1/{noun}", body)).Expect(201);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task A_write_names_its_revision_in_a_header_and_a_dry_run_has_none(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var (head, body) = (await app.HeadAsync(), Body(noun, talks));

        (await RevisionHeaderAsync($"/api/v1/{noun}?dryRun=true", LedgerApp.Write(body))).ShouldBeNull();
        (await RevisionHeaderAsync($"/api/v1/{noun}", LedgerApp.Write(body))).ShouldBe($"{head + 1}");
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("meetings")]
    public async Task What_is_done_to_a_record_names_its_revision_in_a_header(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = (await talks.AddAsync(noun, Body(noun, talks))).GetProperty("item").GetProperty("id").GetGuid();
        var head = await app.HeadAsync();
        var path = $"/api/v1/{noun}/{id}";
        var changed = talks.With(Body(noun, talks), """{"summary": "Corrected"}""");
        var cited = LedgerApp.Write(new { article = talks.Article, paragraph = 5 });

        (await RevisionHeaderAsync($"{path}/citations", cited)).ShouldBe($"{head + 1}");
        (
            await RevisionHeaderAsync($"{path}/citations?dryRun=true", LedgerApp.Write(new { article = talks.Article, paragraph = 6 }))
        ).ShouldBeNull();
        (await RevisionHeaderAsync($"{path}/correction?dryRun=true", LedgerApp.Write(changed))).ShouldBeNull();
        (await RevisionHeaderAsync($"{path}/retraction?dryRun=true", new { note = "Test" })).ShouldBeNull();
        (await RevisionHeaderAsync($"{path}/retraction", new { note = "Test" })).ShouldBe($"{head + 2}");
        var coding = LedgerApp.Write(new Dictionary<string, object> { [noun] = new[] { Body(noun, talks) } });
        (await RevisionHeaderAsync($"/api/v1/articles/{talks.Article}/coding", coding)).ShouldBe($"{head + 3}");
    }

    [Fact]
    public async Task A_dry_run_of_an_edit_changes_nothing_and_finds_what_a_commit_would()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var dry = await app.PutAsync($"/api/v1/parties/{talks.North}?dryRun=true", talks.PartyBody(talks.North, "Renamed"), "\"1\"");
        var stale = await app.PutAsync($"/api/v1/parties/{talks.North}?dryRun=true", talks.PartyBody(talks.North, "Renamed"), "\"2\"");
        var foreign = await app.PostAsync(
            "/api/v1/proposals?dryRun=true",
            talks.ProposalBody($"{talks.Proposal}-new", (await TestTalks.NewAsync(app)).Land)
        );

        dry.Expect(200).Text("name").ShouldBe("Renamed");
        stale.Expect(412);
        foreign.Expect(422);
        (await app.GetAsync($"/api/v1/parties/{talks.North}")).Text("name").ShouldBe("North");
        (await app.GetAsync($"/api/v1/revisions?after={head}")).Items().Select(x => x.Text("note")).ShouldAllBe(x => x == "For a test");
        (await app.GetAsync($"/api/v1/parties/{talks.North}")).GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_shows_the_diff_that_the_write_makes()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        var change = talks.PositionBody("OPPOSES", "2026-03-02");

        var dry = (await app.PostAsync("/api/v1/positions?dryRun=true", change)).Expect(200);
        var written = (await app.PostAsync("/api/v1/positions", change)).Expect(201);
        var behind = (await app.PostAsync("/api/v1/positions", talks.PositionBody("OPEN", "2026-02-01"))).Expect(201);

        foreach (var answer in new[] { dry, written })
        {
            var item = answer.GetProperty("diff").EnumerateArray().ShouldHaveSingleItem();
            item.Text("kind").ShouldBe("REVERSED");
            item.GetProperty("before").Text("stance").ShouldBe("SUPPORTS");
            item.GetProperty("after").Text("stance").ShouldBe("OPPOSES");
            item.Text("headline")!.ShouldContain("North, A pull-back: supports -> opposes");
        }

        behind.GetProperty("diff").GetArrayLength().ShouldBe(0, "an older record changes nothing of what is held today");
    }

    [Fact]
    public async Task Dry_runs_of_corrections_retractions_and_citations_write_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        var head = await app.HeadAsync();
        var before = await app.GetTextAsync($"/api/v1/positions/{position}");

        var correction = await app.PostAsync($"/api/v1/positions/{position}/correction?dryRun=true", talks.PositionBody("OPEN"));
        var retraction = await app.SendAsync(
            HttpMethod.Post,
            $"/api/v1/positions/{position}/retraction?dryRun=true",
            new { note = "Test" }
        );
        var citation = await app.PostAsync(
            $"/api/v1/positions/{position}/citations?dryRun=true",
            new { article = talks.Article, paragraph = 5 }
        );

        correction.Expect(200).GetProperty("item").GetProperty("corrects").GetGuid().ShouldBe(position);
        retraction.Expect(200).GetProperty("diff")[0].Text("kind").ShouldBe("DISAPPEARED");
        citation.Expect(200).GetProperty("item").GetProperty("citations").GetArrayLength().ShouldBe(2);
        (await app.HeadAsync()).ShouldBe(head);
        (await app.GetTextAsync($"/api/v1/positions/{position}")).ShouldBe(before);
    }

    /// <summary>Of a POST that must succeed.</summary>
    private async Task<string?> RevisionHeaderAsync(string path, object body)
    {
        using var response = await app.Client.PostAsJsonAsync(path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return response.Headers.TryGetValues("Ledger-Revision", out var values) ? values.Single() : null;
    }

    private static object Body(string noun, TestTalks talks) =>
        noun switch
        {
            "processes" => talks.With(talks.ProcessBody(), """{"slug": "$process-new"}"""),
            "parties" => talks.PartyBody($"{talks.North}-new", "North"),
            "speakers" => talks.SpeakerBody($"{talks.NorthSpeaker}-new", talks.North),
            "issues" => talks.IssueBody($"{talks.Land}-new", null),
            "proposals" => talks.ProposalBody($"{talks.Proposal}-new"),
            "articles" => talks.ArticleBody($"{talks.Article}-new", "2026-03-10"),
            "positions" => talks.PositionBody(),
            "milestones" => talks.MilestoneBody(),
            "meetings" => talks.MeetingBody(),
            _ => new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            },
        };
}
