using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>Diffs between meetings: what moved between the two, and who was in the room.</summary>
public sealed class MeetingDiffTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    private static readonly string[] Filters =
    [
        "",
        "&party=$north",
        "&issue=$border",
        "&issue=$land&includeSubIssues=true",
        "&kind=REVERSED",
    ];

    [Fact]
    public async Task A_diff_between_two_meetings_is_the_diff_between_the_day_before_the_one_and_the_last_day_of_the_other()
    {
        var random = new Random(4);
        var moved = 0;
        for (var i = 0; i < 8; i++)
        {
            var (begin, end) = (random.Next(1, 20), random.Next(20, RandomLedger.LastDay));
            var (first, last) = (Day(begin), Day(end + random.Next(3)));
            var from = await MeetAsync($"[{first}..{Day(begin + 1)}]", "From");
            var to = await MeetAsync($"[{Day(end)}..{last}]", "To");
            var before = Day(begin - 1);
            var filter = Filters[random.Next(Filters.Length)];
            foreach (
                var (meetings, days) in new[]
                {
                    ($"fromMeeting={from}&toMeeting={to}", $"from={before}&to={last}"),
                    ($"fromMeeting={from}&to={last}", $"from={before}&to={last}"),
                    ($"from={before}&toMeeting={to}", $"from={before}&to={last}"),
                }
            )
            {
                var ofMeetings = await app.GetAsync(app.Scene.Path($"{meetings}{filter}&limit=200"));
                var ofDays = await app.GetAsync(app.Scene.Path($"{days}{filter}&limit=200"));
                Without(ofMeetings).ShouldBe(Without(ofDays));
                moved += ofDays.GetProperty("items").GetArrayLength();
                Without(await app.GetAsync(SummaryOf($"{meetings}{filter}")))
                    .ShouldBe(Without(await app.GetAsync(SummaryOf($"{days}{filter}"))));
            }

            var paged = await app.AllPagesAsync(app.Scene.Path($"fromMeeting={from}&toMeeting={to}{filter}"), 2);
            var whole = await app.AllPagesAsync(app.Scene.Path($"from={before}&to={last}{filter}"), 200);
            paged.Items.Select(x => x.GetRawText()).ShouldBe(whole.Items.Select(x => x.GetRawText()));
            var events = await app.AllEventsAsync(app.Scene.Path($"fromMeeting={from}&toMeeting={to}"), 5);
            events
                .Select(x => x.GetRawText())
                .ShouldBe((await app.AllEventsAsync(app.Scene.Path($"from={before}&to={last}"), 200)).Select(x => x.GetRawText()));
            events.Select(x => x.Text("noun")).ShouldContain("MEETING");
        }

        moved.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task The_answer_names_the_meetings_and_links_to_itself()
    {
        var from = await MeetAsync(Day(3), "In Florida");
        var to = await MeetAsync(Day(9), "In Davos");

        var answer = await app.GetAsync(app.Scene.Path($"fromMeeting={from}&toMeeting={to}"));

        (answer.Text("from"), answer.Text("to")).ShouldBe((Day(2), Day(9)));
        (answer.GetProperty("fromMeeting").Text("name"), answer.GetProperty("toMeeting").Text("name")).ShouldBe(("In Florida", "In Davos"));
        answer
            .GetProperty("toMeeting")
            .GetProperty("participants")
            .EnumerateArray()
            .Select(x => x.Slug("party"))
            .ShouldBe([app.Scene.Talks.North, app.Scene.Talks.South]);
        var self = answer.GetProperty("links").Text("self")!;
        self.ShouldContain($"fromMeeting={from}");
        self.ShouldNotContain("&to=");
        var again = await app.GetAsync(self);
        again.GetRawText().ShouldBe(answer.GetRawText());
    }

    [Fact]
    public async Task A_meeting_that_gives_no_end_is_refused_with_what_would()
    {
        var dated = await MeetAsync(Day(5), "Dated");
        var vague = await MeetAsync($"[..{Day(5)}]", "Vague");
        var later = await MeetAsync(Day(9), "Later");
        var undated = await app.Scene.Talks.MeetAsync(app.Scene.Talks.MeetingBody("ANNOUNCED", ("heldOn", null)));
        var off = await app.Scene.Talks.MeetAsync(app.Scene.Talks.MeetingBody("CANCELLED"));
        async Task ShouldRefuseAsync(int status, string query, string place, string message)
        {
            foreach (var path in new[] { $"/api/v1/diffs?{query}", $"/api/v1/diffs/summary?{query}" })
            {
                var answer = await app.SendAsync(HttpMethod.Get, path);
                answer.Expect(status);
                answer.ErrorAt(place).ShouldContain(message);
            }
        }

        await ShouldRefuseAsync(400, $"from=2026-03-01&fromMeeting={dated}", "fromMeeting", "give one of them");
        await ShouldRefuseAsync(400, $"from=2026-03-01&to=2026-03-02&toMeeting={dated}", "toMeeting", "give one of them");
        await ShouldRefuseAsync(400, $"toMeeting={dated}", "from", "is missing");
        await ShouldRefuseAsync(400, $"fromMeeting={later}&toMeeting={dated}", "fromMeeting", "is after to");
        await ShouldRefuseAsync(400, $"axis=recorded&from=1&toMeeting={dated}", "toMeeting", "only for axis=valid");
        await ShouldRefuseAsync(400, $"axis=recorded&from=1&fromMeeting={dated}", "fromMeeting", "only for axis=valid");
        await ShouldRefuseAsync(400, "fromMeeting=Florida", "fromMeeting", "Florida");
        await ShouldRefuseAsync(422, $"fromMeeting={vague}", "fromMeeting", "began at the earliest");
        await ShouldRefuseAsync(422, $"fromMeeting={undated}", "fromMeeting", "has no day");
        await ShouldRefuseAsync(422, $"from=2026-03-01&toMeeting={off}", "toMeeting", "has no day");
        await ShouldRefuseAsync(422, $"fromMeeting={Guid.CreateVersion7()}", "fromMeeting", "does not exist");
        (await app.GetAsync($"/api/v1/diffs?from={Day(1)}&toMeeting={vague}")).Text("to").ShouldBe(Day(5));
    }

    [Fact]
    public async Task A_pinned_diff_between_meetings_stays_as_it_was_when_a_meeting_is_corrected()
    {
        var from = await MeetAsync(Day(3), "From");
        var to = await MeetAsync(Day(9), "To");
        var pinned = app.Scene.Path($"fromMeeting={from}&toMeeting={to}&knownAt={await app.HeadAsync()}");
        var was = await app.GetTextAsync(pinned);

        (
            await app.PostAsync(
                $"/api/v1/meetings/{to}/correction",
                app.Scene.Talks.MeetingBody(members: ("heldOn", new { edtf = Day(12), basis = "STATED" }))
            )
        ).Expect(201);

        (await app.GetTextAsync(pinned)).ShouldBe(was);
        (await app.GetAsync(app.Scene.Path($"fromMeeting={from}&toMeeting={to}"))).Text("to").ShouldBe(Day(12));
    }

    private string Day(int day) => app.Scene.Day(day);

    private string SummaryOf(string query) => app.Scene.Path(query).Replace("/diffs?", "/diffs/summary?", StringComparison.Ordinal);

    private Task<Guid> MeetAsync(string edtf, string name) =>
        app.Scene.Talks.MeetAsync(app.Scene.Talks.MeetingBody(members: [("name", name), ("heldOn", new { edtf, basis = "STATED" })]));

    /// <summary>What the answer says, apart from the meetings and its own address.</summary>
    private static string Without(JsonElement answer) =>
        string.Join(
            '\n',
            answer
                .EnumerateObject()
                .Where(x => x.Name is not ("fromMeeting" or "toMeeting" or "links" or "nextCursor"))
                .Select(x => $"{x.Name}: {x.Value.GetRawText()}")
        );
}
