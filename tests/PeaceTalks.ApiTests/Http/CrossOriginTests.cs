using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using PeaceTalks.Api.Errors;
using PeaceTalks.ApiTests.Http.RateLimiting;

namespace PeaceTalks.ApiTests.Http;

/// <summary>What browsers are told when a page of another origin asks.</summary>
public sealed class CrossOriginTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Page = "https://app.example.org";

    [Theory]
    [InlineData("/api/v1/parties", 200)]
    [InlineData("/api/v1/parties?unknown=1", 400)]
    [InlineData("/api/v1/parties/nobody", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/v1/parties?too=long", 414)]
    public async Task A_named_page_may_read_every_answer_and_its_headers(string path, int status)
    {
        await using var service = Service("https://other.example.org:8443, https://app.example.org");
        var asked = status == 414 ? $"{path}{new string('x', 9000)}" : path;

        var answer = await AskAsync(service, asked, Page);

        answer.Response.StatusCode.ShouldBe(status);
        var headers = answer.Response.Headers;
        headers.AccessControlAllowOrigin.ToString().ShouldBe(Page);
        headers
            .AccessControlExposeHeaders.ToString()
            .ShouldBe("ETag,Location,Link,Ledger-Revision,Retry-After,RateLimit,RateLimit-Policy,Idempotency-Replayed");
        headers.AccessControlAllowCredentials.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_named_page_may_read_that_it_asks_too_often()
    {
        await using var service = app.Start(("Cors:Origins", Page), ("Limits:Enabled", "true"), ("Limits:Address:Requests", "1"));
        await new Visitor(service).UntilRefusedAsync("/api/v1/parties");

        var answer = await AskAsync(service, "/api/v1/parties", Page);

        answer.Response.StatusCode.ShouldBe(429);
        answer.Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe(Page);
        answer.Response.Headers.RetryAfter.ToString().ShouldBe("1");
    }

    [Theory]
    [InlineData("https://evil.example.org")]
    [InlineData("http://app.example.org")]
    [InlineData("https://app.example.org.evil.org")]
    [InlineData("https://app.example.org:444")]
    [InlineData("null")]
    public async Task A_page_that_is_not_named_may_read_nothing(string page)
    {
        await using var service = Service(Page);

        foreach (var answer in new[] { await AskAsync(service, "/api/v1/parties", page), await PreflightAsync(service, page, "GET", null) })
        {
            answer.Response.Headers.AccessControlAllowOrigin.Count.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("GET", "If-None-Match, Ledger-Revision-At-Least, Last-Event-ID, Accept")]
    [InlineData("HEAD", "If-None-Match, Ledger-Revision-At-Least")]
    [InlineData("POST", "authorization,content-type,idempotency-key")]
    [InlineData("PUT", "authorization,content-type,if-match")]
    public async Task It_may_send_what_the_interface_takes(string method, string headers)
    {
        await using var service = Service(Page);

        var answer = await PreflightAsync(service, Page, method, headers);

        answer.Response.StatusCode.ShouldBe(204);
        answer.Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe(Page);
        answer.Response.Headers.AccessControlAllowMethods.ToString().Split(',').ShouldContain(method);
        var allowed = answer.Response.Headers.AccessControlAllowHeaders.ToString().Split(',');
        headers.Split(',').ShouldAllBe(name => allowed.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase));
        answer.Response.Headers.AccessControlMaxAge.ToString().ShouldBe("3600");
    }

    [Fact]
    public async Task It_may_send_nothing_else()
    {
        await using var service = Service(Page);

        (await PreflightAsync(service, Page, "DELETE", null))
            .Response.Headers.AccessControlAllowMethods.ToString()
            .ShouldNotContain("DELETE");
        (await PreflightAsync(service, Page, "GET", "X-Other"))
            .Response.Headers.AccessControlAllowHeaders.ToString()
            .ShouldNotContain("X-Other");
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("https://other.example.org, https://app.example.org")]
    public async Task An_answer_in_a_cache_is_kept_for_one_origin(string origins)
    {
        await using var service = Service(origins);

        foreach (var page in new[] { Page, "" })
        {
            var vary = (await AskAsync(service, "/api/v1/parties", page)).Response.Headers.Vary.ToString();
            vary.Split(',', StringSplitOptions.TrimEntries)
                .ShouldBe(["Accept", "Accept-Encoding", "Authorization", "Origin"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Open_data_is_open_to_every_page_and_a_cache_may_give_its_answers_to_all()
    {
        await using var service = Service("*");

        var answer = await AskAsync(service, "/api/v1/parties", "https://anybody.example.org");

        answer.Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe("*");
        answer.Response.Headers.AccessControlAllowCredentials.Count.ShouldBe(0);
        answer.Response.Headers.Vary.ToString().ShouldNotContain("Origin");
        (await PreflightAsync(service, "null", "GET", "If-None-Match")).Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe("*");
    }

    [Fact]
    public async Task Where_no_page_is_named_none_may_read_anything()
    {
        await using var service = app.Start();

        (await AskAsync(service, "/api/v1/parties", Page)).Response.Headers.AccessControlAllowOrigin.Count.ShouldBe(0);
        (await PreflightAsync(service, Page, "GET", null)).Response.StatusCode.ShouldBe(405);
    }

    [Theory]
    [InlineData("*, https://app.example.org", "Cors:Origins has *, which stands for every origin, beside others")]
    [InlineData("app.example.org", "Cors:Origins is 'app.example.org': it takes origins such as https://app.example.org")]
    [InlineData("https://app.example.org/", "browsers write this origin as https://app.example.org.")]
    [InlineData("https://APP.example.org:443", "browsers write this origin as https://app.example.org.")]
    [InlineData("https://переговори.укр", "browsers write this origin as https://xn--")]
    public async Task What_is_no_origin_stops_the_start(string origins, string says)
    {
        await using var service = Service(origins);

        Should.Throw<CannotStartException>(() => service.CreateClient()).Message.ShouldContain(says);
    }

    private WebApplicationFactory<Program> Service(string origins) => app.Start(("Cors:Origins", origins));

    private static Task<HttpContext> AskAsync(WebApplicationFactory<Program> service, string path, string page) =>
        new Visitor(service).VisitAsync(path, "GET", page.Length == 0 ? [] : [("Origin", page)]);

    private static Task<HttpContext> PreflightAsync(WebApplicationFactory<Program> service, string page, string method, string? headers) =>
        new Visitor(service).VisitAsync(
            "/api/v1/parties",
            "OPTIONS",
            [
                ("Origin", page),
                ("Access-Control-Request-Method", method),
                .. headers is null ? [] : new[] { ("Access-Control-Request-Headers", headers) },
            ]
        );
}
