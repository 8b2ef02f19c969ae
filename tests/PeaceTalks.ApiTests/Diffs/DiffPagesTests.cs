using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>Pages of a diff, of changes and of events, along either clock.</summary>
public sealed class DiffPagesTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    [Theory]
    [InlineData("valid", "diffs")]
    [InlineData("valid", "events")]
    [InlineData("recorded", "diffs")]
    [InlineData("recorded", "events")]
    public Task Pages_give_all_of_the_whole_once_and_in_its_order(string axis, string question) =>
        ShouldGiveAllAsync(axis, question, whole => [1, 2, 3, whole / 2, whole - 1, whole, whole + 1]);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData("valid", "diffs")]
    [InlineData("valid", "events")]
    [InlineData("recorded", "diffs")]
    [InlineData("recorded", "events")]
    public Task At_every_size_pages_give_all_of_the_whole_once_and_in_its_order(string axis, string question) =>
        ShouldGiveAllAsync(axis, question, whole => Enumerable.Range(1, whole + 1));

    private async Task ShouldGiveAllAsync(string axis, string question, Func<int, IEnumerable<int>> sizes)
    {
        foreach (
            var filter in new[]
            {
                "",
                question == "diffs" ? "&kind=REVERSED&kind=APPEARED" : "&kind=RESTATED&kind=MOVED_TOWARDS&kind=MOVED_AWAY",
            }
        )
        {
            var path = Path(question, $"{Window(axis)}{filter}");
            var whole = Raw(await app.AllPagesAsync(path, 200));
            whole.Count.ShouldBeGreaterThan(1);
            foreach (var size in sizes(whole.Count).Where(x => x > 0).Distinct())
            {
                var (items, pages) = await app.AllPagesAsync(path, size);

                items.Select(x => x.GetRawText()).SequenceEqual(whole).ShouldBeTrue($"{path} at {size}");
                pages.ShouldBe(Math.Max(1, (whole.Count + size - 1) / size));
            }
        }
    }

    /// <summary>The ends of the first page are kept, however they were given, and whatever is written in between.</summary>
    [Theory]
    [InlineData("diffs", "from=@0&to=@45")]
    [InlineData("events", "from=@0&to=@45")]
    [InlineData("diffs", "axis=recorded&from=0&asOf=@45")]
    [InlineData("events", "axis=recorded&from=0&asOf=@45")]
    [InlineData("events", "axis=recorded&from=2001-01-01T00:00:00Z&asOf=@45")]
    public async Task Pages_keep_to_the_ends_of_the_first(string question, string query)
    {
        var path = Path(question, query);
        var whole = Raw(await app.AllPagesAsync(path, 200));
        var first = await app.GetAsync($"{path}&limit=2");

        await app.Scene.RecordAsync("OPPOSES", "@1");
        await app.Scene.RetractAsync(await app.Scene.RecordAsync("NEUTRAL", "@44"));
        var after = await app.GetAsync($"{path}&limit=3&cursor={first.Text("nextCursor")}");

        after.GetProperty("knownAt").GetInt64().ShouldBe(first.GetProperty("knownAt").GetInt64());
        (after.Text("from"), after.Text("to")).ShouldBe((first.Text("from"), first.Text("to")));
        Raw(first).Concat(Raw(after)).SequenceEqual(whole.Take(5)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("diffs", "from=2001-01-01")]
    [InlineData("diffs", "from=@0&to=@45")]
    [InlineData("diffs", "axis=recorded&from=0&asOf=@45")]
    [InlineData("events", "axis=recorded&from=0")]
    [InlineData("diffs", "axis=recorded&from=2001-01-01T00:00:00Z&to=@99T00:00:00Z&asOf=@45")]
    public async Task A_later_page_links_to_itself(string question, string query)
    {
        await app.Scene.RecordAsync("OPPOSES", "2001-02-03", """{"issue": "$land", "proposal": null}""");
        await app.Scene.RecordAsync("OPPOSES", "2001-02-03", """{"issue": "$border", "proposal": null}""");
        await app.Scene.RecordAsync("OPPOSES", "2001-02-03");
        var path = $"{Path(question, query)}&limit=1";
        var second = $"{path}&cursor={(await app.GetAsync(path)).Text("nextCursor")}";
        var text = await app.GetTextAsync(second);

        await app.Scene.RecordAsync("OPPOSES", "@1");

        var self = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("links").Text("self")!;
        (await app.GetTextAsync(self) == text).ShouldBeTrue(self);
    }

    [Theory]
    [InlineData("from=@0&to=@45", "from=@1&to=@45")]
    [InlineData("from=@0&to=@45", "from=@0&to=@44")]
    [InlineData("from=@0&to=@45", "axis=recorded&from=1")]
    [InlineData("from=@0&to=@45", "from=@0&to=@45&kind=APPEARED")]
    [InlineData("from=@0&to=@45", "from=@0&to=@45&knownAt=1")]
    [InlineData("axis=recorded&from=0&asOf=@45", "axis=recorded&from=1&asOf=@45")]
    [InlineData("axis=recorded&from=0&asOf=@45", "axis=recorded&from=0&asOf=@44")]
    [InlineData("axis=recorded&from=0&asOf=@45", "axis=recorded&from=0&to=1&asOf=@45")]
    [InlineData("axis=recorded&from=0&asOf=@45", "from=@0&to=@45")]
    public async Task A_cursor_is_for_its_own_window_alone(string query, string other)
    {
        var cursor = (await app.GetAsync($"{app.Scene.Path(query)}&limit=1")).Text("nextCursor");

        var answer = await app.SendAsync(HttpMethod.Get, $"{app.Scene.Path(other)}&limit=1&cursor={cursor}");

        answer.Expect(400);
        answer.ErrorAt("cursor").ShouldContain("belongs to");
    }

    [Fact]
    public async Task An_instant_that_has_come_to_mean_a_later_revision_is_refused_with_what_to_leave_out()
    {
        var path = app.Scene.Path("axis=recorded&from=0&asOf=@45");
        var later = $"{path}&to={app.Scene.Day(99)}T00:00:00Z";
        var whole = Raw(await app.AllPagesAsync(later, 200));
        var first = await app.GetAsync($"{later}&limit=1");

        await app.Scene.RecordAsync("OPPOSES", "@1");
        var refused = await app.SendAsync(HttpMethod.Get, $"{later}&limit=1&cursor={first.Text("nextCursor")}");
        var second = await app.GetAsync($"{path}&limit=1&cursor={first.Text("nextCursor")}");

        refused.Expect(400);
        refused.ErrorAt("cursor").ShouldContain($"to={first.Text("to")}; leave those out");
        Raw(second).ShouldBe(whole.Skip(1).Take(1));
    }

    private string Window(string axis) =>
        axis == "valid" ? $"from=@0&to=@40&knownAt={app.Last}" : $"axis=recorded&from={app.First}&to={app.Last}&asOf=@50";

    private static List<string> Raw((List<JsonElement> Items, int) pages) => [.. pages.Items.Select(x => x.GetRawText())];

    private static IEnumerable<string> Raw(JsonElement page) => page.Items().Select(x => x.GetRawText());

    private string Path(string question, string query) => question == "events" ? app.Scene.EventsPath(query) : app.Scene.Path(query);
}
