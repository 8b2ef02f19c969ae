namespace PeaceTalks.ApiTests.Revisions;

public sealed class RevisionPagesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Pages_of_every_size_have_each_change_of_a_large_revision_once_in_order()
    {
        var talks = await TestTalks.NewAsync(app);
        var before = await app.HeadAsync();
        var old = await talks.RecordAsync(talks.PositionBody());
        var large = await app.PostAsync(
            $"/api/v1/articles/{talks.Article}/coding",
            new
            {
                positions = Enumerable.Range(1, 5).Select(day => talks.PositionBody("OPEN", $"2026-03-0{day}")),
                milestones = new[] { talks.MilestoneBody(), talks.MilestoneBody("REJECTED") },
                remarks = new[]
                {
                    new
                    {
                        paragraph = 4,
                        kind = "MOOD",
                        text = "Gloomy",
                    },
                    new
                    {
                        paragraph = 5,
                        kind = "CONTEXT",
                        text = "Winter",
                    },
                },
                citations = new[] { new { record = old, paragraph = 9 } },
            }
        );
        var number = large.Expect(201).GetProperty("revision").GetInt64();
        await talks.RecordAsync(talks.PositionBody("NEUTRAL", "2026-03-08"));
        string[] expected = [$"{before + 1}.1", .. Enumerable.Range(1, 10).Select(place => $"{number}.{place}"), $"{number + 1}.1"];

        var whole = await app.AllChangesAsync($"{before}", 1000);

        whole.Select(x => x.Key).ShouldBe(expected);
        for (var limit = 1; limit <= expected.Length; limit++)
        {
            var paged = await app.AllChangesAsync($"{before}", limit);
            paged.Select(x => x.Json.GetRawText()).ShouldBe(whole.Select(x => x.Json.GetRawText()), $"{limit} a page");
            paged.Select(x => x.Key).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_revision_says_on_each_of_its_pages_how_much_it_did_in_all()
    {
        var talks = await TestTalks.NewAsync(app);
        var number = (
            await app.PostAsync(
                $"/api/v1/articles/{talks.Article}/coding",
                new { positions = Enumerable.Range(1, 3).Select(day => talks.PositionBody("OPEN", $"2026-03-0{day}")) }
            )
        )
            .Expect(201)
            .GetProperty("revision")
            .GetInt64();

        var first = await app.GetAsync($"/api/v1/revisions?after={number - 1}&limit=2");
        var second = await app.GetAsync($"/api/v1/revisions?after={first.Text("nextAfter")}&limit=2");

        var pages = new[] { first, second }.Select(x => x.Items().ShouldHaveSingleItem()).ToList();
        pages
            .Select(x => (x.GetProperty("number").GetInt64(), x.GetProperty("changeCount").GetInt32()))
            .ShouldBe([(number, 3), (number, 3)]);
        pages.Select(x => x.GetProperty("changes").GetArrayLength()).ShouldBe([2, 1]);
        pages[0].Text("note").ShouldBe("For a test");
    }

    [Fact]
    public async Task The_cursor_names_epoch_revision_and_place_and_stays_at_the_end()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        var head = await app.HeadAsync();

        var end = await app.GetAsync($"/api/v1/revisions?after={head}");

        end.GetProperty("items").GetArrayLength().ShouldBe(0);
        end.Text("nextAfter").ShouldBe($"{end.Text("epoch")}.{head}.1");
        (await app.GetAsync($"/api/v1/revisions?after={end.Text("nextAfter")}")).Text("nextAfter").ShouldBe(end.Text("nextAfter"));
        (await app.GetAsync("/api/v1/revisions?limit=1")).Text("nextAfter").ShouldBe($"{end.Text("epoch")}.1.1");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1.1")]
    [InlineData("1.")]
    [InlineData("{epoch}.1")]
    [InlineData("{epoch}.1.")]
    [InlineData("{epoch}.1.-1")]
    [InlineData("{epoch}.1.2147483648")]
    [InlineData("{epoch}.9223372036854775808.1")]
    [InlineData("{epoch}.1.1.1")]
    [InlineData("9223372036854775808")]
    [InlineData("%201")]
    public async Task What_is_no_cursor_is_refused_with_what_would_be_one(string after)
    {
        var epoch = (await app.GetAsync("/api/v1/revisions?limit=1")).Text("epoch");

        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?after={after.Replace("{epoch}", epoch)}");

        answer.Expect(400);
        answer.ErrorAt("after").ShouldContain("is not a cursor; send the nextAfter of the previous page");
    }

    [Fact]
    public async Task A_cursor_ahead_of_the_head_is_refused()
    {
        await TestTalks.NewAsync(app);
        var page = await app.GetAsync("/api/v1/revisions?limit=1");
        var beyond = page.GetProperty("head").GetInt64() + 1;

        foreach (var after in new[] { $"{beyond}", $"{page.Text("epoch")}.{beyond}.1" })
        {
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?after={after}"))
                .Expect(422)
                .Text("type")
                .ShouldBe("/problems/ahead-of-head");
        }
    }

    /// <summary>Also one that would be ahead of the head: after a restore the head is lower.</summary>
    [Fact]
    public async Task After_another_epoch_has_begun_cursors_are_gone_and_say_how_to_go_on()
    {
        await TestTalks.NewAsync(app);
        var old = await app.GetAsync("/api/v1/revisions?limit=1");
        var head = old.GetProperty("head").GetInt64();
        var list = await app.GetAsync("/api/v1/parties?limit=1");
        await using (var connection = await app.ConnectAsync())
        await using (var restored = new Npgsql.NpgsqlCommand("UPDATE ledger SET epoch = gen_random_uuid()", connection))
        {
            await restored.ExecuteNonQueryAsync();
        }

        var gone = await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?after={old.Text("nextAfter")}");
        var goneList = await app.SendAsync(HttpMethod.Get, $"/api/v1/parties?limit=1&cursor={list.Text("nextCursor")}");

        gone.Expect(410).Text("type").ShouldBe("/problems/epoch-changed");
        gone.ErrorAt("after").ShouldContain($"its numbers after {head} may mean something else now; start again from after=1");
        gone.Json.GetProperty("lastSharedRevision").GetInt64().ShouldBe(head);
        goneList.Expect(410).Text("type").ShouldBe("/problems/epoch-changed");
        goneList.ErrorAt("cursor").ShouldContain("leave it out to start from the beginning");
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/revisions?after={old.Text("epoch")}.999999.1"))
            .Expect(410)
            .Text("detail")
            .ShouldEndWith($"start again from after={head}");
        (await app.GetAsync("/api/v1/revisions?after=1")).Text("epoch").ShouldNotBe(old.Text("epoch"));
    }
}
