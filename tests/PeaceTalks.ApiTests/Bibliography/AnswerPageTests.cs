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

        page.Descendants("li").Select(x => x.Element("a")!.Value).ShouldBe(items.Select(x => x.Text("headline")!));
        page.Descendants("h1").Single().Value.ShouldBe("Diffs (party: ukraine; from: 2025-12-12; to: 2026-01-31)");
        page.Value.ShouldContain("As of the end of 2026-01-31, as known at revision 1 of the ledger");
        page.Value.ShouldContain("paragraph 20");
        var links = page.Descendants("a")
            .Where(x =>
                x.Parent!.Name == "li"
                || x.Value is "The next page" or "How to cite it" or "this address"
                || x.Value.StartsWith("This answer as", StringComparison.Ordinal)
            )
            .ToList();
        links.Select(x => x.Value).ShouldContain("This answer as CSV");
        links.Select(x => x.Value).ShouldContain("This answer as XLSX");
        links.Count.ShouldBe(5 + 6);
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

    [Theory]
    [InlineData("positions", "Party", "North")]
    [InlineData("milestones", "Proposal", "A pull-back")]
    [InlineData("meetings", "State", "held")]
    public async Task A_record_that_is_no_longer_in_force_says_so_and_so_does_its_citation(string noun, string fact, string value)
    {
        var empty = new EmptyLedger();
        await empty.InitializeAsync();
        var talks = await TestTalks.NewAsync(empty);
        var body = noun switch
        {
            "positions" => talks.PositionBody(),
            "milestones" => talks.MilestoneBody(),
            _ => talks.MeetingBody(),
        };
        var other = new Dictionary<string, object?>(body) { ["summary"] = "Said better" };
        var first = (await talks.AddAsync(noun, body)).GetProperty("item").Text("id")!;
        var recorded = await empty.HeadAsync();
        var answer = (await empty.PostAsync($"/api/v1/{noun}/{first}/correction", other)).Expect(201).GetProperty("item");
        // A meeting has an id of its own, and each of its states has another one.
        var second = (answer.TryGetProperty("states", out var states) ? states[0] : answer).Text("id")!;
        var corrected = await empty.HeadAsync();
        (await empty.SendAsync(HttpMethod.Post, $"/api/v1/{noun}/{second}/retraction", new { note = "Misread" })).Expect(200);
        var retracted = await empty.HeadAsync();

        var page = await PageAsync(empty, $"/api/v1/{noun}/{second}");
        page.Value.ShouldContain($"Retracted in revision {retracted}");
        page.Descendants("dt").Single(x => x.Value == fact).ElementsAfterSelf("dd").First().Value.ShouldBe(value);
        foreach (var format in new[] { "citation-text", "bibtex", "csl" })
        {
            var address = $"/api/v1/{noun}/{second}/citation?format={format}";
            (await empty.GetTextAsync(address)).ShouldContain($"Retracted in revision {retracted}");
            (await empty.GetTextAsync($"{address}&knownAt={corrected}")).ShouldNotContain("Retracted in");
        }

        var asKnownThen = await PageAsync(empty, $"/api/v1/{noun}/{second}?knownAt={corrected}");
        asKnownThen.Value.ShouldNotContain("Retracted in");
        (await PageAsync(empty, $"/api/v1/{noun}/{first}?knownAt={recorded}")).Value.ShouldNotContain("Corrected in");

        // The page of a meeting shows all its states, whichever of them is asked for.
        var old = await PageAsync(empty, $"/api/v1/{noun}/{first}?knownAt={corrected}");
        old.Value.ShouldContain($"Corrected in revision {corrected} by this record");
        var successor = old.Descendants("a").First(x => x.Value == "this record").Attribute("href")!.Value;
        successor.ShouldStartWith($"/api/v1/{noun}/{second}?knownAt={corrected}");
        (await empty.GetAsync(successor)).GetProperty("knownAt").GetInt64().ShouldBe(corrected);
        if (noun != "meetings")
        {
            var text = await empty.GetTextAsync($"/api/v1/{noun}/{first}/citation?format=citation-text");
            text.ShouldContain($"Corrected in revision {corrected} by /api/v1/{noun}/{second}?knownAt=");
        }

        await ((IAsyncLifetime)empty).DisposeAsync();
    }

    [Fact]
    public async Task A_list_marks_what_is_no_longer_in_force()
    {
        var empty = new EmptyLedger();
        await empty.InitializeAsync();
        var talks = await TestTalks.NewAsync(empty);
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-01"));
        var wrong = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-02"));
        (await empty.SendAsync(HttpMethod.Post, $"/api/v1/positions/{wrong}/retraction", new { note = "Misread" })).Expect(200);

        var page = await PageAsync(empty, $"/api/v1/positions?status=ANY&party={talks.North}");

        page.Descendants("li").Select(x => x.Value.Contains("Retracted in revision 4")).ShouldBe([true, false]);
        await ((IAsyncLifetime)empty).DisposeAsync();
    }

    [Theory]
    [InlineData("held-positions?issue=donbas-territory&asOf=2026-01-31", "Donbas has 3 sub-issues.")]
    [InlineData("issues/donbas-territory/timeline?asOf=2026-01-31", "Donbas has 3 sub-issues.")]
    [InlineData("matrix?issue=donbas-territory&issue=territory", "Donbas has 3 sub-issues, Territory has 6 sub-issues.")]
    [InlineData("held-positions?issue=donbas-territory&includeSubIssues=false&asOf=2026-01-31", null)]
    [InlineData("held-positions?issue=donetsk-withdrawal&asOf=2026-01-31", null)]
    [InlineData("held-positions?asOf=2026-01-31", null)]
    [InlineData("processes/russia-ukraine-2025/coverage?issue=donbas-territory", null)]
    public async Task A_question_that_left_sub_issues_open_is_told_of_them(string path, string? said)
    {
        var page = await PageAsync(app, $"/api/v1/{path}");

        var hint = page.Descendants("a").SingleOrDefault(x => x.Value.Contains("includeSubIssues=true"));
        hint?.Value.ShouldBe($"{said} includeSubIssues=true includes them.");
        (hint is null).ShouldBe(said is null);
        if (hint is not null)
        {
            var whole = (await app.GetAsync(hint.Attribute("href")!.Value)).GetProperty("links").Text("self")!;
            whole.ShouldContain("includeSubIssues=true");
            (await PageAsync(app, whole)).Descendants("a").ShouldNotContain(x => x.Value.Contains("includeSubIssues=true"));
        }
    }

    [Theory]
    [InlineData("rows=issues&issue=donbas-territory&includeSubIssues=true", "no record")]
    [InlineData("rows=proposals", "opposes")]
    public async Task The_matrix_is_a_table(string query, string cell)
    {
        var address = $"/api/v1/matrix?asOf=2026-01-31&{query}";
        var answer = await app.GetAsync(address);
        var rows = (await PageAsync(app, address)).Descendants("tr").ToList();

        rows[0].Elements("th").Select(x => x.Value).ShouldBe(Names("parties"));
        rows.Skip(1).Select(x => x.Element("th")!.Value).ShouldBe(Names("rows"));
        rows.Skip(1).ShouldAllBe(x => x.Elements("td").Count() == rows[0].Elements("th").Count());
        rows.Skip(1).SelectMany(x => x.Elements("td")).ShouldAllBe(x => x.Value.Length > 0);
        rows.ShouldContain(x => x.Elements("td").Any(y => y.Value.StartsWith(cell, StringComparison.Ordinal)));

        IEnumerable<string> Names(string member) => answer.GetProperty(member).EnumerateArray().Select(x => x.Text("name")!);
    }

    [Fact]
    public async Task A_question_with_characters_that_XML_does_not_have_is_answered_too()
    {
        var page = await app.GetTextAsync("/api/v1/search?q=zzzzzz%01zzzzzz", Browser);

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

    private Task<XElement> PageAsync(string address) => PageAsync(app, address);

    private static async Task<XElement> PageAsync(LedgerApp app, string address) => Parsed(await app.GetTextAsync(address, Browser));

    private static XElement Parsed(string page) => XElement.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
