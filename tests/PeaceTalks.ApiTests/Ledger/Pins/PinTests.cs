using System.Text.Json;

namespace PeaceTalks.ApiTests.Ledger.Pins;

public sealed class PinTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task A_corrected_record_stays_readable_with_a_link_to_what_replaced_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());

        var corrected = (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody("OPPOSES")))
            .Expect(201)
            .GetProperty("item");

        var read = (await app.GetAsync($"/api/v1/positions/{old}")).GetProperty("item");
        read.GetProperty("stance").GetString().ShouldBe("SUPPORTS");
        read.GetProperty("supersededBy").GetGuid().ShouldBe(corrected.GetProperty("id").GetGuid());
        read.GetProperty("links")
            .GetProperty("supersededBy")
            .GetString()
            .ShouldBe($"/api/v1/positions/{corrected.GetProperty("id").GetGuid()}");
        read.GetProperty("supersededIn").GetInt64().ShouldBe(corrected.GetProperty("recordedIn").GetInt64());
        corrected.GetProperty("corrects").GetGuid().ShouldBe(old);
    }

    [Fact]
    public async Task A_pinned_read_gives_byte_for_byte_what_it_gave_before_anything_was_written()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        await app.PostAsync(
            "/api/v1/milestones",
            new
            {
                proposal = talks.Proposal,
                step = "SUBMITTED",
                by = talks.North,
                summary = "Handed over",
                article = talks.Article,
                paragraph = 2,
            }
        );
        var pin = await app.HeadAsync();
        string[] questions =
        [
            $"/api/v1/held-positions?party={talks.North}&asOf=2026-04-01&knownAt={pin}",
            $"/api/v1/diffs?from=2026-03-01&to=2026-04-01&party={talks.North}&knownAt={pin}",
            $"/api/v1/positions?party={talks.North}&asOf=2026-04-01&knownAt={pin}",
            $"/api/v1/positions/{position}?knownAt={pin}",
            $"/api/v1/milestones?proposal={talks.Proposal}&asOf=2026-04-01&knownAt={pin}",
            $"/api/v1/issues/{talks.Land}/timeline?includeSubIssues=true&asOf=2026-04-01&knownAt={pin}",
            $"/api/v1/parties/{talks.North}/timeline?asOf=2026-04-01&knownAt={pin}",
            $"/api/v1/parties/{talks.North}?knownAt={pin}",
            $"/api/v1/proposals/{talks.Proposal}?knownAt={pin}",
            $"/api/v1/issues/tree?process={talks.Process}&knownAt={pin}",
            $"/api/v1/articles/{talks.Article}?knownAt={pin}",
        ];
        var before = await Task.WhenAll(questions.Select(question => app.GetTextAsync(question)));
        var patch = await app.GetTextAsync(questions[1], "text/x-diff");

        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"")).Expect(200);
        (
            await app.PutAsync($"/api/v1/proposals/{talks.Proposal}", talks.ProposalBody(talks.Proposal, talks.Land, talks.Border), "\"1\"")
        ).Expect(200);
        await app.PostAsync($"/api/v1/articles", talks.ArticleBody($"{talks.Article}-later", "2026-03-11", talks.Article));
        (await app.PostAsync($"/api/v1/positions/{position}/citations", new { article = $"{talks.Article}-later", paragraph = 3 })).Expect(
            201
        );
        await app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPPOSES"));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-09"));
        await app.PostAsync(
            "/api/v1/remarks",
            new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Later",
            }
        );

        (await Task.WhenAll(questions.Select(question => app.GetTextAsync(question)))).ShouldBe(before);
        (await app.GetTextAsync(questions[1], "text/x-diff")).ShouldBe(patch);
        before[0].ShouldContain("\"North\"");
        (await app.GetTextAsync(questions[0].Replace($"&knownAt={pin}", ""))).ShouldContain("Renamed");
    }

    [Fact]
    public async Task Of_two_corrections_at_once_one_wins_and_the_other_is_told_with_what_it_conflicts()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        var head = await app.HeadAsync();

        var answers = await Task.WhenAll(
            app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPPOSES")),
            app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPEN"))
        );

        answers.Select(x => x.Status).Order().ShouldBe([201, 409]);
        var winner = answers.Single(x => x.Status == 201).Json.GetProperty("item").GetProperty("id").GetGuid();
        answers.Single(x => x.Status == 409).Json.GetProperty("conflictsWith").GetString().ShouldBe($"/api/v1/positions/{winner}");
        (await app.HeadAsync()).ShouldBe(head + 1);
    }

    [Fact]
    public async Task A_retracted_record_has_no_successor_and_is_held_no_longer()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());

        var answer = (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{position}/retraction", new { note = "A mistake" })).Expect(
            200
        );

        answer.GetProperty("diff")[0].GetProperty("kind").GetString().ShouldBe("DISAPPEARED");
        (await app.GetAsync($"/api/v1/held-positions?party={talks.North}")).GetProperty("items").GetArrayLength().ShouldBe(0);
        var read = (await app.GetAsync($"/api/v1/positions/{position}")).GetProperty("item");
        read.GetProperty("supersededBy").ValueKind.ShouldBe(JsonValueKind.Null);
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{position}/retraction", new { note = "Again" })).Expect(409);
        (await app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody())).Expect(409);
    }

    [Fact]
    public async Task A_conflict_tells_whether_the_last_successor_is_in_force()
    {
        var talks = await TestTalks.NewAsync(app);
        var first = await talks.RecordAsync(talks.PositionBody());
        var second = (await app.PostAsync($"/api/v1/positions/{first}/correction", talks.PositionBody("OPEN")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        var third = (await app.PostAsync($"/api/v1/positions/{second}/correction", talks.PositionBody("OPPOSES")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();

        var inForce = (await app.PostAsync($"/api/v1/positions/{first}/correction", talks.PositionBody())).Expect(409);
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{third}/retraction", new { note = "A mistake" })).Expect(200);
        var retracted = (await app.PostAsync($"/api/v1/positions/{first}/correction", talks.PositionBody())).Expect(409);

        inForce.GetProperty("detail").GetString()!.ShouldContain("conflictsWith leads to its successor");
        retracted.GetProperty("detail").GetString()!.ShouldContain("was retracted");
        new[] { inForce, retracted }.ShouldAllBe(x => x.GetProperty("conflictsWith").GetString() == $"/api/v1/positions/{third}");
    }

    [Fact]
    public async Task Addresses_begin_with_the_public_base_where_it_is_set()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());
        await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody("OPPOSES"));
        await using var behindProxy = app.Start(("PublicBaseUrl", "https://talks.example/"));
        using var client = behindProxy.CreateClient();
        string[] paths =
        [
            $"/api/v1/positions/{old}",
            $"/api/v1/held-positions?party={talks.North}",
            $"/api/v1/matrix?party={talks.North}",
            $"/api/v1/comparisons?left={talks.North}&right={talks.South}",
            $"/api/v1/articles/{talks.Article}",
            $"/api/v1/revisions/{await app.HeadAsync()}",
        ];

        foreach (var path in paths)
        {
            var text = await client.GetStringAsync(path);

            text.ShouldContain("\"https://talks.example/api/v1/");
            text.ShouldNotContain("\"/api/v1/", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task An_instant_resolves_to_the_last_revision_not_after_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        var at = (await app.GetAsync($"/api/v1/revisions/{head}")).GetProperty("revision").GetProperty("at").GetString()!;
        await talks.RecordAsync(talks.PositionBody());

        (await app.GetAsync($"/api/v1/parties?knownAt={Uri.EscapeDataString(at)}")).GetProperty("knownAt").GetInt64().ShouldBe(head);
        (await app.GetAsync("/api/v1/parties?knownAt=2020-01-01T00:00:00Z")).GetProperty("knownAt").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_revision_above_the_head_is_refused()
    {
        var head = await app.HeadAsync();

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/parties?knownAt={head + 1}"))
            .Expect(422)
            .GetProperty("detail")
            .GetString()!
            .ShouldContain($"{head}");
        (await app.SendAsync(HttpMethod.Get, "/api/v1/parties?knownAt=yesterday")).Expect(400);
    }

    [Fact]
    public async Task All_pages_of_a_list_keep_to_the_revision_of_the_first()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var day in Enumerable.Range(1, 5))
        {
            await talks.RecordAsync(talks.PositionBody(day: $"2026-03-0{day}"));
        }

        var first = await app.GetAsync($"/api/v1/positions?party={talks.North}&limit=2");
        await talks.RecordAsync(talks.PositionBody(day: "2026-02-01"));
        var second = await app.GetAsync(
            $"/api/v1/positions?party={talks.North}&limit=2&cursor={first.GetProperty("nextCursor").GetString()}"
        );
        var third = await app.GetAsync(
            $"/api/v1/positions?party={talks.North}&limit=2&cursor={second.GetProperty("nextCursor").GetString()}"
        );

        var pages = new[] { first, second, third };
        pages.Select(x => x.GetProperty("knownAt").GetInt64()).Distinct().Count().ShouldBe(1);
        pages
            .SelectMany(x => x.GetProperty("items").EnumerateArray())
            .Select(x => x.GetProperty("statedOn").GetProperty("edtf").GetString())
            .ShouldBe(["2026-03-05", "2026-03-04", "2026-03-03", "2026-03-02", "2026-03-01"]);
        third.GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
