using System.Text.Json;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>What a client may send and nobody thought of: it is refused, or kept and shown as it was sent.</summary>
public sealed class HostileValueTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("1e-30")]
    [InlineData("0.0000001")]
    [InlineData("0.12345678901234567890123456789012")]
    [InlineData("1000000000000000")]
    [InlineData("-1000000000000000")]
    [InlineData("123456789012345678901234567.895")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e400")]
    public async Task A_figure_that_would_be_rounded_is_refused(string value)
    {
        var answer = await WithFigureAsync(value);

        answer.Expect(400);
        answer.Text.ShouldContain("/item/terms/0");
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-79228162514264337593543950336")]
    public async Task A_figure_that_is_too_large_is_not_said_to_be_no_number(string value) =>
        (await WithFigureAsync(value)).ErrorAt("/item/terms/0/value").ShouldBe($"takes a number, but {value} is too large");

    [Theory]
    [InlineData("999999999999999.999999")]
    [InlineData("-0.000001")]
    [InlineData("1.50")]
    [InlineData("0")]
    public async Task A_figure_is_kept_as_it_was_sent(string value) =>
        (await WithFigureAsync(value))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("terms")[0]
            .GetProperty("value")
            .GetDecimal()
            .ShouldBe(decimal.Parse(value));

    [Theory]
    [InlineData("\"5\"", "takes a whole number from 1 to 2147483647, not text")]
    [InlineData("1.5", "takes a whole number from 1 to 2147483647, not 1.5")]
    [InlineData("99999999999", "takes a whole number from 1 to 2147483647, not 99999999999")]
    [InlineData("null", "must not be null; it takes a whole number from 1 to 2147483647")]
    [InlineData("0", "must be 1 or more")]
    [InlineData("-2147483648", "must be 1 or more")]
    public async Task A_paragraph_that_is_none_is_told_from_where_paragraphs_count(string paragraph, string said)
    {
        var talks = await TestTalks.NewAsync(app);
        var place = $$"""{"article": "{{talks.Article}}", "paragraph": {{paragraph}}}""";
        var body = $$"""{"paragraph": {{paragraph}}, "citations": [{{place}}]}""";

        foreach (var (noun, item) in new[] { ("positions", talks.PositionBody()), ("milestones", talks.MilestoneBody()) })
        {
            var answer = await app.PostAsync($"/api/v1/{noun}", talks.With(item, body));

            answer.Expect(400);
            answer.ErrorAt("/item/paragraph").ShouldBe(said);
            answer.ErrorAt("/item/citations/0/paragraph").ShouldBe(said);
        }

        var remark = await app.PostAsync("/api/v1/remarks", talks.With(new { kind = "CONTEXT", text = "Background" }, place));
        remark.ErrorAt("/item/paragraph").ShouldBe(said);
        var further = $$"""{"citations": [{"record": "{{Guid.NewGuid()}}", "paragraph": {{paragraph}}}]}""";
        var coding = await app.PostAsync($"/api/v1/articles/{talks.Article}/coding", talks.With(new { }, further));
        coding.ErrorAt("/item/citations/0/paragraph").ShouldBe(said);
        var source = $$"""{"memberships": [{"group": "$south", "role": "MEMBER", "source": {{place}}}]}""";
        var party = await app.PostAsync("/api/v1/parties", talks.With(talks.PartyBody($"{talks.North}-new", "North"), source));
        party.ErrorAt("/item/memberships/0/source/paragraph").ShouldBe(said);
    }

    [Fact]
    public async Task A_heap_of_combining_marks_is_refused_in_every_text()
    {
        var talks = await TestTalks.NewAsync(app);
        var heap = "Ukra" + new string('\u0323', 150) + "ine";

        var name = await app.PostAsync("/api/v1/parties", talks.PartyBody($"{talks.North}-new", heap));
        var summary = await app.PostAsync("/api/v1/positions", talks.PositionBody(members: ("summary", heap)));
        var note = await app.SendAsync(HttpMethod.Post, "/api/v1/parties", new { note = heap, item = talks.PartyBody("noted", "North") });
        var key = await app.SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = heap, role = "READER" });

        name.ErrorAt("/item/name").ShouldContain("combining marks");
        summary.ErrorAt("/item/summary").ShouldContain("combining marks");
        note.ErrorAt("/note").ShouldContain("combining marks");
        key.ErrorAt("/name").ShouldContain("combining marks");
        new[] { name, summary, note, key }.ShouldAllBe(x => x.Status == 400);
    }

    [Fact]
    public async Task An_id_is_one_records_whatever_its_noun()
    {
        var talks = await TestTalks.NewAsync(app);
        var id = await talks.RecordAsync(talks.PositionBody());
        object Remark() =>
            new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
                id,
            };

        var milestone = await app.PostAsync("/api/v1/milestones", talks.MilestoneBody(members: ("id", id)));
        var remark = await app.PostAsync("/api/v1/remarks", Remark());

        milestone.Expect(409);
        milestone.ErrorAt("/item/id").ShouldBe("a position has this id");
        remark.Expect(409);
    }

    [Fact]
    public async Task Two_records_of_one_coding_have_two_ids()
    {
        var talks = await TestTalks.NewAsync(app);
        var id = Guid.CreateVersion7();

        var answer = await app.PostAsync(
            $"/api/v1/articles/{talks.Article}/coding",
            new
            {
                positions = new[] { talks.PositionBody(members: ("id", id)) },
                milestones = new[] { talks.MilestoneBody(members: ("id", id)) },
            }
        );

        answer.Expect(422);
        answer.ErrorAt("/item/milestones/0/id").ShouldContain("appears twice");
    }

    [Fact]
    public async Task A_deep_tree_of_issues_is_shown_whole()
    {
        var talks = await TestTalks.NewAsync(app);
        var parent = talks.Border;
        for (var level = 3; level <= 30; level++)
        {
            await talks.AddAsync("issues", talks.IssueBody($"{talks.Border}-{level}", parent));
            parent = $"{talks.Border}-{level}";
        }

        var nodes = (await app.GetAsync($"/api/v1/issues/tree?process={talks.Process}")).GetProperty("issues");

        var levels = 0;
        for (; nodes.GetArrayLength() > 0; nodes = nodes[0].GetProperty("subIssues"))
        {
            levels++;
        }

        levels.ShouldBe(30);
    }

    [Fact]
    public async Task Line_ends_in_a_wording_neither_break_a_headline_nor_forge_a_line_of_a_patch()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.PositionBody(
                "CONDITIONAL",
                "2026-03-10",
                ("summary", "One\n+OPPOSES"),
                ("quote", "Two\r\n-SUPPORTS"),
                (
                    "conditions",
                    new[]
                    {
                        new
                        {
                            kind = "EXCHANGE",
                            key = "three",
                            text = "three\n+four",
                        },
                    }
                )
            )
        );
        var question = $"/api/v1/diffs?party={talks.North}&from=2026-03-01&to=2026-03-31";

        var headline = (await app.GetAsync(question)).GetProperty("items")[0].GetProperty("headline").GetString()!;
        var patch = await app.GetTextAsync(question, "text/x-diff");

        headline.ShouldEndWith("conditional, if three +four (article's own voice)");
        patch.Split('\n').ShouldNotContain(line => line.StartsWith("+OPPOSES") || line.StartsWith("+four") || line.StartsWith("-SUPPORTS"));
        patch.ShouldContain("\"One +OPPOSES\"");
    }

    private async Task<Answer> WithFigureAsync(string value)
    {
        var talks = await TestTalks.NewAsync(app);
        var body = JsonSerializer.Serialize(
            LedgerApp.Write(
                talks.PositionBody(
                    members: (
                        "terms",
                        new[]
                        {
                            new
                            {
                                key = "share",
                                comparator = "EXACTLY",
                                value = 424242,
                                unit = "km",
                                carried = false,
                            },
                        }
                    )
                )
            )
        );
        return await app.SendAsync(HttpMethod.Post, "/api/v1/positions", body.Replace("424242", value));
    }
}
