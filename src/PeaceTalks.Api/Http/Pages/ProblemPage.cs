using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http.Pages;

/// <summary>
/// A problem as a page, for whoever opens an address in a browser. A browser marks such a request with <see cref="Destination"/>
/// (https://www.w3.org/TR/fetch-metadata/). Programs get what the OpenAPI document says, whatever they accept.
/// </summary>
internal static class ProblemPage
{
    /// <summary>The header in which a browser says what it asks for. The answer depends on it.</summary>
    public const string Destination = "Sec-Fetch-Dest";

    /// <summary>JSON comes first, so that nobody gets a page who did not prefer one.</summary>
    private static readonly string[] Offered = ["application/problem+json", "application/json", HtmlPage.MediaType];

    public static bool IsPreferred(HttpRequest request) =>
        request.Headers[Destination] == "document" && request.Prefers(Offered) == HtmlPage.MediaType;

    public static byte[] Write(ProblemDetails problem)
    {
        var errors = problem.Extensions.TryGetValue("errors", out var found) ? found as IReadOnlyDictionary<string, string[]> : null;
        return HtmlPage.Write(
            problem.Title!,
            // The detail repeats the errors.
            errors is { Count: > 0 }
                ? new XElement("ul", errors.Select(Place))
                : new XElement("p", problem.Detail),
            new XElement("p", $"Status {problem.Status}, trace id {problem.Extensions["traceId"]}"),
            new XElement("p", HtmlPage.WaysOn())
        );
    }

    private static XElement Place(KeyValuePair<string, string[]> error) =>
        new("li", new XElement("code", error.Key), $": {string.Join("; ", error.Value)}");
}
