using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeaceTalks.ApiTests.Http.RateLimiting;

/// <summary>Asks a service as if from an address, or with a key that was found to be right.</summary>
public sealed record Visitor(WebApplicationFactory<Program> Service, string? Address = null, string? Key = null)
{
    /// <summary>The request as it was at the end, and its answer.</summary>
    public async Task<HttpContext> VisitAsync(string path, string method = "GET", params (string Name, string Value)[] headers) =>
        await Service.Server.SendAsync(http =>
        {
            var (address, query) = path.Split('?') is [var first, var second] ? (first, $"?{second}") : (path, "");
            (http.Request.Method, http.Request.Path, http.Request.QueryString) = (method, address, new QueryString(query));
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path;
            http.Connection.RemoteIpAddress = Address is null ? null : IPAddress.Parse(Address);
            if (Key is not null)
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Key)], "test"));
            }

            foreach (var (name, value) in headers)
            {
                http.Request.Headers[name] = value;
            }
        });

    public async Task<int> StatusAsync(string path, params (string Name, string Value)[] headers) =>
        (await VisitAsync(path, "GET", headers)).Response.StatusCode;

    /// <summary>How many of so many requests, one after the other, are let in.</summary>
    public async Task<int> LetInAsync(int requests, string path)
    {
        var refused = 0;
        for (var i = 0; i < requests; i++)
        {
            refused += await StatusAsync(path) == 429 ? 1 : 0;
        }

        return requests - refused;
    }

    /// <summary>
    /// Asks until it is refused: how often it was let in, and the refusal. As time passes, a little more often than its budget at first.
    /// </summary>
    public async Task<(int LetIn, HttpContext Refusal)> UntilRefusedAsync(string path)
    {
        for (var letIn = 0; letIn < 100; letIn++)
        {
            var answer = await VisitAsync(path);
            if (answer.Response.StatusCode == 429)
            {
                return (letIn, answer);
            }
        }

        throw new InvalidOperationException("It is never refused.");
    }

    public static async Task<JsonElement> ProblemAsync(HttpContext answer)
    {
        answer.Response.ContentType.ShouldBe("application/problem+json");
        return (await JsonDocument.ParseAsync(answer.Response.Body)).RootElement;
    }
}
