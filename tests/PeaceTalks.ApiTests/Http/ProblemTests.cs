using System.Text;
using Microsoft.Extensions.Logging;

namespace PeaceTalks.ApiTests.Http;

public sealed class ProblemTests(StrictHost host) : IClassFixture<StrictHost>
{
    [Theory]
    [InlineData("not-found", 404, "not-found", "party 'ukrain' does not exist; did you mean 'ukraine'? See /api/v1/parties")]
    [InlineData(
        "unknown",
        422,
        "unknown-reference",
        "party: 'russian-federation' does not exist; did you mean 'russia'? See /api/v1/parties"
    )]
    [InlineData("conflict", 409, "conflict", "Position 1 is superseded already, by 2.")]
    [InlineData("ahead", 422, "ahead-of-head", "knownAt: revision 57 does not exist yet; the newest is 12")]
    [InlineData("forbidden", 403, "forbidden", "Writes are closed.")]
    [InlineData("unauthorized", 401, "unauthenticated", "Send a key in the Authorization header.")]
    [InlineData("too-many", 429, "too-many-requests", "Wait a moment and send it again.")]
    [InlineData("teapot", 418, "http-418", "I'm a teapot.")]
    [InlineData("framework", 409, "conflict", "a word")]
    [InlineData("object", 404, "not-found", "a word")]
    [InlineData("unique", 409, "conflict", "/slug: another party has this slug")]
    [InlineData("unique-unknown", 409, "conflict", "body: another record has the same value (ak_other)")]
    [InlineData(
        "foreign-key",
        422,
        "unprocessable",
        "body: refers to something that does not exist, or something else still refers to it (fk_other)"
    )]
    [InlineData("check", 422, "unprocessable", "body: breaks a rule of the ledger (ck_other)")]
    [InlineData("exclusion", 422, "unprocessable", "body: breaks a rule of the ledger (ex_other)")]
    [InlineData("raise", 422, "unprocessable", "body: an issue cannot be its own ancestor")]
    public async Task A_problem_has_its_status_type_and_detail_whatever_the_client_accepts(
        string name,
        int status,
        string code,
        string detail
    )
    {
        foreach (var accept in new[] { "application/json", "*/*" })
        {
            (await host.Get($"/try/problem/{name}", accept))
                .ShouldBeProblem(status, code)
                .Json.GetProperty("detail")
                .GetString()
                .ShouldBe(detail);
        }
    }

