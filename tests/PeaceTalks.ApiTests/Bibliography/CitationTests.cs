using System.Security.Cryptography;
using System.Text.Json;
using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Bibliography;

/// <summary>Every pinned answer is cited by its own address, in four forms.</summary>
public sealed class CitationTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    public static TheoryData<string> Paths =>
        [
            .. ListTests.Paths.Cast<object[]>().Select(x => (string)x[0]),
            "diffs?axis=recorded&from=0&to=1",
            "events?from=2025-12-01&to=2026-01-31",
            "diffs/summary?from=2025-12-01&to=2026-01-31",
            "matrix?rows=issues&issue=donbas-territory",
            "matrix?rows=proposals&party=ukraine&stanceSince=true",
            "issues/tree?process=russia-ukraine-2025",
            "articles/reuters-2026-01-07-zelenskiy-seeks-trump-meeting",
            "positions?limit=3&sort=statedOn&party=ukraine",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Its_digest_is_that_of_the_bytes_that_the_pinned_address_answers(string path)
    {
        var answer = await app.GetAsync($"/api/v1/{path}");
        var cite = answer.GetProperty("links").Text("cite")!;

        var citation = await app.GetAsync(cite);

        citation.Text("url").ShouldBe(answer.GetProperty("links").Text("self"));
        citation.Text("digest").ShouldBe(await DigestAsync(citation.Text("url")!));
        citation.Text("text")!.ShouldContain(citation.Text("digest")!);
        citation.GetProperty("revision").GetInt64().ShouldBe(1);
        citation.Text("dataset").ShouldBe("russia-ukraine-2025");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task It_rests_on_the_records_and_articles_that_the_answer_shows(string path)
    {
        var answer = await app.GetAsync($"/api/v1/{path}");

        var citation = await app.GetAsync(answer.GetProperty("links").Text("cite")!);

        var records = citation.GetProperty("records").EnumerateArray().ToList();
        records.Select(x => (x.Text("noun"), x.Text("subject"))).ShouldBeUnique();
        records
            .Where(x => x.Text("noun") is "POSITION" or "MILESTONE" or "MEETING")
            .Select(x => x.Text("subject")!)
            .ShouldBe(Shown(answer).Distinct(), ignoreOrder: true);
        var articles = citation.GetProperty("cslJson").EnumerateArray().Skip(1).Select(x => x.Text("id")!).ToList();
        articles.ShouldBe(Cited(records), ignoreOrder: true);
        var bibtex = citation.Text("bibtex")!;
        articles.ShouldAllBe(x => bibtex.Contains($"{{{x},\n"));
    }

    [Fact]
    public async Task Each_form_is_a_part_of_the_whole_by_name_and_by_Accept()
    {
        const string Question = "/api/v1/held-positions?party=ukraine&asOf=2026-01-31&knownAt=1";
        var whole = await app.GetAsync($"{Question}&format=citation");

        (await app.GetTextAsync($"{Question}&format=citation-text")).ShouldBe(whole.Text("text") + "\n");
        (await app.GetTextAsync($"{Question}&format=bibtex")).ShouldBe(whole.Text("bibtex"));
        (await app.GetTextAsync($"{Question}&format=csl")).ShouldBe(whole.GetProperty("cslJson").GetRawText());
        (await app.GetTextAsync(Question, "application/vnd.peacetalks.citation+json")).ShouldBe(whole.GetRawText());
        (await app.GetTextAsync(Question, "text/plain")).ShouldBe(whole.Text("text") + "\n");
        (await app.GetTextAsync(Question, "application/x-bibtex")).ShouldBe(whole.Text("bibtex"));
        (await app.GetTextAsync(Question, "application/vnd.citationstyles.csl+json")).ShouldBe(whole.GetProperty("cslJson").GetRawText());
    }

    [Fact]
    public async Task The_text_is_one_line_with_all_that_is_needed_to_find_and_prove_the_answer()
    {
        var epoch = (await app.GetAsync("/api/v1/revisions/1")).Text("epoch");
        const string Asked = "/api/v1/held-positions?issue=donbas-territory&asOf=2026-01-31&knownAt=1";
        var self = $"{Asked}&epoch={epoch}";

        var text = await app.GetTextAsync($"{Asked}&format=citation-text");

        text.TrimEnd('\n').ShouldNotContain("\n");
        text.ShouldStartWith(
            $"PeaceTalks, data set russia-ukraine-2025, epoch {epoch}, revision 1, as of 2026-01-31: Held positions (issue: donbas-territory). {self}. {await DigestAsync(self)}. Based on: "
        );
        text.ShouldContain("Reuters, \"Zelenskiy seeks new Trump meeting as peace negotiators tackle land issue\", 2026-01-07, paragraph");
        text.TrimEnd('\n').ShouldEndWith(".");
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    public async Task A_record_is_cited_at_an_address_of_its_own(string noun)
    {
        var id = (await app.GetAsync($"/api/v1/{noun}?limit=1&knownAt=1")).Items().Single().Text("id");
        var record = await app.GetAsync($"/api/v1/{noun}/{id}?knownAt=1");

        var citation = await app.GetAsync($"/api/v1/{noun}/{id}/citation?knownAt=1");

        citation.GetRawText().ShouldBe((await app.GetAsync(record.GetProperty("links").Text("cite")!)).GetRawText());
        citation.Text("digest").ShouldBe(await DigestAsync(citation.Text("url")!));
        citation.Text("text")!.ShouldContain(record.GetProperty("item").Text("summary")!.TrimEnd('.'));
        foreach (var format in new[] { "citation-text", "bibtex", "csl", "citation" })
        {
            (await app.GetTextAsync($"/api/v1/{noun}/{id}/citation?knownAt=1&format={format}")).ShouldBe(
                await app.GetTextAsync($"/api/v1/{noun}/{id}?knownAt=1&format={format}")
            );
        }

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{id}/citation?format=csv")).Expect(400);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{Guid.CreateVersion7()}/citation")).Expect(404);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{id}/citation?knownAt=0")).Expect(404);
    }

    [Theory]
    [InlineData("citation-text")]
    [InlineData("bibtex")]
    [InlineData("csl")]
    [InlineData("citation")]
    [InlineData("html")]
    public async Task A_citation_of_a_part_of_a_list_says_which_part(string format)
    {
        const string List = "/api/v1/positions?asOf=2026-01-31&knownAt=1";
        var count = (await app.GetAsync($"{List}&limit=200")).Items().Count();
        var cursor = (await app.GetAsync($"{List}&limit=70")).Text("nextCursor");
        count.ShouldBeInRange(71, 199);

        (await app.GetTextAsync($"{List}&format={format}")).ShouldContain("Positions (only the first 50 items; more follow)");
        (await app.GetTextAsync($"{List}&limit=70&cursor={cursor}&format={format}")).ShouldContain(
            $"Positions (a later page, with {count - 70} items; the last)"
        );
        (await app.GetTextAsync($"{List}&limit=1&cursor={cursor}&format={format}")).ShouldContain(
            "Positions (a later page, with 1 item; more follow)"
        );
        (await app.GetTextAsync($"{List}&limit=200&format={format}")).ShouldNotContain("Positions (");
    }

    [Fact]
    public async Task The_citation_of_one_record_says_whose_word_it_is_and_quotes_it()
    {
        var records = (await app.GetAsync("/api/v1/positions?attribution=OTHER_PARTY&asOf=2026-01-31&knownAt=1&limit=200")).Items();
        var record = records.First(x => x.GetProperty("speaker").ValueKind == JsonValueKind.Object && QuoteOf(x) is not null);
        var (party, target) = (record.GetProperty("party").Text("name"), record.GetProperty("target").Text("name"));
        var (teller, speaker) = (record.GetProperty("assertedBy").Text("name"), record.GetProperty("speaker").Text("name"));
        var citation = await app.GetAsync($"/api/v1/positions/{record.Text("id")}/citation?knownAt=1");

        foreach (var title in new[] { citation.Text("text")!, citation.GetProperty("cslJson")[0].Text("title")! })
        {
            title.ShouldContain($"{party}, {target}");
            title.ShouldContain($", according to {teller} ({speaker}). {record.Text("summary")!.TrimEnd('.')}");
        }

        citation.Text("bibtex")!.ShouldContain($", according to {teller} ({speaker}). ");
        citation.Text("text")!.ShouldContain($": \"{QuoteOf(record)}\"");
        citation.GetProperty("cslJson")[0].Text("note")!.ShouldContain($"\"{QuoteOf(record)}\"");
        citation.GetProperty("cslJson")[1].Text("note")!.ShouldContain($"\"{QuoteOf(record)}\"");

        static string? QuoteOf(JsonElement record) => record.GetProperty("citations")[0].Text("quote");
    }

    [Theory]
    [InlineData("issues/donbas-territory")]
    [InlineData("parties/russia")]
    [InlineData("speakers/zelensky")]
    [InlineData("processes/russia-ukraine-2025")]
    [InlineData("proposals/mutual-pullback-donetsk")]
    public async Task An_item_of_reference_data_is_cited_by_the_digest_of_its_JSON(string path)
    {
        var citation = await app.GetAsync($"/api/v1/{path}?knownAt=1&format=citation");

        citation.Text("url").ShouldBe($"/api/v1/{path}?knownAt=1&epoch={(await app.GetAsync("/api/v1/revisions/1")).Text("epoch")}");
        citation.Text("digest").ShouldBe(await DigestAsync(citation.Text("url")!));
        citation.Text("text")!.ShouldContain($": {(await app.GetAsync($"/api/v1/{path}")).Text("name")}.");
    }

    [Fact]
    public async Task A_citation_of_a_citation_is_the_same()
    {
        var citation = await app.GetTextAsync("/api/v1/held-positions?party=russia&asOf=2026-01-31&knownAt=1&format=citation");

        (await app.GetTextAsync("/api/v1/held-positions?format=citation&party=russia&knownAt=1&asOf=2026-01-31")).ShouldBe(citation);
    }

    [Fact]
    public async Task Where_the_service_has_a_public_address_it_is_cited()
    {
        await using var started = app.Start(("PublicBaseUrl", "https://talks.example"));
        using var client = started.CreateClient();

        var epoch = (await app.GetAsync("/api/v1/revisions/1")).Text("epoch");
        var citation = JsonDocument
            .Parse(await client.GetStringAsync("/api/v1/positions?limit=1&asOf=2026-01-31&knownAt=1&format=citation"))
            .RootElement;

        citation.Text("url").ShouldBe($"https://talks.example/api/v1/positions?limit=1&asOf=2026-01-31&knownAt=1&epoch={epoch}");
        citation.GetProperty("cslJson")[0].Text("URL").ShouldBe(citation.Text("url"));
        citation.Text("bibtex")!.ShouldContain($"url = {{{citation.Text("url")}}}");
        citation.Text("digest").ShouldBe(Digest(await client.GetByteArrayAsync(citation.Text("url")!["https://talks.example".Length..])));
    }

    private async Task<string> DigestAsync(string address) => Digest(await app.Client.GetByteArrayAsync(address));

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static IEnumerable<string> Cited(IEnumerable<JsonElement> records) =>
        records
            .SelectMany(x =>
                x.Text("noun") == "ARTICLE"
                    ? [x.Text("subject")!]
                    : x.GetProperty("citations").EnumerateArray().Select(citation => citation.GetProperty("article").Text("slug")!)
            )
            .Distinct();

    /// <summary>The ids of all records that are in the answer with their citations.</summary>
    private static IEnumerable<string> Shown(JsonElement part) =>
        part.ValueKind switch
        {
            JsonValueKind.Array => part.EnumerateArray().SelectMany(Shown),
            JsonValueKind.Object => part.EnumerateObject()
                .SelectMany(x =>
                    x.Name == "citations" ? [part.Text(part.TryGetProperty("id", out _) ? "id" : "position")!] : Shown(x.Value)
                ),
            _ => [],
        };
}
