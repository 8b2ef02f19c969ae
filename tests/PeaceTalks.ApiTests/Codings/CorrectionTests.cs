using System.Text.Json;

namespace PeaceTalks.ApiTests.Codings;

/// <summary>What a correction keeps of the record that it corrects, and what it must change.</summary>
public sealed class CorrectionTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    public static TheoryData<string> Nouns => ["positions", "milestones"];

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task A_correction_keeps_the_citations_that_were_added(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = await CitedAsync(noun, talks);

        var corrected = (await CorrectAsync(noun, id, Body(noun, talks, ("summary", "Corrected")))).Expect(201);

        Places(corrected).ShouldBe([(1, null), (5, "as said"), (6, null)]);
        Derived(corrected).ShouldContain("/item/citations");
        Places(await app.GetAsync($"/api/v1/{noun}/{IdOf(corrected)}")).ShouldBe([(1, null), (5, "as said"), (6, null)]);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task A_correction_that_gives_citations_has_exactly_those(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = await CitedAsync(noun, talks);
        object[] other = [new { article = talks.Article, paragraph = 7 }];

        var one = (await CorrectAsync(noun, id, Body(noun, talks, ("citations", other)))).Expect(201);
        var none = (await CorrectAsync(noun, IdOf(one), Body(noun, talks, ("citations", Array.Empty<object>())))).Expect(201);

        Places(one).ShouldBe([(1, null), (7, null)]);
        Places(none).ShouldBe([(1, null)]);
        Derived(one).Concat(Derived(none)).ShouldNotContain("/item/citations");
    }

    [Fact]
    public async Task A_correction_that_moves_to_a_place_that_was_added_cites_it_once()
    {
        var talks = await TestTalks.NewAsync(app);
        var id = await CitedAsync("positions", talks);

        var corrected = (await CorrectAsync("positions", id, Body("positions", talks, ("paragraph", 5)))).Expect(201);

        Places(corrected).ShouldBe([(5, null), (6, null)]);
    }

    [Fact]
    public async Task A_record_with_more_places_than_a_body_takes_is_corrected()
    {
        var talks = await TestTalks.NewAsync(app);
        var paper = $"{talks.Article}-long";
        await talks.AddAsync(
            "articles",
            talks.With(
                talks.ArticleBody(paper, "2026-03-10"),
                $$"""{"paragraphDigests": {{JsonSerializer.Serialize(Enumerable.Range(1, 200).Select(i => $"{i:x64}"))}}}"""
            )
        );
        object[] places = [.. Enumerable.Range(1, 100).Select(i => new { article = paper, paragraph = i })];
        var id = await talks.RecordAsync(talks.PositionBody(members: ("citations", places)));
        (await app.PostAsync($"/api/v1/positions/{id}/citations", new { article = paper, paragraph = 101 })).Expect(201);

        var corrected = (await CorrectAsync("positions", id, talks.PositionBody("OPEN"))).Expect(201);

        Places(corrected).Count.ShouldBe(102);
    }

    [Theory]
    [InlineData("positions", "")]
    [InlineData("positions", "?dryRun=true")]
    [InlineData("milestones", "")]
    [InlineData("milestones", "?dryRun=true")]
    public async Task A_correction_that_changes_nothing_is_refused(string noun, string query)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = await CitedAsync(noun, talks);
        var head = await app.HeadAsync();
        object[] same =
        [
            new
            {
                article = talks.Article,
                paragraph = 5,
                quote = "as said",
            },
            new { article = talks.Article, paragraph = 6 },
        ];

        foreach (
            var body in new[]
            {
                Body(noun, talks),
                Body(noun, talks, ("citations", same)),
                Body(noun, talks, ("id", Guid.CreateVersion7())),
            }
        )
        {
            var answer = await CorrectAsync(noun, id, body, query);

            answer.Expect(422);
            answer.ErrorAt("/item").ShouldContain("changes nothing");
        }

        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task A_correction_may_change_a_condition_a_figure_or_a_quote_alone()
    {
        var talks = await TestTalks.NewAsync(app);
        object Stated(string unit, bool carried) =>
            talks.With(
                talks.PositionBody("CONDITIONAL"),
                $$"""
                {"terms": ["distance <= 40 {{unit}}"], "conditions": [{"kind": "RECIPROCAL", "key": "same", "text": "the other too",
                    "by": "$south", "carried": {{(carried ? "true" : "false")}}}]}
                """
            );
        var id = IdOf(await talks.AddAsync("positions", Stated("km", false)));

        var figure = (await CorrectAsync("positions", id, Stated("miles", false))).Expect(201);
        var condition = (await CorrectAsync("positions", IdOf(figure), Stated("miles", true))).Expect(201);
        (await CorrectAsync("positions", IdOf(condition), Stated("miles", true))).Expect(422);
        var quote = talks.With(Stated("miles", true), """{"quote": "forty miles"}""");
        (await CorrectAsync("positions", IdOf(condition), quote)).Expect(201);
    }

    /// <summary>A record with two further citations.</summary>
    private async Task<Guid> CitedAsync(string noun, TestTalks talks)
    {
        var id = IdOf(await talks.AddAsync(noun, Body(noun, talks)));
        object quoted = new
        {
            article = talks.Article,
            paragraph = 5,
            quote = "as said",
        };
        (await app.PostAsync($"/api/v1/{noun}/{id}/citations", quoted)).Expect(201);
        (await app.PostAsync($"/api/v1/{noun}/{id}/citations", new { article = talks.Article, paragraph = 6 })).Expect(201);
        return id;
    }

    private Task<Answer> CorrectAsync(string noun, Guid id, object body, string query = "") =>
        app.PostAsync($"/api/v1/{noun}/{id}/correction{query}", body);

    private static Dictionary<string, object?> Body(string noun, TestTalks talks, params (string Name, object? Value)[] members) =>
        noun == "positions" ? talks.PositionBody(members: members) : talks.MilestoneBody(members: members);

    private static Guid IdOf(JsonElement written) => written.GetProperty("item").GetProperty("id").GetGuid();

    private static List<(int Paragraph, string? Quote)> Places(JsonElement answer) =>
        [
            .. answer
                .GetProperty("item")
                .GetProperty("citations")
                .EnumerateArray()
                .Select(x => (x.GetProperty("paragraph").GetInt32(), x.Text("quote"))),
        ];

    private static IEnumerable<string?> Derived(JsonElement written) =>
        written.GetProperty("derived").EnumerateArray().Select(x => x.GetString());
}