    [Theory]
    [InlineData("unavailable")]
    [InlineData("shutdown")]
    [InlineData("starting")]
    [InlineData("connections")]
    [InlineData("statement-timeout", "takes-too-long")]
    [InlineData("refused")]
    [InlineData("timeout")]
    public async Task A_database_that_is_away_or_takes_too_long_is_503_with_a_time_to_wait(string name, string type = "unavailable")
    {
        var problem = (await host.Get($"/try/problem/{name}")).ShouldBeProblem(503, type);
        problem.Headers["Retry-After"].ShouldBe("5");
        problem.Text.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("bug")]
    [InlineData("database-bug")]
    public async Task What_nobody_foresaw_is_500_and_stands_in_the_log_under_its_trace_id(string name)
    {
        var problem = (await host.Get($"/try/problem/{name}")).ShouldBeProblem(500, "unexpected");
        problem.Text.ShouldNotContain("secret");
        var trace = problem.Json.GetProperty("traceId").GetString()!;
        host.Log.Where(line => line.Level == LogLevel.Error && line.Text.Contains(trace))
            .ShouldHaveSingleItem()
            .Exception.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_conflict_links_to_what_it_is_in_conflict_with() =>
        (await host.Get("/try/problem/conflict")).Json.GetProperty("conflictsWith").GetString().ShouldBe("/api/v1/positions/2");

    [Fact]
    public async Task Problems_are_not_cached() => (await host.Get("/nowhere")).Headers["Cache-Control"].ShouldBe("no-store");

    [Theory]
    [InlineData("/nowhere", null)]
    [InlineData("/nowhere", "text/csv")]
    [InlineData("/try/items/unknown", null)]
    public async Task An_unknown_route_and_an_actions_null_are_404(string path, string? accept) =>
        (await host.Get(path, accept))
            .ShouldBeProblem(404, "not-found")
            .Json.GetProperty("detail")
            .GetString()
            .ShouldBe($"Nothing is at {path}; /swagger lists what there is.");

    [Fact]
    public async Task Another_method_is_405_and_says_which_are_possible()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/try/items/here");
        var problem = (await host.Send(request)).ShouldBeProblem(405, "method-not-allowed");
        problem.Headers["Allow"].Split(", ").ShouldBe(["GET", "HEAD", "PUT"]);
        problem.Json.GetProperty("detail").GetString().ShouldBe("DELETE is not allowed here. Allowed: GET, HEAD, PUT.");
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("text/plain")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json;q=0, */*;q=0")]
    public async Task A_format_that_is_not_offered_is_406(string accept) =>
        (await host.Get("/try/items/here", accept))
            .ShouldBeProblem(406, "not-acceptable")
            .Json.GetProperty("detail")
            .GetString()!
            .ShouldEndWith("Available: application/json.");

    [Fact]
    public async Task A_write_is_not_done_where_its_answer_could_not_be_given()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/try/positions")
        {
            Content = new StringContent(
                """{"party": "never-written", "stance": "OPEN", "statedOn": "2026-01-31"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        (await host.Send(request)).ShouldBeProblem(406, "not-acceptable");
        TryoutController.Posted.ShouldNotContain("never-written");
    }

    [Theory]
    [InlineData(null, 428, "version-required", "If-Match")]
    [InlineData("\"2\"", 412, "stale-version", "the current version is 3")]
    [InlineData("*", 400, "invalid-request", "that you have not read")]
    [InlineData("W/\"3\"", 400, "invalid-request", "weak")]
    [InlineData("3", 400, "invalid-request", "write \"3\"")]
    [InlineData("\"2\", \"3\"", 400, "invalid-request", "several tags")]
    public async Task A_write_needs_the_current_version(string? tag, int status, string code, string says)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/try/items/here");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        var detail = (await host.Send(request)).ShouldBeProblem(status, code).Json.GetProperty("detail").GetString()!;
        detail.ShouldContain(says);
    }

    [Fact]
    public async Task A_write_with_the_current_version_passes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/try/items/here");
        request.Headers.TryAddWithoutValidation("If-Match", "\"3\"");
        (await host.Send(request)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_by_its_announced_length()
    {
        // Only the head is sent: the answer comes although the body never does.
        var answer = await host.Raw(
            "POST /try/positions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n"
        );
        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("/problems/body-too-large");
        answer.ShouldContain("1048576 bytes");
    }

    [Fact]
    public async Task An_endless_chunked_body_is_cut_off_at_the_limit()
    {
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";
        var answer = await host.Raw(
            "POST /try/positions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + string.Concat(Enumerable.Repeat(chunk, 17))
        );
        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("/problems/body-too-large");
    }

    [Theory]
    [InlineData("Content-Encoding: gzip")]
    [InlineData("Content-Encoding: br, identity")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    public async Task A_compressed_body_is_415_and_says_so(string header)
    {
        var framing = header.StartsWith("Transfer") ? "" : "Content-Length: 2\r\n";
        var answer = await host.Raw(
            $"POST /try/positions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{framing}{header}\r\nConnection: close\r\n\r\n"
                + (framing == "" ? "2\r\n{}\r\n0\r\n\r\n" : "{}")
        );
        answer.ShouldStartWith("HTTP/1.1 415");
        answer.ShouldContain("Accept-Encoding: identity");
        answer.ShouldContain("send the body uncompressed");
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")]
    public async Task A_body_with_GET_is_refused(string body)
    {
        var answer = await host.Raw($"GET /try/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n{body}");
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("body: is not allowed with GET");
    }

    [Fact]
    public async Task A_coding_of_no_body_says_nothing()
    {
        var answer = await host.Raw("GET /try/nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 404");
    }

    [Theory]
    [InlineData("Post", "POST", "POST")]
    [InlineData("get", "GET", "GET, HEAD")]
    [InlineData("head", "HEAD", "HEAD")]
    public async Task Methods_are_written_in_capitals(string method, string right, string allowed)
    {
        var answer = await host.Raw($"{method} /try/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 405");
        answer.ShouldContain($"Allow: {allowed}\r\n");
        answer.ShouldContain($"is not a method; write {right}.");
    }

    [Theory]
    [InlineData("%zz")]
    [InlineData("%E9")]
    [InlineData("%ED%A0%80")]
    [InlineData("%")]
    public async Task A_path_that_is_not_percent_encoded_UTF8_is_refused(string slug)
    {
        var answer = await host.Raw($"GET /try/items/{slug} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("application/problem+json");
        answer.ShouldContain("path: is not percent-encoded UTF-8");
    }

    [Theory]
    [InlineData("party=100%")]
    [InlineData("party=%zz")]
    [InlineData("party=%E9")]
    [InlineData("party=%ED%A0%80")]
    [InlineData("party=%C0%AF")]
    public async Task A_parameter_that_is_not_percent_encoded_UTF8_is_refused(string query)
    {
        var answer = await host.Raw($"GET /try/single?{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("party: is not percent-encoded UTF-8; write % as %25");
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("FOO")]
    public async Task A_method_that_is_not_offered_is_405_with_those_that_are(string method)
    {
        var answer = await host.Raw($"{method} /try/items/here HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 405");
        answer.ShouldContain("Allow: GET, HEAD, PUT");
        answer.ShouldContain("application/problem+json");
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_is_cut_where_the_length_says() =>
        (
            await host.Raw(
                "POST /try/positions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{\"party\":\"x\"}"
            )
        ).ShouldContain("is not JSON at line 1");

    [Theory]
    [InlineData("zz")]
    [InlineData("ffffffffffffffff")]
    public async Task A_chunk_whose_size_is_no_number_is_400(string size)
    {
        var answer = await host.Raw(
            "POST /try/positions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + size
                + "\r\n{}\r\n0\r\n\r\n"
        );
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("application/problem+json");
    }

    [Fact]
    public async Task Too_long_an_address_is_414() =>
        (await host.Get($"/try/single?party={new string('x', 9000)}")).ShouldBeProblem(414, "address-too-long");

    [Fact]
    public async Task Too_many_headers_are_431()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/try/none");
        request.Headers.TryAddWithoutValidation("X-Long", new string('x', 40_000));
        (await host.Send(request)).ShouldBeProblem(431, "headers-too-large");
    }

    [Fact]
    public async Task A_client_that_goes_away_is_no_error()
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => host.Client.GetAsync("/try/slow", impatience.Token));
        var line = await Line("try/slow");
        line.Values["Status"].ShouldBe(499);
        line.Level.ShouldBe(LogLevel.Information);
        host.Log.ShouldNotContain(l => l.Level >= LogLevel.Error && l.Exception is OperationCanceledException);
    }

    [Fact]
    public async Task A_request_is_one_line_in_the_log_with_the_route_and_nothing_that_was_asked()
    {
        var problem = await host.Get("/try/items/a-secret-slug");
        var line = await Line("try/items/{slug}", problem.Json.GetProperty("traceId").GetString()!);
        line.Values.Keys.ShouldBe(["Method", "Route", "Status", "Elapsed", "TraceId", "SourceContext"], ignoreOrder: true);
        line.Values["Status"].ShouldBe(404);
        host.Log.ShouldNotContain(l => l.Text.Contains("a-secret-slug"));
    }

    [Fact]
    public async Task The_log_has_the_route_also_of_a_request_that_ended_in_an_exception()
    {
        var problem = await host.Get("/try/problem/bug");
        var line = await Line("try/problem/{name}", problem.Json.GetProperty("traceId").GetString()!);
        line.Text.ShouldStartWith("GET try/problem/{name} ");
        line.Level.ShouldBe(LogLevel.Warning);
    }

    /// <summary>The line is written after the answer has gone out.</summary>
    private async Task<LogLine> Line(string route, string trace = "")
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (host.Log.FirstOrDefault(l => Equals(l.Values.GetValueOrDefault("Route"), route) && l.Text.Contains(trace)) is { } line)
            {
                return line;
            }

            await Task.Delay(50);
        }
        throw new TimeoutException($"No line of {route}.");
    }
}
