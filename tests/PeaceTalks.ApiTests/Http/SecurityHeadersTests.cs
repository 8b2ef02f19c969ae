using PeaceTalks.ApiTests.Http.RateLimiting;

namespace PeaceTalks.ApiTests.Http;

public sealed class SecurityHeadersTests(EmptyLedger app, StrictHost host) : IClassFixture<EmptyLedger>, IClassFixture<StrictHost>
{
    private const string OfData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("GET", "/", 302)]
    [InlineData("GET", "/api/v1/parties", 200)]
    [InlineData("GET", "/api/v1/parties?format=csv", 200)]
    [InlineData("GET", "/api/v1/parties?unknown=1", 400)]
    [InlineData("GET", "/api/v1/parties/nobody", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/api/v1/parties", 405)]
    [InlineData("POST", "/health/ready", 405)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/health/ready", 200)]
    public async Task Every_answer_is_data_and_nothing_to_run_or_frame(string method, string path, int status)
    {
        var answer = await new Visitor(app.Factory).VisitAsync(path, method);

        answer.Response.StatusCode.ShouldBe(status);
        answer.Response.Headers.ContentSecurityPolicy.ToString().ShouldBe(OfData);
        ShouldBeGuarded(answer.Response.Headers.ToDictionary(x => x.Key, x => x.Value.ToString()));
    }

    [Fact]
    public async Task So_is_an_error_that_nobody_foresaw()
    {
        var answer = (await host.Get("/try/problem/bug")).ShouldBeProblem(500, "unexpected");

        answer.Headers["Content-Security-Policy"].ShouldBe(OfData);
        ShouldBeGuarded(answer.Headers);
    }

    [Theory]
    [InlineData("/swagger/index.html")]
    [InlineData("/swagger/swagger-ui-bundle.js")]
    [InlineData("/swagger/page.js")]
    public async Task The_page_runs_its_own_files_alone(string path)
    {
        var answer = await new Visitor(app.Factory).VisitAsync(path);

        answer.Response.StatusCode.ShouldBe(200);
        var policy = answer.Response.Headers.ContentSecurityPolicy.ToString();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src");
        policy.ShouldEndWith("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        ShouldBeGuarded(answer.Response.Headers.ToDictionary(x => x.Key, x => x.Value.ToString()));
    }

    [Theory]
    [InlineData("ledger.example.org", "https", "max-age=31536000")]
    [InlineData("ledger.example.org", "http", "")]
    [InlineData("localhost:5080", "https", "")]
    public async Task What_came_by_https_is_to_be_asked_for_so_for_a_year(string asked, string scheme, string header)
    {
        await using var service = app.Start(("Proxies", "10.0.0.1"));

        var answer = await new Visitor(service, "10.0.0.1").VisitAsync(
            "/api/v1/parties/nobody",
            "GET",
            ("Host", asked),
            ("X-Forwarded-For", "192.0.2.1"),
            ("X-Forwarded-Proto", scheme)
        );

        answer.Response.Headers.StrictTransportSecurity.ToString().ShouldBe(header);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("rubbish\r\n\r\n", 400)]
    [InlineData("GET /try/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200)]
    public async Task No_answer_names_the_server_not_even_its_own(string request, int status)
    {
        var answer = await host.Raw(request);

        answer.ShouldStartWith($"HTTP/1.1 {status}");
        answer.ShouldNotContain("\r\nServer:", Case.Insensitive);
        answer.ShouldNotContain("Kestrel");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/parties")]
    [InlineData("/nowhere")]
    [InlineData("/swagger/index.html")]
    [InlineData("/health/live")]
    public async Task TRACE_is_possible_nowhere(string path)
    {
        var answer = await new Visitor(app.Factory).VisitAsync(path, "TRACE", ("X-Secret", "mirrored"));

        answer.Response.StatusCode.ShouldBe(405);
        answer.Response.Headers.Allow.Count.ShouldBe(1);
        (await Visitor.ProblemAsync(answer)).GetRawText().ShouldNotContain("mirrored");
    }

    private static void ShouldBeGuarded(IReadOnlyDictionary<string, string> headers)
    {
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["X-Frame-Options"].ShouldBe("DENY");
        headers["Referrer-Policy"].ShouldBe("no-referrer");
        headers["Cross-Origin-Resource-Policy"].ShouldBe("same-origin");
        headers.ContainsKey("Server").ShouldBeFalse();
        headers.ContainsKey("Strict-Transport-Security").ShouldBeFalse();
    }
}
