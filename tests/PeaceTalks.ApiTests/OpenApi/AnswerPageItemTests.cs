using System.Text.Json;
using System.Xml.Linq;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>The page of an answer shows every item that the JSON has.</summary>
public sealed class AnswerPageItemTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    private const string Nothing = "There is nothing to show.";

    /// <summary>What has no page, and why.</summary>
    private static readonly Dictionary<string, string> WithoutPage = new()
    {
        ["getPositionCitation"] = "it is for software that manages citations; the page of the record leads to its forms",
        ["getMilestoneCitation"] = "as that of a position",
        ["getMeetingCitation"] = "as that of a position",
        ["getFeed"] = "it is for feed readers",
        ["streamRevisions"] = "it does not end",
        ["listKeys"] = "it needs a key, which a browser does not send",
        ["getKey"] = "it needs a key",
        ["listAuditEntries"] = "it needs a key",
        ["listDatasets"] = "it needs a key",
        ["getVersion"] = "it is for monitoring",
    };

    [Fact]
    public void Every_read_has_a_page_or_a_reason_why_not() =>
        app.Operations.Where(x => x.Method == "GET" && !HasPages(x)).Select(x => x.Id).ShouldBe(WithoutPage.Keys, ignoreOrder: true);

    [Fact]
    public async Task Every_operation_with_pages_shows_all_items_of_what_is_filled_in()
    {
        var operations = app.Operations.Where(HasPages).ToList();
        operations.Count.ShouldBeGreaterThan(25);
        foreach (var operation in operations)
        {
            using var request = operation.PrefilledRequest();
            await CheckAsync(request.RequestUri!.ToString());
        }
    }

    [Fact]
    public async Task Every_list_with_pages_shows_all_items_when_nothing_is_chosen()
    {
        // The others have parameters that nobody can leave out.
        var lists = app.Operations.Where(x => HasPages(x) && !x.Path.Contains('{') && !x.Parameters.Any(IsRequired)).ToList();
        lists.Count.ShouldBeGreaterThan(12);
        foreach (var operation in lists)
        {
            if (operation.Id is not ("listDiffs" or "getDiffSummary" or "listEvents"))
            {
                await CheckAsync(operation.Path);
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/search?q=zelenskyy", 20)]
    [InlineData("/api/v1/parties", 10)]
    [InlineData("/api/v1/revisions?limit=10", 1)]
    [InlineData("/api/v1/revisions/1?limit=10&afterPlace=5", 10)]
    [InlineData("/api/v1/meetings?q=nowhere", 0)]
    [InlineData("/api/v1/matrix?issue=donbas-territory&party=ukraine&asOf=2026-01-31", 1)]
    [InlineData("/api/v1/diffs/summary?from=2026-01-31&to=2026-01-31", 0)]
    public async Task Nothing_is_shown_only_where_there_is_nothing(string address, int items) =>
        (await CheckAsync(address)).ShouldBe(items);

    private async Task<int> CheckAsync(string address)
    {
        var answer = JsonElement.Parse(await app.Client.GetStringAsync(address));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/html");
        using var response = await app.Client.SendAsync(request);
        var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var page = XElement.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));

        // The corner of a table is empty.
        var shown = page.Descendants("li").Concat(page.Descendants("td").Where(x => x.Value.Length > 0)).ToList();
        shown.Count.ShouldBe(Items(answer), address);
        shown.ShouldAllBe(x => x.Value.Length > 0, address);
        page.Elements("body").Elements("p").Any(x => x.Value == Nothing).ShouldBe(shown.Count == 0, address);
        foreach (var link in page.Descendants("li").Elements("a").Take(1))
        {
            (await app.Client.GetAsync(link.Attribute("href")!.Value)).EnsureSuccessStatusCode();
        }

        return shown.Count;
    }

    /// <summary>How many items an answer has, by the lists in it.</summary>
    private static int Items(JsonElement answer)
    {
        if (answer.TryGetProperty("slug", out _))
        {
            return 1;
        }

        if (answer.TryGetProperty("revision", out _))
        {
            return Count("changes");
        }

        if (answer.TryGetProperty("items", out var items))
        {
            return items.GetArrayLength();
        }

        if (answer.TryGetProperty("rows", out _))
        {
            var days = answer.TryGetProperty("days", out var many) ? many.GetArrayLength() : 1;
            return Count("rows") * Count("parties") * days;
        }

        if (answer.TryGetProperty("kinds", out _))
        {
            return Count("kinds") + Count("causes") + Count("parties") + Count("issues");
        }

        if (answer.TryGetProperty("paragraphs", out var paragraphs))
        {
            return paragraphs.EnumerateArray().Sum(x => Math.Max(1, Lengths(x, "positions", "milestones", "meetings", "remarks")));
        }

        return answer.TryGetProperty("issues", out var trees) ? Nodes(trees)
            : answer.TryGetProperty("articles", out var articles) ? articles.GetArrayLength()
            : answer.GetProperty("item") is var item && item.TryGetProperty("states", out _) ? Lengths(item, "states", "superseded")
            : 1;

        int Count(string list) => answer.GetProperty(list).GetArrayLength();
    }

    private static int Lengths(JsonElement of, params string[] lists) => lists.Sum(x => of.GetProperty(x).GetArrayLength());

    private static int Nodes(JsonElement issues) => issues.EnumerateArray().Sum(x => 1 + Nodes(x.GetProperty("subIssues")));

    private static bool HasPages(Operation operation) =>
        operation.Method == "GET" && operation.Responses["200"]!["content"]!["text/html"] is not null;

    private static bool IsRequired(System.Text.Json.Nodes.JsonNode parameter) => (bool?)parameter["required"] == true;
}
