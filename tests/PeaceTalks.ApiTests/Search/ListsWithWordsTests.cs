namespace PeaceTalks.ApiTests.Search;

/// <summary>The parameter q of the lists: it only filters, with the same folding as the search.</summary>
public sealed class ListsWithWordsTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("parties", "КИЇВ", "coalition-of-the-willing ukraine")]
    [InlineData("parties", "republique", "france")]
    [InlineData("speakers", "zelenskiy's", "zelensky")]
    [InlineData("speakers", "\"foreign minister\"", "lavrov")]
    [InlineData("issues", "nuclear", "zaporizhzhia-plant")]
    [InlineData("proposals", "\"demilitarised zone\"", "free-economic-zone-donbas")]
    [InlineData("processes", "russia ukraine", "russia-ukraine-2025")]
    [InlineData("articles", "reut davos", "")]
    [InlineData("articles", "\"territorial deadlock\"", "unnamed-2026-01-rewrite-territorial-deadlock")]
    [InlineData("parties", "ukriane", "")]
    public async Task A_list_has_what_has_all_the_words(string list, string q, string slugs) =>
        string.Join(' ', (await app.GetAsync($"/api/v1/{list}?q={Uri.EscapeDataString(q)}")).Each("slug")).ShouldBe(slugs);

    [Theory]
    [InlineData("positions", "summary")]
    [InlineData("meetings", "name")]
    public async Task A_list_keeps_its_order_and_its_pages(string list, string text)
    {
        var all = (await app.AllPagesAsync($"/api/v1/{list}?asOf=2026-02-28", 200)).Items;
        var expected = all.Where(x => x.Text(text)!.Contains("Paris", StringComparison.Ordinal)).Select(x => x.Text("id")).ToList();

        var found = await app.AllPagesAsync($"/api/v1/{list}?asOf=2026-02-28&q=paris", 1);

        expected.ShouldNotBeEmpty();
        found.Items.Select(x => x.Text("id")).Where(expected.Contains).ShouldBe(expected);
        found.Pages.ShouldBe(found.Items.Count);
    }

    [Fact]
    public async Task A_list_takes_other_filters_with_the_words()
    {
        var open = await app.GetAsync("/api/v1/positions?asOf=2026-02-28&q=guarantees&stance=SUPPORTS&stance=CONDITIONAL&party=ukraine");

        open.Items().ShouldNotBeEmpty();
        open.Items().ShouldAllBe(x => x.Slug("party") == "ukraine" && x.Text("summary")!.Contains("guarantee"));
    }

    [Fact]
    public async Task A_query_that_is_none_is_refused() =>
        (await app.SendAsync(HttpMethod.Get, "/api/v1/parties?q=-"))
            .Expect(400)
            .GetProperty("errors")
            .TryGetProperty("q", out _)
            .ShouldBeTrue();
}
