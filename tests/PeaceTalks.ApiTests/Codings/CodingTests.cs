using System.Text.Json;

namespace PeaceTalks.ApiTests.Codings;

public sealed class CodingTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task All_that_an_article_holds_is_recorded_as_one_revision()
    {
        var talks = await TestTalks.NewAsync(app);
        var other = await talks.RecordAsync(talks.PositionBody(day: "2026-01-01"));
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-11", talks.Article));
        var head = await app.HeadAsync();

        var answer = await CodeAsync(
            $"{talks.Article}-2",
            new
            {
                positions = new[]
                {
                    Bare(talks.PositionBody()),
                    talks.PositionBody("OPEN", "2026-03-01", ("party", talks.South), ("article", null)),
                },
                milestones = new[] { Bare(talks.MilestoneBody()) },
                remarks = new[]
                {
                    new
                    {
                        paragraph = 7,
                        kind = "SURVEY",
                        text = "Most agree",
                    },
                },
                citations = new[]
                {
                    new
                    {
                        record = other,
                        paragraph = 8,
                        quote = "as said",
                    },
                },
            }
        );

        answer.Expect(201).GetProperty("revision").GetInt64().ShouldBe(head + 1);
        answer.Location!.ShouldEndWith($"/api/v1/articles/{talks.Article}-2");
        (await app.HeadAsync()).ShouldBe(head + 1);
        var item = answer.Json.GetProperty("item");
        item.GetProperty("positions").GetArrayLength().ShouldBe(2);
        item.GetProperty("positions")[0].GetProperty("statedOn").Text("edtf").ShouldBe("2026-03-11");
        item.GetProperty("milestones").GetArrayLength().ShouldBe(1);
        item.GetProperty("remarks")[0].Text("kind").ShouldBe("SURVEY");
        item.GetProperty("cited")[0].GetGuid().ShouldBe(other);
        answer
            .Json.GetProperty("derived")
            .EnumerateArray()
            .Select(x => x.GetString())
            .ShouldBe(
                [
                    "/item/positions/0/statedOn",
                    "/item/positions/0/mode",
                    "/item/positions/1/mode",
                    "/item/milestones/0/happenedOn",
                    "/item/milestones/0/mode",
                ],
                ignoreOrder: true
            );
        answer
            .Json.GetProperty("diff")
            .EnumerateArray()
            .Select(x => (x.Slug("party"), x.Text("kind")))
            .ShouldBe([(talks.South, "APPEARED")]);
        (await app.GetAsync($"/api/v1/positions/{other}")).GetProperty("item").GetProperty("citations").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData(
        """{"positions": [GOOD, {"party": "$north", "stance": "CONDITIONAL", "summary": "x", "paragraph": 1, "proposal": "$proposal"}]}""",
        400,
        "/item/positions/1/conditions"
    )]
    [InlineData(
        """{"positions": [GOOD, {"party": "$north-x", "stance": "OPEN", "summary": "x", "paragraph": 1, "proposal": "$proposal"}]}""",
        422,
        "/item/positions/1/party"
    )]
    [InlineData(
        """{"positions": [GOOD, {"party": "$north", "stance": "OPEN", "summary": "x", "paragraph": 11, "proposal": "$proposal"}]}""",
        422,
        "/item/positions/1/paragraph"
    )]
    [InlineData(
        """{"positions": [GOOD], "milestones": [{"step": "SETTLED", "summary": "x", "paragraph": 1, "proposal": "$proposal"}]}""",
        400,
        "/item/milestones/0/step"
    )]
    [InlineData(
        """{"positions": [GOOD], "milestones": [{"step": "SIGNED", "summary": "x", "paragraph": 1, "proposal": "$proposal", "by": "nobody"}]}""",
        422,
        "/item/milestones/0/by"
    )]
    [InlineData(
        """{"positions": [GOOD], "remarks": [{"paragraph": 1, "kind": "CONTEXT", "text": "x"}, {"paragraph": 99, "kind": "CONTEXT", "text": "x"}]}""",
        422,
        "/item/remarks/1/paragraph"
    )]
    [InlineData("""{"positions": [GOOD], "remarks": [{"paragraph": 1, "kind": "CONTEXT", "text": ""}]}""", 400, "/item/remarks/0/text")]
    [InlineData(
        """{"positions": [GOOD], "citations": [{"record": "019b3c6e-5a00-7000-8000-000000000001", "paragraph": 1}]}""",
        422,
        "/item/citations/0/record"
    )]
    [InlineData(
        """{"positions": [GOOD], "citations": [{"record": "019b3c6e-5a00-7000-8000-000000000001", "paragraph": 99}]}""",
        422,
        "/item/citations/0/paragraph"
    )]
    [InlineData(
        """{"positions": [GOOD, GOOD], "remarks": [{"id": "019b3c6e-5a00-7000-8000-000000000002", "paragraph": 1, "kind": "CONTEXT", "text": "x"}, {"id": "019b3c6e-5a00-7000-8000-000000000002", "paragraph": 2, "kind": "CONTEXT", "text": "x"}]}""",
        422,
        "/item/remarks/1/id"
    )]
    [InlineData("""{"positions": [GOOD], "surprises": []}""", 400, "/item/surprises")]
    public async Task An_error_in_the_last_item_leaves_nothing_of_the_others_and_the_answer_says_where(
        string coding,
        int status,
        string pointer
    )
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        var good = """{"party": "$north", "stance": "OPEN", "summary": "x", "paragraph": 1, "proposal": "$proposal"}""";

        var answer = await CodeAsync(talks.Article, JsonSerializer.Deserialize<JsonElement>(talks.Fill(coding.Replace("GOOD", good))));

        answer.Expect(status);
        answer.ErrorAt(pointer).ShouldNotBeEmpty();
        (await app.HeadAsync()).ShouldBe(head);
        (await app.GetAsync($"/api/v1/positions?party={talks.North}")).Items().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("meetings")]
    [InlineData("remarks")]
    public async Task An_id_that_is_taken_is_told_at_its_place_and_leaves_nothing(string list)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = Guid.CreateVersion7();
        object Item(object given) =>
            list switch
            {
                "positions" => talks.PositionBody(members: ("id", given)),
                "milestones" => talks.MilestoneBody(members: ("id", given)),
                "meetings" => talks.MeetingBody(members: ("id", given)),
                _ => new
                {
                    id = given,
                    paragraph = 1,
                    kind = "CONTEXT",
                    text = "Background",
                },
            };
        (await CodeAsync(talks.Article, new Dictionary<string, object> { [list] = new[] { Item(id) } })).Expect(201);
        var head = await app.HeadAsync();

        var answer = await CodeAsync(
            talks.Article,
            new Dictionary<string, object> { [list] = new[] { Item(Guid.CreateVersion7()), Item(id) } }
        );

        answer.Expect(409);
        answer.ErrorAt($"/item/{list}/1/id").ShouldContain("has this id");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task A_superseded_record_is_not_cited_again()
    {
        var talks = await TestTalks.NewAsync(app);
        var old = await talks.RecordAsync(talks.PositionBody());
        var next = (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody("OPEN")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();

        var answer = await CodeAsync(talks.Article, new { citations = new[] { new { record = old, paragraph = 5 } } });

        answer.Expect(409).Text("conflictsWith").ShouldBe($"/api/v1/positions/{next}");
    }

    [Fact]
    public async Task Nothing_to_record_and_nowhere_to_record_it_are_refused()
    {
        var talks = await TestTalks.NewAsync(app);

        (await CodeAsync(talks.Article, new { })).ErrorAt("/item/positions").ShouldContain("nothing to record");
        (await CodeAsync(talks.Article, new { positions = Array.Empty<object>(), remarks = Array.Empty<object>() })).Expect(400);
        (
            await CodeAsync(
                $"{talks.Article}-x",
                new
                {
                    remarks = new[]
                    {
                        new
                        {
                            paragraph = 1,
                            kind = "CONTEXT",
                            text = "x",
                        },
                    },
                }
            )
        ).Expect(404).Text("detail")!.ShouldContain("did you mean");
    }

    [Fact]
    public async Task A_dry_run_shows_what_the_article_would_change_and_writes_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var dry = await CodeAsync($"{talks.Article}", new { positions = new[] { talks.PositionBody() } }, "?dryRun=true");

        dry.Expect(200).GetProperty("diff")[0].Text("kind").ShouldBe("APPEARED");
        (await app.HeadAsync()).ShouldBe(head);
        (await app.GetAsync($"/api/v1/positions?party={talks.North}")).Items().ShouldBeEmpty();
    }

    private Task<Answer> CodeAsync(string article, object coding, string query = "") =>
        app.PostAsync($"/api/v1/articles/{article}/coding{query}", coding);

    private static Dictionary<string, object?> Bare(Dictionary<string, object?> body)
    {
        body.Remove("article");
        return body;
    }
}
