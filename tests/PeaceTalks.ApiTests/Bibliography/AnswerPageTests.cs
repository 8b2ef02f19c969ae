using System.Text.Json;
using System.Xml.Linq;

namespace PeaceTalks.ApiTests.Bibliography;

/// <summary>What a browser gets that opens the address of an answer.</summary>
public sealed class AnswerPageTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task It_says_each_headline_and_where_that_is_reported_and_its_links_lead_on()
    {
        const string address = "/api/v1/diffs?from=2025-12-12&to=2026-01-31&party=ukraine&limit=5";
        var items = (await app.GetAsync(address)).Items().ToList();

        var page = await PageAsync(address);

        page.Descendants("li").Select(x => x.FirstNode!.ToString()).ShouldBe(items.Select(x => new XText(x.Text("headline")!).ToString()));
        page.Descendants("h1").Single().Value.ShouldBe("Diffs (party: ukraine; from: 2025-12-12; to: 2026-01-31)");
        page.Value.ShouldContain("As of the end of 2026-01-31, as known at revision 1 of the ledger");
        page.Value.ShouldContain("paragraph 20");
        var links = page.Descendants("a")
            .Where(x => x.Value is "The next page" or "This answer as JSON" or "How to cite it" or "this address");
        links.Count().ShouldBe(4);
        foreach (var link in links)
        {
            (await app.Client.GetAsync(link.Attribute("href")!.Value)).EnsureSuccessStatusCode();
        }
    }

    [Theory]
    [MemberData(nameof(CitationTests.Paths), MemberType = typeof(CitationTests))]
    public async Task Every_pinned_answer_has_a_page_that_holds_all_of_it(string path)
    {
        var page = await PageAsync($"/api/v1/{path}");

        var shown = JsonElement.Parse(page.Descendants("pre").Single().Value);
        JsonElement.DeepEquals(shown, await app.GetAsync($"/api/v1/{path}")).ShouldBeTrue();
        page.Descendants("h1").Single().Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_somebody_wrote_runs_in_it()
    {
        var empty = new EmptyLedger();
        await empty.InitializeAsync();
        var talks = await TestTalks.NewAsync(empty);
        var body = talks.PositionBody();
        body["summary"] = "<script>alert(1)</script> & \"more\"";
        await talks.RecordAsync(body);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/positions?party={talks.North}");
        request.Headers.Add("Accept", Browser);
        using var response = await empty.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        text.ShouldNotContain("<script");
        text.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp;");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        await ((IAsyncLifetime)empty).DisposeAsync();
    }

    [Fact]
    public async Task A_question_with_characters_that_XML_does_not_have_is_answered_too()
    {
        var page = await app.GetTextAsync("/api/v1/held-positions?asOf=2026-01-31&outlet=%01", Browser);

        page.ShouldContain("There is nothing to show.");
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json, text/html;q=0.9")]
    [InlineData("application/json")]
    public async Task Whoever_does_not_prefer_a_page_gets_JSON(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/held-positions?asOf=2026-01-31");
        request.Headers.Add("Accept", accept);
        using var response = await app.Client.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    private async Task<XElement> PageAsync(string address) =>
        XElement.Parse((await app.GetTextAsync(address, Browser)).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
