using System.Text.Json;
using System.Xml.Linq;

namespace PeaceTalks.ApiTests.Http;

/// <summary>What a browser gets that opens an address at which something is wrong.</summary>
public sealed class ProblemPageTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("held-positions?asOf=%3Cscript%3E", 400, "asOf", "&lt;script&gt;")]
    [InlineData("held-positions?party=%3Cscript%3E", 422, "party", "&lt;script&gt;")]
    [InlineData("positions/019b0000-0000-7000-8000-000000000000", 404, null, "019b0000")]
    [InlineData("%3Cscript%3E", 404, null, "lists what there is")]
    [InlineData("keys", 401, null, "Authorization")]
    public async Task What_is_wrong_is_a_page_too(string path, int status, string? place, string said)
    {
        using var anonymous = app.Factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        using var response = await anonymous.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; style-src 'sha256-");
        response.Headers.Vary.ShouldContain("Accept");
        text.ShouldContain(said, Case.Sensitive);
        text.ShouldNotContain("<script");
        var page = XElement.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        page.Descendants("code").FirstOrDefault()?.Value.ShouldBe(place);
        page.Attribute("lang")!.Value.ShouldBe("en");
    }

    [Theory]
    [InlineData("*/*", "document")]
    [InlineData("application/json, text/html;q=0.9", "document")]
    [InlineData("application/json, text/html", "document")]
    [InlineData("application/problem+json, text/html", "document")]
    [InlineData("text/csv", "document")]
    [InlineData("text/html", "empty")]
    [InlineData("text/html", null)]
    public async Task What_is_wrong_is_JSON_for_whoever_does_not_prefer_a_page(string accept, string? destination)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/held-positions?party=nobody");
        request.Headers.Add("Accept", accept);
        if (destination is not null)
        {
            request.Headers.Add("Sec-Fetch-Dest", destination);
        }

        using var response = await app.Client.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(422);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonElement
            .Parse(await response.Content.ReadAsStringAsync())
            .GetProperty("errors")
            .GetProperty("party")
            .GetArrayLength()
            .ShouldBe(1);
    }
}
