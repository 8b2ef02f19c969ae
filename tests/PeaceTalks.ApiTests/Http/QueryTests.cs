namespace PeaceTalks.ApiTests.Http;

public sealed class QueryTests(StrictHost host) : IClassFixture<StrictHost>
{
    [Fact]
    public async Task Well_formed_parameters_are_bound()
    {
        var answer = await host.Get(
            "/try/single?limit=7&asOf=2026-01-31&party=ukraine&deep=true&id=019b3c6e-5a00-7000-8000-000000000001"
                + "&at=2026-01-31T12:00:00%2B02:00&stance=TERMS_CHANGED&stances=OPEN&stances=CONDITIONAL"
        );
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldBe(
            """
            {"limit":7,"asOf":"2026-01-31","party":"ukraine","deep":true,"id":"019b3c6e-5a00-7000-8000-000000000001","at":"2026-01-31T10:00:00Z","stance":"TERMS_CHANGED","stances":["OPEN","CONDITIONAL"]}
            """
        );
    }

    [Fact]
    public async Task Parameters_left_out_have_their_defaults_and_lists_are_empty() =>
        (await host.Get("/try/single")).Text.ShouldBe(
            """{"limit":50,"asOf":null,"party":null,"deep":false,"id":null,"at":null,"stance":null,"stances":[]}"""
        );

    [Theory]
    [InlineData("partys=ukraine", "partys", "is unknown; did you mean party? Known: limit, asOf, party, deep, id, at, stance, stances")]
    [InlineData("colour=red", "colour", "is unknown; known: limit, asOf, party, deep, id, at, stance, stances")]
    [InlineData("asof=2026-01-31", "asof", "is unknown; write asOf")]
    [InlineData("party=a&party=b", "party", "is given 2 times; give it once")]
    [InlineData("party=", "party", "is empty; give it a value or leave it out")]
    [InlineData("party", "party", "is empty; give it a value or leave it out")]
    [InlineData("stances=OPEN&stances=", "stances", "is empty; give it a value or leave it out")]
    [InlineData(
        "stances[]=OPEN",
        "stances[]",
        "is unknown; did you mean stances? Known: limit, asOf, party, deep, id, at, stance, stances"
    )]
    [InlineData("asOf=31.01.2026", "asOf", "'31.01.2026' is not a day; write 2026-01-31")]
    [InlineData("asOf=2026-02-30", "asOf", "'2026-02-30' is not a day; write it like 2026-01-31")]
    [InlineData("deep=True", "deep", "'True' is neither true nor false")]
    [InlineData("deep=1", "deep", "'1' is neither true nor false")]
    [InlineData("limit=0", "limit", "must be from 1 to 200, both included")]
    [InlineData("limit=201", "limit", "must be from 1 to 200, both included")]
    [InlineData("limit=1.5", "limit", "'1.5' is not a whole number; write it like 12")]
    [InlineData("limit=%2B1", "limit", "'+1' is not a whole number; write it like 12")]
    [InlineData("limit=99999999999", "limit", "'99999999999' is too large; write it like 12")]
    [InlineData("limit=-99999999999", "limit", "'-99999999999' is too small; write it like 12")]
    [InlineData("id=17", "id", "'17' is not a UUID; write it like 019b3c6e-5a00-7000-8000-000000000001")]
    [InlineData("at=2026-01-31T12:00:00", "at", "'2026-01-31T12:00:00' is not an instant; write 2026-01-31T12:00:00Z")]
    [InlineData("at=2026-01-31T12:00:00+02:00", "at", "'2026-01-31T12:00:00 02:00' is not an instant; write 2026-01-31T10:00:00Z")]
    [InlineData("stance=Open", "stance", "'Open' is not one of OPEN, CONDITIONAL, TERMS_CHANGED; did you mean OPEN?")]
    [InlineData("stance=1", "stance", "'1' is not one of OPEN, CONDITIONAL, TERMS_CHANGED")]
    [InlineData("stance=%20OPEN", "stance", "' OPEN' is not one of OPEN, CONDITIONAL, TERMS_CHANGED; did you mean OPEN?")]
    [InlineData(
        "stances=OPEN,CONDITIONAL",
        "stances",
        "'OPEN,CONDITIONAL' is not one of OPEN, CONDITIONAL, TERMS_CHANGED; did you mean CONDITIONAL? "
            + "To give several values, repeat the parameter instead of using commas."
    )]
    [InlineData("party=%EF%BF%BF", "party", "holds U+FFFF, which is not a character; leave it out")]
    [InlineData("=x", "query", "has a value without a name; write name=value")]
    [InlineData("party=a%00b", "party", "holds a NUL character; leave it out")]
    public async Task A_wrong_parameter_is_refused_with_what_would_be_right(string query, string parameter, string message)
    {
        var problem = (await host.Get($"/try/single?{query}")).ShouldBeProblem(400, "invalid-request");
        problem.Places.ShouldBe([parameter]);
        problem.Error(parameter).ShouldBe(message);
        problem.Json.GetProperty("detail").GetString().ShouldBe($"{parameter}: {message}");
        problem.Json.GetProperty("instance").GetString().ShouldBe("/try/single");
    }

