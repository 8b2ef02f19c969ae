using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing;
using PeaceTalks.ApiTests.Ledger.Pins;

namespace PeaceTalks.ApiTests.Http;

/// <summary>HEAD over a real connection, because it is the server that leaves the body out.</summary>
public sealed class HeadTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Pinned = "/api/v1/held-positions?asOf=2026-01-31&knownAt=1&limit=3";

    /// <summary>Of the moment, or of how the body is sent.</summary>
    private static readonly string[] Passing = ["Date", "Transfer-Encoding", "Content-Length", "RateLimit"];

    [Theory]
    [InlineData("/api/v1/parties", "application/json", 200)]
    [InlineData("/api/v1/parties/ukraine", "application/json", 200)]
    [InlineData(Pinned, "application/json", 200)]
    [InlineData(Pinned, "text/csv", 200)]
    [InlineData("/api/v1/matrix", "text/csv", 200)]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31", "text/x-diff", 200)]
    [InlineData("/api/v1/processes/russia-ukraine-2025/feed", "*/*", 200)]
    [InlineData("/api/v1/parties?unknown=1", "application/json", 400)]
    [InlineData("/api/v1/keys", "application/json", 401)]
    [InlineData("/api/v1/parties/nobody", "application/json", 404)]
    [InlineData("/nowhere", "application/json", 404)]
    [InlineData("/openapi/v1.json", "*/*", 200)]
    [InlineData("/swagger/index.html", "*/*", 200)]
    [InlineData("/health/ready", "*/*", 200)]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path, string accept, int status)
    {
        await using var service = Serve(("Limits:Enabled", "true"));
        await HeadListenerTests.WatchAsync(service);
        using var http = service.CreateClient();

        // The second time, the answer may be one that was kept.
        for (var time = 0; time < 2; time++)
        {
            using var head = await AskAsync(http, HttpMethod.Head, path, accept);
            using var get = await AskAsync(http, HttpMethod.Get, path, accept);

            ((int)get.StatusCode).ShouldBe(status);
            head.StatusCode.ShouldBe(get.StatusCode);
            Lines(head).ShouldBe(Lines(get), ignoreOrder: true);
            head.Headers.Contains("RateLimit").ShouldBe(get.Headers.Contains("RateLimit"));
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            (await get.Content.ReadAsByteArrayAsync()).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task HEAD_of_a_kept_answer_tells_how_long_it_is()
    {
        await using var service = Serve();
        await HeadListenerTests.WatchAsync(service);
        using var http = service.CreateClient();

        using var get = await AskAsync(http, HttpMethod.Get, Pinned);
        using var head = await AskAsync(http, HttpMethod.Head, Pinned);

        head.Content.Headers.ContentLength.ShouldBe((await get.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task HEAD_with_the_tag_of_the_answer_is_304()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        using var first = await AskAsync(http, HttpMethod.Head, Pinned);

        using var again = new HttpRequestMessage(HttpMethod.Head, Pinned);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var second = await http.SendAsync(again);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/parties", "GET, HEAD, POST")]
    [InlineData("DELETE", "/api/v1/matrix", "GET, HEAD")]
    [InlineData("TRACE", "/nowhere", "GET, HEAD")]
    [InlineData("HEAD", "/api/v1/positions/019b3c6e-5a00-7000-8000-000000000001/retraction", "POST")]
    public async Task A_405_lists_HEAD_where_GET_is_allowed(string method, string path, string allowed)
    {
        await using var service = Serve();
        using var http = service.CreateClient();

        using var answer = await AskAsync(http, new HttpMethod(method), path);

        ((int)answer.StatusCode).ShouldBe(405);
        string.Join(", ", answer.Content.Headers.Allow.Order()).ShouldBe(allowed);
    }

    [Fact]
    public async Task HEAD_of_the_stream_does_not_follow_it()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        http.Timeout = TimeSpan.FromSeconds(10);

        using var answer = await AskAsync(http, HttpMethod.Head, "/api/v1/revisions/stream", "text/event-stream");
        using var wrong = await AskAsync(http, HttpMethod.Head, "/api/v1/revisions/stream?after=x", "text/event-stream");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private WebApplicationFactory<Program> Serve(params (string Name, string Value)[] settings)
    {
        var service = app.Start(settings);
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, HttpMethod method, string path, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await http.SendAsync(request);
    }

    private static IEnumerable<string> Lines(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers)
            .Where(x => !Passing.Contains(x.Key))
            .Select(x => $"{x.Key}: {string.Join(", ", x.Value)}");
}
