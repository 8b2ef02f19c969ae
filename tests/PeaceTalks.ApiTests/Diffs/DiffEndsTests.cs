using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>How the two ends of a diff are given, and what an answer says of them.</summary>
public sealed class DiffEndsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("from=2026-03-02&to=2026-03-01", "from", "2026-03-02 is after to, 2026-03-01")]
    [InlineData("from=9999-01-01", "from", "9999-01-01 is after to, ")]
    [InlineData("to=2026-03-01", "from", "missing")]
    [InlineData("from=02.03.2026&to=2026-03-05", "from", "write 2026-03-02")]
    [InlineData("from=2026-03-02&to=2026-02-30", "to", "2026-02-30")]
    [InlineData("from=1&to=2", "from", "'1' is not a day")]
    [InlineData("from=2026-03-02T00:00:00Z", "from", "is not a day")]
    [InlineData("from=2026-03-01&asOf=2026-03-05", "asOf", "is only for axis=recorded")]
    [InlineData("from=2026-03-01&cause=CORRECTED", "cause", "is only for axis=recorded")]
    [InlineData("from=2026-03-01&knownAt=2026-03-32", "knownAt", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=3&to=2", "from", "3 is after to, 2")]
    [InlineData("axis=recorded&to=2", "from", "missing")]
    [InlineData("axis=recorded&from=01.03.2026", "from", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=1&to=2026-02-30", "to", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=-1", "from", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=%2B1", "from", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=99999999999999999999", "from", "is neither a revision nor an instant nor a day")]
    [InlineData("axis=recorded&from=1&knownAt=2", "knownAt", "is only for axis=valid")]
    [InlineData("axis=recorded&from=1&asOf=2", "asOf", "is not a day")]
    [InlineData("axis=Recorded&from=1", "axis", "valid, recorded")]
    [InlineData("axis=0&from=1", "axis", "valid, recorded")]
    [InlineData("from=2026-03-01&mode=events", "mode", "is unknown")]
    [InlineData("from=2026-03-01&change=AGAIN", "change", "SAID_AGAIN")]
    [InlineData("from=2026-03-01&kind=MOVED", "kind", "MOVED")]
    [InlineData("axis=recorded&from=1&cause=MOVED", "cause", "MOVED")]
    public async Task What_makes_no_window_is_refused_with_what_would(string query, string place, string message)
    {
        await TestTalks.NewAsync(app);

        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/diffs?{query}");

        answer.Expect(400);
        answer.ErrorAt(place).ShouldContain(message);
        if (!query.Contains("mode", StringComparison.Ordinal))
        {
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/diffs/summary?{query}")).ErrorAt(place).ShouldContain(message);
        }
    }

    [Fact]
    public async Task A_revision_above_the_head_is_refused_at_either_end()
    {
        var head = await app.HeadAsync();

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/diffs?axis=recorded&from=0&to={head + 1}"))
            .Expect(422)
            .GetProperty("detail")
            .GetString()!
            .ShouldContain($"{head}");
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/diffs?from=2026-03-01&knownAt={head + 1}")).Expect(422);
        var beginning = await app.SendAsync(HttpMethod.Get, "/api/v1/diffs?axis=recorded&from=9000000000000000000");
        beginning.Expect(422);
        beginning.ErrorAt("from").ShouldBe($"revision 9000000000000000000 does not exist yet; the newest is {head}");
    }

    [Fact]
    public async Task Modes_and_filters_of_totals_are_those_of_changes_but_for_pages()
    {
        foreach (var parameter in new[] { "mode=net", "limit=1", "cursor=abc" })
        {
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/diffs/summary?from=2026-03-01&{parameter}")).Expect(400);
        }
    }

    [Fact]
    public async Task The_later_end_is_today_or_the_head_where_it_is_left_out()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        var head = await app.HeadAsync();

        var days = await app.GetAsync($"/api/v1/diffs?party={talks.North}&from=2026-02-01");
        var revisions = await app.GetAsync($"/api/v1/diffs?party={talks.North}&axis=recorded&from=0");

        var today = new[] { days.Text("to"), days.Text("asOf"), revisions.Text("asOf") }.Distinct().ShouldHaveSingleItem();
        DateOnly.ParseExact(today!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBeInRange(Today().AddDays(-1), Today());
        (days.Text("axis"), days.Text("from"), days.GetProperty("knownAt").GetInt64()).ShouldBe(("valid", "2026-02-01", head));
        (revisions.Text("axis"), revisions.Text("from"), revisions.Text("to"), revisions.GetProperty("knownAt").GetInt64()).ShouldBe(
            ("recorded", "0", $"{head}", head)
        );
        days.Items().ShouldHaveSingleItem();
        revisions.Items().ShouldHaveSingleItem();

        static DateOnly Today() => DateOnly.FromDateTime(DateTime.UtcNow);
    }

    [Fact]
    public async Task Before_the_first_revision_there_was_nothing()
    {
        var scene = await Scene.BeginAsync(app);
        await scene.RecordAsync("SUPPORTS", "@5");

        var all = (await scene.DiffAsync("axis=recorded&from=0&asOf=@40")).Items().ShouldHaveSingleItem();
        var none = await app.GetAsync("/api/v1/diffs?axis=recorded&from=0&to=0");

        (all.Text("kind"), all.Text("cause")).ShouldBe(("APPEARED", "PARTY_MOVED")); // since the ledger began
        none.Items().ShouldBeEmpty();
        (await app.GetAsync("/api/v1/diffs/summary?axis=recorded&from=0&to=0")).GetProperty("changes").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task An_instant_is_the_last_revision_not_after_it_at_either_end()
    {
        var scene = await Scene.BeginAsync(app, day: 10);
        await scene.RecordAsync("SUPPORTS", "@5");
        var first = await app.HeadAsync();
        await scene.GoOnToAsync(20);
        await scene.RecordAsync("OPPOSES", "@15");
        var second = await app.HeadAsync();
        await scene.GoOnToAsync(30);
        await scene.RecordAsync("OPEN", "@25");
        var at = (await app.GetAsync($"/api/v1/revisions/{second}")).GetProperty("revision").Text("at")!;

        var byNumber = await scene.DiffAsync($"axis=recorded&from={first}&to={second}&asOf=@40");
        foreach (
            var (from, to) in new[]
            {
                ("@11T00:00:00Z", "@21T00:00:00Z"),
                ("@19T23:59:59Z", at),
                ("@15T02:00:00%2B02:00", "@29T00:00:00-05:00"),
                ("@10", "@20"), // the end of the day
            }
        )
        {
            var byInstant = await scene.DiffAsync(
                $"axis=recorded&from={from}&to={Uri.EscapeDataString(to)}&asOf=@40".Replace("%40", "@", StringComparison.Ordinal)
            );

            (byInstant.Text("from"), byInstant.Text("to")).ShouldBe(($"{first}", $"{second}"));
            byInstant.Items().Select(x => x.GetRawText()).ShouldBe(byNumber.Items().Select(x => x.GetRawText()));
        }

        (await scene.DiffAsync("axis=recorded&from=2001-01-01T00:00:00Z&asOf=@40")).Text("from").ShouldBe("0");
        (await scene.DiffAsync("axis=recorded&from=@50T00:00:00Z&asOf=@40")).Items().ShouldBeEmpty();
        (await app.SendAsync(HttpMethod.Get, scene.Path("axis=recorded&from=@21T00:00:00Z&to=@11T00:00:00Z")))
            .ErrorAt("from")
            .ShouldBe($"{second} is after to, {first}; the window runs from the earlier revision to the later one");
    }

    [Fact]
    public async Task An_end_with_itself_is_empty_and_windows_chain_on_either_axis()
    {
        var scene = await Scene.BeginAsync(app);
        List<long> revisions = [await app.HeadAsync()];
        foreach (var (stance, day) in new[] { ("SUPPORTS", "@5"), ("OPPOSES", "@15"), ("OPPOSES", "@16"), ("OPEN", "@25") })
        {
            await scene.RecordAsync(stance, day);
            revisions.Add(await app.HeadAsync());
        }

        string[] kinds =
        [
            .. await Task.WhenAll(
                revisions.Zip(revisions.Skip(1)).Select(x => KindsAsync($"axis=recorded&from={x.First}&to={x.Second}&asOf=@40"))
            ),
        ];
        kinds.ShouldBe(["APPEARED", "REVERSED", "", "MOVED_TOWARDS"]);
        string[] days =
        [
            .. await Task.WhenAll(
                new[] { 4, 5, 15, 16, 25 }.Zip([5, 15, 16, 25, 40]).Select(x => KindsAsync($"from=@{x.First}&to=@{x.Second}"))
            ),
        ];
        days.ShouldBe(["APPEARED", "REVERSED", "", "MOVED_TOWARDS", ""]);
        foreach (var end in new[] { $"axis=recorded&from={revisions[2]}&to={revisions[2]}&asOf=@40", "from=@15&to=@15" })
        {
            (await KindsAsync(end)).ShouldBe("");
            (await scene.EventsAsync(end)).Items().ShouldBeEmpty();
        }

        async Task<string> KindsAsync(string query) => string.Join(' ', (await scene.DiffAsync(query)).Each("kind"));
    }

    [Theory]
    [InlineData("diffs", "from=2026-01-01")]
    [InlineData("diffs", "from=@0&to=@40")]
    [InlineData("events", "from=@0&to=@40")]
    [InlineData("diffs", "axis=recorded&from=0")]
    [InlineData("diffs", "axis=recorded&from=@11T00:00:00Z&asOf=@40")]
    [InlineData("events", "axis=recorded&from=@11T00:00:00Z&to=@50T00:00:00Z&asOf=@40")]
    [InlineData("diffs/summary", "from=@0&to=@40")]
    [InlineData("diffs/summary", "axis=recorded&from=@11T00:00:00Z&to=@50T00:00:00Z&asOf=@40")]
    public async Task An_answer_links_to_itself_with_all_filled_in_and_is_the_same_for_ever(string path, string query)
    {
        var scene = await Scene.BeginAsync(app);
        var first = await scene.RecordAsync("SUPPORTS", "@5");
        await scene.GoOnToAsync(20);
        var second = await scene.RecordAsync("OPPOSES", "2026-01-15");
        await scene.RecordAsync("OPEN", "@15", """{"proposal": null, "issue": "$land"}""");
        await scene.ReachAsync("DRAFTED", "@16");
        using var client = app.Factory.CreateClient();
        using var answer = await client.GetAsync(scene.Fill($"/api/v1/{path}?process=$process&{query}"));
        var text = await answer.Content.ReadAsStringAsync();
        var self = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("links").Text("self")!;
        var head = await app.HeadAsync();

        answer.Headers.GetValues("Ledger-Revision").ShouldBe([$"{head}"]);
        self.ShouldContain($"process={scene.Talks.Process}");
        self.ShouldContain(query.Contains("recorded", StringComparison.Ordinal) ? $"to={head}" : $"knownAt={head}");
        self.ShouldNotContain("T00");
        (await app.GetTextAsync(self) == text).ShouldBeTrue();
        await scene.CorrectAsync(first, "NEUTRAL", "@6");
        await scene.RetractAsync(second);
        await scene.RecordAsync("OPPOSES", "2026-01-16");
        (await app.PutAsync($"/api/v1/parties/{scene.Talks.North}", scene.Talks.PartyBody(scene.Talks.North, "Renamed"), "\"1\"")).Expect(
            200
        );
        (await app.GetTextAsync(self) == text).ShouldBeTrue("after more was written");
    }
}
