using System.Text.Json;

namespace PeaceTalks.ApiTests.Search;

public sealed class SearchTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task An_old_revision_finds_the_old_name_and_the_newest_only_the_new_one()
    {
        var slug = $"party-{Guid.NewGuid():N}";
        var old = await AddPartyAsync(slug, "Burgundia");
        (await app.SendAsync(HttpMethod.Put, $"/api/v1/parties/{slug}", Party(slug, "Lotharingia"), ifMatch: "\"1\"")).Expect(200);

        (await SlugsAsync("q=burgundia")).ShouldBeEmpty();
        (await SlugsAsync("q=lotharingia")).ShouldBe([slug]);
        (await SlugsAsync($"q=burgundia&knownAt={old}")).ShouldBe([slug]);
        (await SlugsAsync($"q=lotharingia&knownAt={old}")).ShouldBeEmpty();
        (await SlugsAsync($"q=burgundai&knownAt={old}")).ShouldBe([slug], "what may have been meant is of the revision too");
    }

    [Fact]
    public async Task What_matched_is_told_as_segments_that_are_the_whole_text()
    {
        var slug = $"party-{Guid.NewGuid():N}";
        await AddPartyAsync(slug, "The “Duchy” of Ćevap’s <b>friends</b>", ("Ћевап", "sr"), ("Nobody", "en"));

        var hit = (await app.GetAsync("/api/v1/search?q=\"duchy of\" cevap")).Items().Single();

        hit.Text("rank").ShouldBe("NAME");
        Matches(hit).ShouldBe(["NAME: The “[Duchy” of] [Ćevap’s] <b>friends</b>", "ALIAS sr: [Ћевап]"]);
    }

    [Fact]
    public async Task Words_may_be_in_any_order_and_a_phrase_is_found_as_it_is()
    {
        var slug = $"party-{Guid.NewGuid():N}";
        await AddPartyAsync(slug, "Kingdom of Navarra and Aragonia");

        (await SlugsAsync("q=aragonia navarra")).ShouldBe([slug]);
        (await SlugsAsync("q=arag navar")).ShouldBe([slug]);
        (await SlugsAsync("q=\"kingdom of navarra\"")).ShouldBe([slug]);
        (await SlugsAsync("q=\"navarra kingdom\"")).ShouldBeEmpty();
        (await SlugsAsync("q=\"kingdom of navarr\"")).ShouldBeEmpty();
        (await SlugsAsync("q=navarra castilia")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("q=", "is empty")]
    [InlineData("q=%20-%20", "needs at least 2 letters or digits")]
    [InlineData("q=a", "needs at least 2 letters or digits")]
    [InlineData("q=%F0%9F%95%8A", "needs at least 2 letters or digits")]
    [InlineData("q=\"peace talks", "has a quotation mark without its other one")]
    [InlineData("q=a b c d e f g h i j k l m", "has more than 12 words")]
    [InlineData("", "is missing")]
    public async Task A_query_that_is_none_is_refused_with_what_would_be_right(string query, string complaint)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/search?{query}");

        answer.Expect(400).GetProperty("errors").GetProperty("q")[0].GetString()!.ShouldContain(complaint);
    }

    [Fact]
    public async Task Parties_belong_to_no_process_and_an_unknown_process_is_refused()
    {
        var talks = await TestTalks.NewAsync(app);

        var none = await app.GetAsync($"/api/v1/search?q=talks&noun=PARTY&process={talks.Process}");
        var unknown = await app.SendAsync(HttpMethod.Get, "/api/v1/search?q=talks&process=no-talks-at-all");

        none.Items().ShouldBeEmpty();
        unknown.Expect(422).GetProperty("errors").TryGetProperty("process", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_is_pinned_and_unchanged_until_the_next_revision()
    {
        var slug = $"party-{Guid.NewGuid():N}";
        await AddPartyAsync(slug, "Gaskonia");
        var first = await app.GetAsync("/api/v1/search?q=gaskonia");
        var pinned = first.GetProperty("links").Text("self")!;
        await AddPartyAsync($"{slug}-2", "Gaskonia Minor");

        (await SlugsAsync("q=gaskonia")).ShouldBe([slug, $"{slug}-2"]);
        (await SlugsAsync("q=%F0%9F%95%8A+gaskonia")).ShouldBe([slug, $"{slug}-2"]);
        (await app.GetAsync(pinned)).GetProperty("items").GetRawText().ShouldBe(first.GetProperty("items").GetRawText());
        using var request = new HttpRequestMessage(HttpMethod.Get, pinned);
        using var answer = await app.Client.SendAsync(request);
        using var again = new HttpRequestMessage(HttpMethod.Get, pinned);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.ToString());
        using var unchanged = await app.Client.SendAsync(again);
        ((int)unchanged.StatusCode).ShouldBe(304);
    }

    [Fact]
    public async Task Pages_have_everything_once_in_the_order_of_the_whole()
    {
        var talks = await TestTalks.NewAsync(app);
        var word = $"w{Guid.NewGuid():N}"[..12];
        foreach (var i in Enumerable.Range(1, 4))
        {
            await AddPartyAsync($"{word}-{i}", i % 2 == 0 ? $"{word} {i}" : word);
            await talks.RecordAsync(talks.PositionBody("OPEN", $"2031-01-0{1 + i % 2}", ("summary", $"It is {word} {i}.")));
        }

        var all = (await app.GetAsync($"/api/v1/search?q={word}&limit=200")).Items().Select(Key).ToList();
        var pages = await app.AllPagesAsync($"/api/v1/search?q={word}", 3);

        all.Count.ShouldBe(8);
        all[..4].ShouldBe([$"{word}-1", $"{word}-3", $"{word}-2", $"{word}-4"]);
        all[4..].Select(x => x.Split(' ')[^1]).ShouldBe(["3.", "1.", "4.", "2."], "the newest positions first");
        pages.Items.Select(Key).ShouldBe(all);
        pages.Pages.ShouldBe(3);
    }

    private async Task<long> AddPartyAsync(string slug, string name, params (string Name, string Language)[] aliases)
    {
        (await app.SendAsync(HttpMethod.Post, "/api/v1/parties", Party(slug, name, aliases))).Expect(201);
        return await app.HeadAsync();
    }

    private static object Party(string slug, string name, params (string Name, string Language)[] aliases) =>
        new
        {
            note = "Test",
            item = new
            {
                slug,
                name,
                kind = "STATE",
                aliases = aliases.Select(x => new { name = x.Name, language = x.Language }),
            },
        };

    private async Task<List<string>> SlugsAsync(string query) => (await app.GetAsync($"/api/v1/search?{query}")).Each("slug");

    private static string Key(JsonElement hit) => hit.Text("slug") ?? hit.Text("name")!;

    private static IEnumerable<string> Matches(JsonElement hit) =>
        hit.GetProperty("matches")
            .EnumerateArray()
            .Select(match =>
                $"{match.Text("field")}{(match.Text("language") is { } language ? $" {language}" : "")}: "
                + string.Concat(
                    match
                        .GetProperty("segments")
                        .EnumerateArray()
                        .Select(x => x.GetProperty("matched").GetBoolean() ? $"[{x.Text("text")}]" : x.Text("text"))
                )
            );
}
