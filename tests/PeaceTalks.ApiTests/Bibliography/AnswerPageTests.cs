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
        page.Descendants("h1")
            .Single()
            .Value.ShouldBe("Diffs (party: ukraine; from: 2025-12-12; to: 2026-01-31; only the first 5 items; more follow)");
        page.Value.ShouldContain("As of the end of 2026-01-31, as known at revision 1 of the ledger");
        page.Value.ShouldContain("paragraph 20");
        var links = page.Descendants("a")
            .Where(x =>
                x.Parent!.Name == "li"
                || x.Value is "The next page" or "this address" or "See what the ledger says now"
                || x.Value.StartsWith("Cite it as", StringComparison.Ordinal)
                || x.Value.StartsWith("This answer as", StringComparison.Ordinal)
            )
            .ToList();
        links.Select(x => x.Value).ShouldContain("This answer as CSV");
        links.Select(x => x.Value).ShouldContain("This answer as XLSX");
        links.Select(x => x.Value).ShouldContain("Cite it as BibTeX");
        links.Count.ShouldBe(5 + 9);
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
        page.Value.ShouldContain($"Retracted in revision {retracted}: \u201CMisread\u201D");
        page.Descendants("dt").Single(x => x.Value == fact).ElementsAfterSelf("dd").First().Value.ShouldBe(value);
        foreach (var format in new[] { "citation-text", "bibtex", "csl" })
        {
            var address = $"/api/v1/{noun}/{second}/citation?format={format}";
            (await empty.GetTextAsync(address)).ShouldContain($"Retracted in revision {retracted}");
            (await empty.GetTextAsync(address)).ShouldContain("Misread");
            (await empty.GetTextAsync($"{address}&knownAt={corrected}")).ShouldContain("Corrects /api/v1/");
            (await empty.GetTextAsync($"{address}&knownAt={corrected}")).ShouldNotContain("Retracted in");
        }

        var asKnownThen = await PageAsync(empty, $"/api/v1/{noun}/{second}?knownAt={corrected}");
        asKnownThen.Value.ShouldNotContain("Retracted in");
        asKnownThen.Value.ShouldContain($"The ledger may have learned more since revision {corrected}");
        asKnownThen.Value.ShouldContain($"Corrects this record, in revision {corrected}: \u201C");
        var now = asKnownThen.Descendants("a").Single(x => x.Value == "See what the ledger says now").Attribute("href")!.Value;
        (await PageAsync(empty, now)).Value.ShouldContain($"Retracted in revision {retracted}");
        var wrong = asKnownThen.Descendants("p").Single(x => x.Value.StartsWith("Corrects", StringComparison.Ordinal));
        (await PageAsync(empty, wrong.Element("a")!.Attribute("href")!.Value)).Value.ShouldContain($"Corrected in revision {corrected}");
        (await PageAsync(empty, $"/api/v1/{noun}/{first}?knownAt={recorded}")).Value.ShouldNotContain("Corrected in");

        // The page of a meeting shows all its states, whichever of them is asked for.
        var old = await PageAsync(empty, $"/api/v1/{noun}/{first}?knownAt={corrected}");
        old.Value.ShouldContain($"Corrected in revision {corrected} by this record");
        var successor = old.Descendants("a")
            .First(x => x.Value == "this record" && x.Parent!.Value.StartsWith("Corrected in", StringComparison.Ordinal))
            .Attribute("href")!
            .Value;
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

    [Theory]
    [InlineData("positions?party=ukraine&asOf=2026-01-31&limit=5", "positions?party=ukraine&limit=5&asOf=2026-01-31")]
    [InlineData(
        "diffs?axis=recorded&from=0&to=1&party=ukraine&asOf=2026-01-31",
        "diffs?axis=recorded&party=ukraine&from=0&asOf=2026-01-31"
    )]
    [InlineData("diffs?from=2025-12-12&to=2026-01-31", "diffs?from=2025-12-12&to=2026-01-31")]
    [InlineData("issues/donbas-territory?knownAt=1", "issues/donbas-territory")]
    public async Task A_pinned_page_leads_to_the_same_question_without_its_revision(string path, string unpinned)
    {
        var first = await PageAsync(app, $"/api/v1/{path}");
        Now(first).ShouldBe($"/api/v1/{unpinned}");
        (await app.Client.GetAsync(Now(first))).EnsureSuccessStatusCode();

        if (first.Descendants("a").SingleOrDefault(x => x.Value == "The next page") is { } next)
        {
            var second = await PageAsync(app, next.Attribute("href")!.Value);
            second.Value.ShouldContain("a later page, with 5 items; more follow");
            Now(second).ShouldBe(Now(first));
            var third = second.Descendants("a").Single(x => x.Value == "The next page").Attribute("href")!.Value;
            (await app.Client.GetAsync(third)).EnsureSuccessStatusCode();
        }

        static string Now(XElement page) =>
            page.Descendants("a").Single(x => x.Value == "See what the ledger says now").Attribute("href")!.Value;
    }

    [Theory]
    [InlineData("positions?knownAt=0", true)]
    [InlineData("held-positions?knownAt=2020-01-01", true)]
    [InlineData("meetings?q=nowhere&knownAt=1", false)]
    public async Task A_page_before_the_first_record_says_so(string path, bool isBefore)
    {
        var page = await PageAsync(app, $"/api/v1/{path}");

        page.Value.ShouldContain("There is nothing to show");
        page.Value.Contains("revision 0 is before the first record of this ledger").ShouldBe(isBefore);
    }

    [Theory]
    [InlineData("parties/russia/timeline?asOf=2026-01-31&limit=200")]
    [InlineData("issues/donbas-territory/timeline?asOf=2026-01-31&limit=200")]
    [InlineData("positions?asOf=2026-01-31&limit=200")]
    public async Task Each_line_of_a_position_says_on_whose_word_it_stands(string path)
    {
        var items = (await app.GetAsync($"/api/v1/{path}")).Items().ToList();
        var lines = (await PageAsync(app, $"/api/v1/{path}")).Descendants("li").Select(x => x.Element("a")!.Value).ToList();

        items.Count.ShouldBe(lines.Count);
        foreach (var (item, line) in items.Zip(lines))
        {
            var (party, speaker) = (Name(item, "assertedBy"), Name(item, "speaker"));
            if (party is null && speaker is null)
            {
                line.ShouldMatch("in the article's own voice|according to (an unnamed source|a document)");
            }
            else
            {
                line.ShouldContain($", according to {party ?? speaker}");
                line.ShouldContain(speaker ?? party!);
            }
        }

        items.ShouldContain(x => Name(x, "speaker") != null);
    }

    [Fact]
    public async Task Each_line_of_a_held_position_says_since_when_and_who_spoke()
    {
        const string Address = "/api/v1/held-positions?asOf=2026-01-31&limit=200";
        var items = (await app.GetAsync(Address)).Items().ToList();
        var lines = (await PageAsync(app, Address)).Descendants("li").Select(x => x.Element("a")!.Value).ToList();

        foreach (var (item, line) in items.Zip(lines))
        {
            line.ShouldStartWith(item.Text("headline")!);
            line.ShouldContain($"; since {item.GetProperty("stanceSince").Text("edtf")}");
            line.ShouldContain(Name(item, "speaker") ?? "");
        }
    }

    [Fact]
    public async Task The_page_of_an_article_names_outlet_authors_and_day_and_a_retelling_is_marked()
    {
        var articles = (await app.GetAsync("/api/v1/articles?limit=200")).Items().ToList();
        var retelling = articles.First(x => x.GetProperty("rewriteOf").ValueKind == JsonValueKind.Object);
        var original = retelling.GetProperty("rewriteOf").Text("slug")!;
        var authored = articles.First(x => x.GetProperty("authors").GetArrayLength() > 0);

        var page = await PageAsync(app, $"/api/v1/articles/{authored.Text("slug")}");
        Fact(page, "Outlet").ShouldBe(authored.Text("outlet"));
        Fact(page, "Authors").ShouldContain(authored.GetProperty("authors")[0].GetString()!);
        Fact(page, "Published on").ShouldStartWith(authored.GetProperty("publishedOn").Text("edtf")!);
        Fact(await PageAsync(app, $"/api/v1/articles/{retelling.Text("slug")}"), "Retells")
            .ShouldBe(retelling.GetProperty("rewriteOf").Text("title"));

        var address = $"/api/v1/positions?article={retelling.Text("slug")}&limit=1";
        var source = (await PageAsync(app, address)).Descendants("div").First(x => x.Value.Contains(retelling.Text("title")!));
        source.Value.ShouldContain($"retells {original}");
        foreach (var format in new[] { "citation-text", "bibtex", "csl" })
        {
            (await app.GetTextAsync($"{address}&format={format}")).ShouldContain($"retells {original}");
        }
    }

    [Theory]
    [InlineData("issues/donbas-territory", "Donbas", "/api/v1/proposals?issue=donbas-territory")]
    [InlineData("issues/donbas-territory", "Donbas", "/api/v1/held-positions?issue=donbas-territory")]
    [InlineData("issues/donbas-territory", "Donbas", "/api/v1/issues/donbas-territory/timeline")]
    [InlineData("parties/russia", "Russia", "/api/v1/parties/russia/timeline")]
    [InlineData("parties/russia", "Russia", "/api/v1/held-positions?party=russia")]
    [InlineData("speakers/zelensky", "Volodymyr Zelensky", "/api/v1/positions?speaker=zelensky")]
    [InlineData("processes/russia-ukraine-2025", null, "/api/v1/processes/russia-ukraine-2025/timeline")]
    [InlineData("proposals/mutual-pullback-donetsk", null, "/api/v1/held-positions?proposal=mutual-pullback-donetsk")]
    public async Task The_page_of_a_reference_item_leads_to_what_belongs_to_it(string path, string? title, string leads)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        asked.Headers.Add("Accept", Browser);
        using var response = await app.Client.SendAsync(asked);
        response.Headers.ETag!.Tag.ShouldEndWith(".1\"");
        var page = Parsed(await response.Content.ReadAsStringAsync());

        page.Descendants("h1").Single().Value.ShouldBe(title ?? (await app.GetAsync($"/api/v1/{path}")).Text("name"));
        foreach (var link in page.Descendants("dd").Elements("a"))
        {
            (await app.Client.GetAsync(link.Attribute("href")!.Value)).EnsureSuccessStatusCode();
        }

        page.Descendants("dd")
            .Elements("a")
            .Select(x => x.Attribute("href")!.Value)
            .ShouldContain(x => x.StartsWith($"{leads}{(leads.Contains('?') ? '&' : '?')}knownAt=1&epoch=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_changes_of_the_ledger_are_pages_too()
    {
        var empty = new EmptyLedger();
        await empty.InitializeAsync();
        var talks = await TestTalks.NewAsync(empty);
        var id = await talks.RecordAsync(talks.PositionBody());
        (await empty.SendAsync(HttpMethod.Post, $"/api/v1/positions/{id}/retraction", new { note = "Misread" })).Expect(200);
        var head = await empty.HeadAsync();

        var list = await PageAsync(empty, $"/api/v1/revisions?after={head - 1}");
        var line = list.Descendants("li").Single();
        line.Value.ShouldContain($"Revision {head} (");
        line.Value.ShouldContain("Misread (1 change)");

        var revision = await PageAsync(empty, line.Element("a")!.Attribute("href")!.Value);
        revision.Descendants("h1").Single().Value.ShouldBe($"Revision {head}: Misread");
        var change = revision.Descendants("li").Single();
        (await PageAsync(empty, change.Element("a")!.Attribute("href")!.Value)).Value.ShouldContain($"Retracted in revision {head}");
        revision.Descendants("a").ShouldNotContain(x => x.Value.StartsWith("Cite it"));

        var first = await PageAsync(empty, "/api/v1/revisions?limit=1");
        var next = first.Descendants("a").Single(x => x.Value == "The next page").Attribute("href")!.Value;
        (await PageAsync(empty, next)).Descendants("li").Single().Value.ShouldNotBe(first.Descendants("li").Single().Value);
        await ((IAsyncLifetime)empty).DisposeAsync();
    }

    [Theory]
    [InlineData("revisions?limit=1")]
    [InlineData("revisions/1?limit=1")]
    [InlineData("issues/donbas-territory")]
    public async Task Links_lead_to_the_public_address_if_there_is_one(string path)
    {
        await using var started = app.Start(("PublicBaseUrl", "https://talks.example/peace"));
        using var client = started.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        request.Headers.Add("Accept", Browser);
        using var response = await client.SendAsync(request);
        var page = Parsed(await response.Content.ReadAsStringAsync());

        page.Descendants("li").Count().ShouldBe(1);
        page.Descendants("a")
            .Select(x => x.Attribute("href")!.Value)
            .Where(x => x.Contains("/api/"))
            .ShouldAllBe(x => x.StartsWith("https://talks.example/peace/api/v1/", StringComparison.Ordinal));
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

    private static string Fact(XElement page, string name) =>
        page.Descendants("dt").Single(x => x.Value == name).ElementsAfterSelf("dd").First().Value;

    private static string? Name(JsonElement item, string member) =>
        item.GetProperty(member) is { ValueKind: JsonValueKind.Object } named ? named.Text("name") : null;

    private Task<XElement> PageAsync(string address) => PageAsync(app, address);

    private static async Task<XElement> PageAsync(LedgerApp app, string address) => Parsed(await app.GetTextAsync(address, Browser));

    private static XElement Parsed(string page) => XElement.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