    [Fact]
    public async Task A_text_over_the_cap_is_refused() =>
        (await host.Get($"/try/single?party={new string('x', 1001)}"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("party")
            .ShouldBe("has 1001 characters; at most 1000 are allowed");

    [Fact]
    public async Task Everything_wrong_is_told_at_once() =>
        (await host.Get("/try/single?asOf=soon&limit=0&partys=x&deep=no"))
            .ShouldBeProblem(400, "invalid-request")
            .Places.ShouldBe(["asOf", "limit", "partys", "deep"], ignoreOrder: true);

    [Fact]
    public async Task An_address_without_parameters_says_so() =>
        (await host.Get("/try/none?x=1"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("x")
            .ShouldBe("is unknown; this address takes no parameters");

    [Fact]
    public async Task Parameters_without_a_default_are_required()
    {
        var problem = (await host.Get("/try/needed")).ShouldBeProblem(400, "invalid-request");
        problem.Error("from").ShouldBe("is missing; write it like from=2026-01-31");
        problem.Error("party").ShouldBe("is missing");
    }

    [Fact]
    public async Task A_query_class_is_bound_with_its_renamed_and_own_types()
    {
        var answer = await host.Get(
            "/try/class?party=ukraine&party=russia&stance=OPEN&asOf=2026-01-15&includeSubIssues=true&knownAt=4&from=2025-12-12&query=x"
        );
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldBe(
            """
            {"parties":["ukraine","russia"],"stance":["OPEN"],"asOf":"2026-01-15","includeSubIssues":true,"knownAt":{"value":4},"from":"2025-12-12","limit":50,"query":"x","computed":true}
            """
        );
    }

    [Theory]
    [InlineData(
        "class",
        "parties=x",
        "parties",
        "is unknown; did you mean party? Known: party, stance, asOf, includeSubIssues, knownAt, from, limit, query"
    )]
    [InlineData("class", "AsOf=2026-01-31", "AsOf", "is unknown; write asOf")]
    [InlineData(
        "class",
        "computed=true",
        "computed",
        "is unknown; known: party, stance, asOf, includeSubIssues, knownAt, from, limit, query"
    )]
    [InlineData(
        "class",
        "query.asOf=2026-01-31",
        "query.asOf",
        "is unknown; did you mean query? Known: party, stance, asOf, includeSubIssues, knownAt, from, limit, query"
    )]
    [InlineData("class", "asOf=2026-01-31&asOf=2026-01-30", "asOf", "is given 2 times; give it once")]
    [InlineData("class", "knownAt=3", "knownAt", "'3' is not even; write 2")]
    [InlineData("class", "limit=500", "limit", "must be from 1 to 200, both included")]
    [InlineData("class", "stance=OPEN&stance=nope", "stance", "'nope' is not one of OPEN, CONDITIONAL, TERMS_CHANGED")]
    [InlineData("class", "party=russia&party=atlantis", "party", "'atlantis' has sunk; write 'ukraine'")]
    [InlineData("record", "stanse=OPEN", "stanse", "is unknown; did you mean stance? Known: from, stance, limit")]
    [InlineData("record", "limit=500", "limit", "must be from 1 to 200, both included")]
    [InlineData("both", "curser=x", "curser", "is unknown; did you mean cursor? Known: from, stance, limit, cursor")]
    public async Task A_query_class_or_record_is_as_strict(string action, string query, string parameter, string message)
    {
        var problem = (await host.Get($"/try/{action}?from=2026-01-01&{query}")).ShouldBeProblem(400, "invalid-request");
        problem.Places.ShouldBe([parameter]);
        problem.Error(parameter).ShouldBe(message);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    public async Task A_required_member_of_a_query_is_missed(string action)
    {
        var problem = (await host.Get($"/try/{action}")).ShouldBeProblem(400, "invalid-request");
        problem.Places.ShouldBe(["from"]);
        problem.Error("from").ShouldBe("is missing; write it like from=2026-01-31");
    }

    [Fact]
    public async Task A_records_defaults_hold() =>
        (await host.Get("/try/record?from=2026-01-01")).Text.ShouldBe("""{"from":"2026-01-01","stance":null,"limit":50}""");

    [Fact]
    public async Task A_query_record_and_single_parameters_stand_side_by_side() =>
        (await host.Get("/try/both?from=2026-01-01&limit=3&cursor=c")).Text.ShouldBe(
            """{"query":{"from":"2026-01-01","stance":null,"limit":3},"cursor":"c"}"""
        );

    [Fact]
    public async Task A_route_value_is_read_as_strictly()
    {
        (await host.Get("/try/ids/17")).ShouldBeProblem(400, "invalid-request").Error("id").ShouldStartWith("'17' is not a UUID");
        (await host.Get("/try/ids/019b3c6e-5a00-7000-8000-000000000001")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_cursor_goes_on_under_the_same_filters_in_any_order_and_with_another_limit()
    {
        var cursor = (await host.Get("/try/page?party=ukraine&party=russia&limit=7")).Json.GetProperty("nextCursor").GetString();
        (await host.Get($"/try/page?limit=3&party=russia&cursor={cursor}&party=ukraine"))
            .Json.GetProperty("items")[0]
            .GetString()
            .ShouldBe("after 7");
    }

    [Fact]
    public async Task A_cursor_of_other_filters_and_a_text_that_is_none_are_refused()
    {
        var cursor = (await host.Get("/try/page?party=ukraine")).Json.GetProperty("nextCursor").GetString();
        (await host.Get($"/try/page?party=russia&cursor={cursor}"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("cursor")
            .ShouldStartWith("belongs to a list with other filters");
        (await host.Get("/try/page?cursor=garbage"))
            .ShouldBeProblem(400, "invalid-request")
            .Error("cursor")
            .ShouldStartWith("is not a cursor");
    }
}
