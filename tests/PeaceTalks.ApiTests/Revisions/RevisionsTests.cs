namespace PeaceTalks.ApiTests.Revisions;

public sealed class RevisionsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Who_asks_for_what_comes_after_the_last_number_seen_misses_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        var start = await app.HeadAsync();
        for (var i = 0; i < 9; i++)
        {
            await talks.RecordAsync(talks.PositionBody());
        }

        var head = await app.HeadAsync();

        List<long> seen = [];
        for (var (after, last) = ($"{start}", ""); after != last; )
        {
            last = after;
            var page = await app.GetAsync($"/api/v1/revisions?after={after}&limit=4");
            page.GetProperty("head").GetInt64().ShouldBe(head);
            seen.AddRange(page.Items().Select(x => x.GetProperty("number").GetInt64()));
            after = page.Text("nextAfter")!;
        }

        seen.ShouldBe(Enumerable.Range(0, (int)(head - start)).Select(x => start + 1 + x));
    }

    [Fact]
    public async Task Instants_never_run_backwards()
    {
        await TestTalks.NewAsync(app);

        var instants = (await app.GetAsync("/api/v1/revisions?limit=200"))
            .Items()
            .Select(x => x.GetProperty("at").GetDateTimeOffset())
            .ToList();

        instants.ShouldBe(instants.Order());
    }

    [Fact]
    public async Task A_revision_lists_what_it_did_in_the_order_in_which_it_was_said_page_by_page()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());
        var coded = (
            await app.PostAsync(
                $"/api/v1/articles/{talks.Article}/coding",
                new
                {
                    positions = new[] { talks.PositionBody("OPEN", "2026-03-01"), talks.PositionBody("NEUTRAL", "2026-03-02") },
                    milestones = new[] { talks.MilestoneBody() },
                    remarks = new[]
                    {
                        new
                        {
                            paragraph = 4,
                            kind = "MOOD",
                            text = "Gloomy",
                        },
                    },
                    citations = new[] { new { record = old, paragraph = 9 } },
                }
            )
        ).Expect(201);
        var number = coded.GetProperty("revision").GetInt64();

        var first = await app.GetAsync($"/api/v1/revisions/{number}?limit=3");
        var second = await app.GetAsync($"/api/v1/revisions/{number}?limit=3&afterPlace={first.GetProperty("nextAfterPlace").GetInt32()}");

        var changes = first.GetProperty("changes").EnumerateArray().Concat(second.GetProperty("changes").EnumerateArray()).ToList();
        changes
            .Select(x => (x.GetProperty("place").GetInt32(), x.Text("action"), x.Text("noun")))
            .ShouldBe([
                (1, "ADDED", "POSITION"),
                (2, "ADDED", "POSITION"),
                (3, "ADDED", "MILESTONE"),
                (4, "ADDED", "REMARK"),
                (5, "CITED", "POSITION"),
            ]);
        changes[4].Text("subject").ShouldBe(old.ToString());
        first.GetProperty("revision").GetProperty("changeCount").GetInt32().ShouldBe(5);
        second.GetProperty("nextAfterPlace").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        foreach (var change in changes)
        {
            (await app.SendAsync(HttpMethod.Get, change.Text("link")!)).Expect(200);
        }
    }

    [Fact]
    public async Task Corrections_edits_and_retractions_are_called_by_their_names()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());
        var head = await app.HeadAsync();
        var next = (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody("OPEN")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        await app.SendAsync(
            HttpMethod.Post,
            $"/api/v1/positions/{next}/retraction",
            new { note = "Misread" },
            key: await app.KeyAsync("ANALYST", "A. Editor")
        );
        await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"");

        async Task<(string?, string?, string?, string?)> OnlyAsync(long number)
        {
            var change = (await app.GetAsync($"/api/v1/revisions/{number}")).GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
            return (change.Text("action"), change.Text("noun"), change.Text("subject"), change.Text("supersedes"));
        }

        (await OnlyAsync(head + 1)).ShouldBe(("CORRECTED", "POSITION", $"{next}", $"{old}"));
        (await OnlyAsync(head + 2)).ShouldBe(("RETRACTED", "POSITION", $"{next}", null));
        (await OnlyAsync(head + 3)).ShouldBe(("EDITED", "PARTY", talks.North, null));
        var retraction = (await app.GetAsync($"/api/v1/revisions/{head + 2}")).GetProperty("revision");
        (retraction.Text("author"), retraction.Text("note")).ShouldBe(("A. Editor", "Misread"));
    }

    [Fact]
    public async Task What_is_not_there_yet_is_not_found_and_cannot_be_asked_after()
    {
        var head = await app.HeadAsync();

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions/{head + 1}")).Expect(404);
        (await app.SendAsync(HttpMethod.Get, "/api/v1/revisions/0")).Expect(404);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?after={head + 1}"))
            .Expect(422)
            .Text("type")
            .ShouldBe("/problems/ahead-of-head");
        (await app.SendAsync(HttpMethod.Get, "/api/v1/revisions?after=-1")).Expect(400);
    }

    [Fact]
    public async Task Who_wrote_what_and_what_was_done_to_a_thing_can_be_asked()
    {
        var talks = await TestTalks.NewAsync(app);
        var (name, first) = ($"Coder of {talks.Process}", await talks.RecordAsync(talks.PositionBody()));
        var key = await app.KeyAsync("ANALYST", name);
        var second = (
            await app.SendAsync(
                HttpMethod.Post,
                $"/api/v1/positions/{first}/correction",
                LedgerApp.Write(talks.PositionBody("OPEN")),
                key: key
            )
        )
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        (
            await app.SendAsync(
                HttpMethod.Put,
                $"/api/v1/parties/{talks.North}",
                LedgerApp.Write(talks.PartyBody(talks.North, "Renamed")),
                "\"1\"",
                key
            )
        ).Expect(200);

        async Task<List<(string?, string?, string?)>> AskAsync(string filters) =>
            [
                .. (await app.GetAsync($"/api/v1/revisions?{filters}"))
                    .Items()
                    .SelectMany(
                        x => x.GetProperty("changes").EnumerateArray(),
                        (revision, change) => (revision.Text("author"), change.Text("action"), change.Text("subject"))
                    ),
            ];

        (await AskAsync($"author={Uri.EscapeDataString(name)}")).ShouldBe([
            (name, "CORRECTED", $"{second}"),
            (name, "EDITED", talks.North),
        ]);
        (await AskAsync($"subject={first}")).ShouldBe([(WithKey.Author, "ADDED", $"{first}"), (name, "CORRECTED", $"{second}")]);
        (await AskAsync($"noun=PARTY&subject={talks.North}")).ShouldBe([
            (WithKey.Author, "ADDED", talks.North),
            (name, "EDITED", talks.North),
        ]);
        (await AskAsync($"noun=PARTY&subject={talks.North}&author={Uri.EscapeDataString(name)}")).ShouldBe([(name, "EDITED", talks.North)]);
        (await AskAsync($"noun=SPEAKER&subject={talks.North}")).ShouldBeEmpty();
        (await AskAsync("author=nobody")).ShouldBeEmpty();
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?subject={talks.North}"))
            .ErrorAt("subject")
            .ShouldContain("give its noun too");
    }
}
