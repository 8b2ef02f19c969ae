using System.Xml.Linq;
using PeaceTalks.ApiTests.Feeds;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>The shipped data set is one revision of hundreds of changes.</summary>
public sealed class ShippedRevisionTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(325)]
    [InlineData(1000)]
    public async Task It_is_read_whole_by_pages_of_any_size(int limit)
    {
        var first = await app.GetAsync("/api/v1/revisions?limit=1");
        var count = first.Items().Single().GetProperty("changeCount").GetInt32();

        var changes = await app.AllChangesAsync("0", limit);

        changes.Select(x => x.Key).ShouldBe(Enumerable.Range(1, count).Select(place => $"1.{place}"));
        changes.ShouldAllBe(x =>
            x.Json.Text("headline")!.Length > 10 && x.Json.GetProperty("after").ValueKind == System.Text.Json.JsonValueKind.Object
        );
    }

    [Fact]
    public async Task A_revision_asked_for_by_its_number_shows_the_same_changes()
    {
        var changes = await app.AllChangesAsync("0", 1000);

        List<string> paged = [];
        for (int? after = 0; after is not null; )
        {
            var page = await app.GetAsync($"/api/v1/revisions/1?limit=100&afterPlace={after}");
            paged.AddRange(page.GetProperty("changes").EnumerateArray().Select(x => x.GetRawText()));
            after =
                page.GetProperty("nextAfterPlace").ValueKind == System.Text.Json.JsonValueKind.Null
                    ? null
                    : page.GetProperty("nextAfterPlace").GetInt32();
        }

        paged.ShouldBe(changes.Select(x => x.Json.GetRawText()));
    }

    [Fact]
    public async Task Its_positions_and_meetings_are_the_entries_of_the_feed_but_for_what_was_only_said_again()
    {
        var saidAgain = (await app.AllPagesAsync("/api/v1/events?axis=recorded&from=0&to=1&change=SAID_AGAIN", 200))
            .Items.Select(x => x.Text("record"))
            .ToHashSet();
        var records = (await app.AllChangesAsync("0", 1000))
            .Where(x => x.Json.Text("noun") is "POSITION" or "MEETING" && !saidAgain.Contains(x.Json.Text("subject")))
            .Select(x => x.Json.Text("headline")!)
            .ToList();

        var feed = XDocument.Parse(await app.GetTextAsync("/api/v1/processes/russia-ukraine-2025/feed?limit=200", "application/atom+xml"));

        AtomRules.Breaks(feed).ShouldBeEmpty();
        feed.Descendants(AtomRules.Atom + "entry").Select(x => x.Element(AtomRules.Atom + "title")!.Value).Reverse().ShouldBe(records);
    }
}
