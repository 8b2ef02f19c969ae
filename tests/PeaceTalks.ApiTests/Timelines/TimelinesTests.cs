using System.Text.Json;

namespace PeaceTalks.ApiTests.Timelines;

public sealed class TimelinesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("issues/$land/timeline?limit=50", "c")]
    [InlineData("issues/$border/timeline?limit=50", "a d b")]
    [InlineData("issues/$land/timeline?includeSubIssues=true", "c a d b")]
    [InlineData("issues/$land/timeline?includeSubIssues=true&party=$south", "d b")]
    [InlineData("issues/$land/timeline?includeSubIssues=true&party=$south&party=$north", "c a d b")]
    [InlineData("issues/$land/timeline?includeSubIssues=true&asOf=2026-03-01", "a")]
    [InlineData("parties/$north/timeline?limit=50", "c a")]
    [InlineData("parties/$south/timeline?limit=50", "d b")]
    [InlineData("parties/$north/timeline?issue=$land", "c")]
    [InlineData("parties/$north/timeline?issue=$border", "a")]
    [InlineData("parties/$north/timeline?issue=$land&includeSubIssues=true", "c a")]
    [InlineData("parties/$north/timeline?asOf=2026-03-02", "a")]
    [InlineData("parties/$north/timeline?without=$article", "c")]
    [InlineData("issues/$land/timeline?includeSubIssues=true&without=$article-2", "a b")]
    [InlineData("issues/$land/timeline?includeSubIssues=true&without=$article-2&without=$article", "")]
    public async Task Filters_choose_tracks_by_party_and_target(string path, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();

        var found = await app.GetAsync($"/api/v1/{talks.Fill(path)}");

        string.Join(' ', found.Each("summary")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "m1 a m2 b m3")]
    [InlineData("&from=2026-03-02", "a m2 b")]
    [InlineData("&to=2026-03-03", "m1 a m2")]
    [InlineData("&from=2026-03-03&to=2026-03-03", "m2")]
    [InlineData("&asOf=2026-03-02", "m1 a")]
    public async Task The_timeline_of_a_process_has_its_meetings_and_milestones_in_the_order_of_their_days(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        await others.MeetAsync(others.MeetingBody());
        await others.AddAsync("milestones", others.MilestoneBody());
        object Day(string edtf) => new { edtf, basis = "STATED" };
        await talks.AddAsync("milestones", talks.MilestoneBody(members: [("summary", "b"), ("happenedOn", Day("2026-03-04"))]));
        await talks.AddAsync("milestones", talks.MilestoneBody(members: [("summary", "a"), ("happenedOn", Day("2026-03-02"))]));
        await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("name", "m3"), ("heldOn", null)));
        var moved = await talks.MeetAsync(
            talks.MeetingBody("ANNOUNCED", ("name", "m2"), ("heldOn", Day("2026-02-01")), ("statedOn", Day("2026-03-03")))
        );
        await talks.MeetAsync(talks.MeetingBody(members: [("meeting", moved), ("name", "m2"), ("heldOn", Day("2026-03-03"))]));
        await talks.MeetAsync(talks.MeetingBody(members: [("name", "m1"), ("heldOn", Day("2026-03-01"))]));
        var path = $"/api/v1/processes/{talks.Process}/timeline?limit=200{filter}";

        var whole = await app.GetAsync(path);
        var pages = await app.AllPagesAsync(path.Replace("limit=200", "", StringComparison.Ordinal).Replace("?&", "?"), 1);

        string.Join(' ', whole.Items().Select(NameOf)).ShouldBe(expected);
        string.Join(' ', pages.Items.Select(NameOf)).ShouldBe(expected);
        (await app.GetTextAsync(path, "text/csv")).Split("\r\n").Length.ShouldBe(expected.Split(' ').Length + 2);

        static string? NameOf(JsonElement item) =>
            item.Text("kind") == "MEETING" ? item.GetProperty("meeting").Text("name") : item.GetProperty("milestone").Text("summary");
    }

    [Fact]
    public async Task Records_stand_in_the_order_of_the_rule_oldest_first_page_by_page()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (
            var (summary, day, speaker) in new (string, string, string?)[]
            {
                ("precise", "2026-03-05", null),
                ("by another", "2026-03-05", talks.SouthSpeaker),
                ("by itself", "2026-03-05", talks.NorthSpeaker),
                ("by itself again", "2026-03-05", talks.NorthSpeaker),
                ("month", "2026-03", null),
                ("unknown", "[..2026-03-31]", null),
                ("unknown but earlier", "[..2026-03-06]", null),
                ("late", "2026-03-20", null),
                ("first half", "[2026-03-01..2026-03-15]", null),
            }
        )
        {
            await talks.RecordAsync(talks.PositionBody(day: day, members: [("summary", summary), ("speaker", speaker)]));
        }

        var (items, pages) = await app.AllPagesAsync($"/api/v1/parties/{talks.North}/timeline?asOf=2026-04-01", 2);

        items
            .Select(x => x.Text("summary"))
            .ShouldBe([
                "unknown",
                "unknown but earlier",
                "month",
                "first half",
                "precise",
                "by another",
                "by itself",
                "by itself again",
                "late",
            ]);
        pages.ShouldBe(5);
    }

    [Fact]
    public async Task What_was_corrected_or_retracted_is_not_in_it_but_for_who_asks_as_of_before()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody(members: ("summary", "old")));
        var before = await app.HeadAsync();
        (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody(members: ("summary", "new")))).Expect(201);

        (await app.GetAsync($"/api/v1/parties/{talks.North}/timeline")).Each("summary").ShouldBe(["new"]);
        (await app.GetAsync($"/api/v1/parties/{talks.North}/timeline?knownAt={before}")).Each("summary").ShouldBe(["old"]);
    }
}
