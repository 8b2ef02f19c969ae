namespace PeaceTalks.ApiTests.Timelines;

public sealed class MoodsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Moods_of_a_party_stand_in_the_order_of_publication_page_by_page_and_nothing_else_is_among_them()
    {
        var talks = await TalksAsync();

        var (items, pages) = await app.AllPagesAsync($"/api/v1/parties/{talks.North}/moods?asOf=2026-04-01", 2);

        items.Select(x => x.Text("text")).ShouldBe(["early", "vague", "late", "later below", "as late"]);
        pages.ShouldBe(3);
        items.ShouldAllBe(x => x.Slug("party") == talks.North);
        items
            .Select(x => x.GetProperty("publishedOn").Text("edtf"))
            .ShouldBe(["2026-03-02", "[2026-03-01..2026-03-05]", "2026-03-10", "2026-03-10", "2026-03-10"]);
    }

    [Theory]
    [InlineData("from=2026-03-01", "early, vague, late, later below, as late")]
    [InlineData("from=2026-03-02", "early, late, later below, as late")]
    [InlineData("from=2026-03-03&to=2026-03-09", "")]
    [InlineData("to=2026-03-04", "early")]
    [InlineData("to=2026-03-05", "early, vague")]
    [InlineData("asOf=2026-03-04", "early")]
    [InlineData("asOf=2026-03-05", "early, vague")]
    [InlineData("to=2026-03-10&asOf=2026-03-05", "early, vague")]
    [InlineData("from=2026-03-10&to=2026-03-10", "late, later below, as late")]
    public async Task A_window_chooses_what_was_certainly_published_in_it(string window, string expected)
    {
        var talks = await TalksAsync();

        var found = await app.GetAsync($"/api/v1/parties/{talks.North}/moods?{window}");

        string.Join(", ", found.Each("text")).ShouldBe(expected);
    }

    [Fact]
    public async Task Moods_and_positions_are_never_mixed()
    {
        var talks = await TalksAsync();
        await talks.RecordAsync(talks.PositionBody(members: ("summary", "A position")));

        (await app.GetAsync($"/api/v1/parties/{talks.North}/timeline")).Each("summary").ShouldBe(["A position"]);
        (await app.GetAsync($"/api/v1/parties/{talks.North}/moods")).Items().Count().ShouldBe(5);
        (await app.GetAsync($"/api/v1/held-positions?process={talks.Process}")).Each("summary").ShouldBe(["A position"]);
    }

    [Fact]
    public async Task Another_day_of_publication_moves_the_mood_but_not_for_who_asks_as_known_before()
    {
        var talks = await TalksAsync();
        var before = await app.HeadAsync();
        (await app.PutAsync($"/api/v1/articles/{talks.Article}-1", talks.ArticleBody($"{talks.Article}-1", "2026-03-20"), "\"1\"")).Expect(
            200
        );

        (await app.GetAsync($"/api/v1/parties/{talks.North}/moods?asOf=2026-04-01"))
            .Each("text")
            .ShouldBe(["vague", "late", "later below", "as late", "early"]);
        (await app.GetAsync($"/api/v1/parties/{talks.North}/moods?asOf=2026-04-01&knownAt={before}"))
            .Each("text")
            .ShouldBe(["early", "vague", "late", "later below", "as late"]);
    }

    [Fact]
    public async Task A_window_that_ends_before_it_begins_is_refused_and_so_is_an_unknown_party()
    {
        var talks = await TestTalks.NewAsync(app);

        var window = await app.SendAsync(HttpMethod.Get, $"/api/v1/parties/{talks.North}/moods?from=2026-03-02&to=2026-03-01");

        window.Expect(400);
        window.ErrorAt("from").ShouldContain("is after to");
        (await app.SendAsync(HttpMethod.Get, "/api/v1/parties/nobody-of-the-name/moods")).Expect(404);
    }

    /// <summary>
    /// Moods of North in four articles; one of South, one of nobody, and a remark about North that is no mood. The articles are not in the
    /// order of their days.
    /// </summary>
    private async Task<TestTalks> TalksAsync()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var (number, day) in new[] { (1, "2026-03-02"), (2, "[2026-03-01..2026-03-05]"), (3, "2026-03-10") })
        {
            await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-{number}", day));
        }

        foreach (
            var (text, members) in new[]
            {
                ("later below", """{"speaker": "$northSpeaker", "paragraph": 7}"""),
                ("late", """{"speaker": "$northSpeaker", "mode": "DIRECT_QUOTE"}"""),
                ("as late", """{"party": "$north", "article": "$article-3"}"""),
                ("vague", """{"party": "$north", "article": "$article-2"}"""),
                ("early", """{"party": "$north", "article": "$article-1"}"""),
                ("of South", """{"party": "$south", "paragraph": 2}"""),
                ("of nobody", """{"paragraph": 3}"""),
                ("no mood", """{"party": "$north", "paragraph": 4, "kind": "CONTEXT"}"""),
            }
        )
        {
            await talks.AddAsync("remarks", talks.RemarkBody(text, members));
        }

        return talks;
    }
}
