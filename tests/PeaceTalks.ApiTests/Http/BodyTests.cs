using System.Text;

namespace PeaceTalks.ApiTests.Http;

public sealed class BodyTests(StrictHost host) : IClassFixture<StrictHost>
{
    private const string Known =
        "party, stance, note, statedOn, id, at, paragraph, quoted, short, conditions, labels, remarks, terms, even";

    [Fact]
    public async Task A_good_body_is_read_and_written_back_with_every_member()
    {
        var answer = await host.Post(
            "/try/positions",
            """
            {"party": "“Україна”", "stance": "TERMS_CHANGED", "statedOn": "2026-01-31", "at": "2026-01-31T12:00:00.5+02:00",
             "conditions": [{"kind": "OPEN", "text": "so"}], "remarks": [null], "terms": {"km": 40}}
            """
        );
        answer.Status.ShouldBe(200, answer.Text);
        answer.MediaType.ShouldBe("application/json");
        answer.Text.ShouldBe(
            """
            {"party":"“Україна”","stance":"TERMS_CHANGED","note":null,"statedOn":"2026-01-31","id":null,"at":"2026-01-31T10:00:00.5Z","paragraph":0,"quoted":false,"short":null,"conditions":[{"kind":"OPEN","text":"so","weight":null}],"labels":[],"remarks":[null],"terms":{"km":40},"even":null,"computed":true}
            """
        );
    }

    [Theory]
    [InlineData("\"partyy\": 1", "/partyy", "is unknown; did you mean party? Known: " + Known)]
    [InlineData("\"Note\": null", "/Note", "is unknown; did you mean note? Known: " + Known)]
    [InlineData("\"computed\": true", "/computed", "is unknown; known: " + Known)]
    [InlineData("\"note\": \"a\", \"note\": \"b\"", "/note", "appears more than once; write it once")]
    [InlineData("\"note\": 5", "/note", "must be text in double quotes")]
    [InlineData("\"note\": \"a\\u0000b\"", "/note", "holds a NUL character; leave it out")]
    [InlineData("\"note\": \"\\ud800\"", "/note", "holds half of a surrogate pair; write the whole character")]
    [InlineData("\"note\": \"\uFFFE\"", "/note", "holds U+FFFE, which is not a character; leave it out")]
    [InlineData("\"paragraph\": \"5\"", "/paragraph", "takes a whole number from -2147483648 to 2147483647, not text")]
    [InlineData("\"paragraph\": 1.5", "/paragraph", "takes a whole number from -2147483648 to 2147483647, not 1.5")]
    [InlineData("\"paragraph\": null", "/paragraph", "must not be null; it takes a whole number from -2147483648 to 2147483647")]
    [InlineData("\"quoted\": \"true\"", "/quoted", "takes true or false, not text")]
    [InlineData("\"id\": \"7\"", "/id", "'7' is not a UUID; write it like 019b3c6e-5a00-7000-8000-000000000001")]
    [InlineData("\"at\": \"2026-01-31T12:00:00\"", "/at", "'2026-01-31T12:00:00' is not an instant; write 2026-01-31T12:00:00Z")]
    [InlineData("\"short\": \"123456\"", "/short", "must have at most 5 characters")]
    [InlineData("\"labels\": \"one\"", "/labels", "takes a list [...], not text")]
    [InlineData("\"labels\": null", "/labels", "must not be null; it takes a list [...]")]
    [InlineData("\"labels\": [\"a\", null]", "/labels/1", "must not be null; it takes text in double quotes")]
    [InlineData("\"conditions\": [null]", "/conditions/0", "must not be null; it takes an object {...}")]
    [InlineData(
        "\"conditions\": [{\"kind\": 1, \"text\": \"so\"}]",
        "/conditions/0/kind",
        "must be one of OPEN, CONDITIONAL, TERMS_CHANGED, in double quotes"
    )]
    [InlineData(
        "\"conditions\": [{\"kind\": \"open\", \"text\": \"so\"}]",
        "/conditions/0/kind",
        "'open' is not one of OPEN, CONDITIONAL, TERMS_CHANGED; did you mean OPEN?"
    )]
    [InlineData(
        "\"conditions\": [{\"kind\": \"OPEN, CONDITIONAL\", \"text\": \"so\"}]",
        "/conditions/0/kind",
        "'OPEN, CONDITIONAL' is not one of OPEN, CONDITIONAL, TERMS_CHANGED; did you mean OPEN?"
    )]
    [InlineData(
        "\"conditions\": [{\"text\": \"so\"}]",
        "/conditions/0/kind",
        "is missing; it takes one of OPEN, CONDITIONAL, TERMS_CHANGED, in double quotes"
    )]
    [InlineData(
        "\"conditions\": [{\"kind\": \"OPEN\", \"text\": null}]",
        "/conditions/0/text",
        "must not be null; it takes text in double quotes"
    )]
    [InlineData("\"conditions\": [{\"kind\": \"OPEN\", \"text\": \"\"}]", "/conditions/0/text", "must say something")]
    [InlineData("\"terms\": {\"km\": \"x\"}", "/terms/km", "takes a whole number from -2147483648 to 2147483647, not text")]
    [InlineData("\"terms\": {\"a/b\": 1, \"a/b\": 2}", "/terms/a~1b", "appears more than once; write it once")]
    [InlineData("\"even\": 2", "/even", "is never even")]
    public async Task A_wrong_member_is_refused_at_its_place(string member, string pointer, string message)
    {
        var problem = (
            await host.Post("/try/positions", $$"""{"party": "ukraine", "stance": "OPEN", "statedOn": "2026-01-31", {{member}}}""")
        ).ShouldBeProblem(400, "invalid-request");
        problem.Places.ShouldBe([pointer]);
        problem.Error(pointer).ShouldBe(message);
    }

    [Fact]
    public async Task All_missing_and_wrong_members_are_told_at_once()
    {
        var problem = (await host.Post("/try/positions?x=1", """{"statedOn": "31.01.2026", "stance": null, "extra": 1}""")).ShouldBeProblem(
            400,
            "invalid-request"
        );
        problem.Places.ShouldBe(["x", "/statedOn", "/stance", "/extra", "/party"], ignoreOrder: true);
        problem.Error("/statedOn").ShouldBe("'31.01.2026' is not a day; write 2026-01-31");
        problem.Error("/party").ShouldBe("is missing; it takes text in double quotes");
        problem.Json.GetProperty("detail").GetString()!.ShouldEndWith("| and 2 more");
    }

    [Theory]
    [InlineData("{\"party\": ", "is not JSON at line 1, byte 11: ")]
    [InlineData("{\"party\": \"a\",\n }", "is not JSON at line 2, byte 2: there is a comma after the last item; leave it out")]
    [InlineData("{\"party\": [1,]}", "is not JSON at line 1, byte 14: there is a comma after the last item; leave it out")]
    [InlineData("{} x", "is not JSON at line 1, byte 4: ")]
    [InlineData("{} {}", "is not JSON at line 1, byte 4: ")]
    [InlineData("// c\n{}", "is not JSON at line 1, byte 1: ")]
    [InlineData("", "is empty; send a JSON object")]
    [InlineData("null", "must not be null; it takes an object {...}")]
    [InlineData("[]", "takes an object {...}, not a list")]
    [InlineData("\"x\"", "takes an object {...}, not text")]
    [InlineData("{\"\\ud800\": 1}", "holds a member whose name has half of a surrogate pair")]
    public async Task A_body_that_is_no_JSON_object_is_refused_as_a_whole(string body, string message) =>
        (await host.Post("/try/positions", body)).ShouldBeProblem(400, "invalid-request").Error("").ShouldStartWith(message);

    [Fact]
    public async Task A_body_nested_too_deeply_is_refused() =>
        (await host.Post("/try/positions", new string('[', 40)))
            .ShouldBeProblem(400, "invalid-request")
            .Error("")
            .ShouldContain("depth of 32");

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused() =>
        (await host.Post("/try/positions", [.. "{\"party\": \""u8, 0xFF, .. "\"}"u8], "application/json"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("")
            .ShouldBe("is not UTF-8");

    [Fact]
    public async Task A_byte_order_mark_is_passed_over() =>
        (await host.Post("/try/list", [0xEF, 0xBB, 0xBF, .. "[]"u8], "application/json; charset=utf-8")).Text.ShouldBe("0");

    [Fact]
    public async Task A_null_in_a_list_that_is_the_body_is_refused() =>
        (await host.Post("/try/list", "[null]")).ShouldBeProblem(400, "invalid-request").Places.ShouldBe(["/0"]);

    [Fact]
    public async Task No_body_at_all_is_an_empty_one() =>
        (await host.Post("/try/positions", [], null))
            .ShouldBeProblem(400, "invalid-request")
            .Error("")
            .ShouldBe("is empty; send a JSON object");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? type) =>
        (await host.Post("/try/positions", Encoding.UTF8.GetBytes("{}"), type))
            .ShouldBeProblem(415, "unsupported-media-type")
            .Json.GetProperty("detail")
            .GetString()!
            .ShouldContain("send application/json");

    [Fact]
    public async Task Headers_are_bound_beside_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/try/header")
        {
            Content = new StringContent("""{"kind": "OPEN", "text": "b"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "a");
        (await host.Send(request)).Text.ShouldBe("\"ab\"");
    }

    [Fact]
    public async Task Many_mistakes_do_not_make_an_endless_answer() =>
        (await host.Post("/try/list", $"[{string.Join(",", Enumerable.Repeat("1", 5000))}]"))
            .ShouldBeProblem(400, "invalid-request")
            .Places.Length.ShouldBe(50);
}
