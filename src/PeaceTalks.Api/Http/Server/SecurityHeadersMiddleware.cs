using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Pages;

namespace PeaceTalks.Api.Http.Server;

/// <summary>Tells browsers to take an answer for the type that it declares, run nothing in it, and show it in no other page.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next, IOptions<PagePolicies> pages)
{
    private const string OfData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string ForAYear = "max-age=31536000";

    public Task InvokeAsync(HttpContext http)
    {
        // Set at the last moment: the exception handler removes headers that were set earlier, and the scheme may come from a proxy.
        http.Response.OnStarting(() => SetHeaders(http));
        return next(http);
    }

    private Task SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = pages.Value.Find(http) ?? OfData;
        // Everything else that is tried out on this machine shares the name localhost.
        if (http.Request.IsHttps && http.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            headers.StrictTransportSecurity = ForAYear;
        }

        return Task.CompletedTask;
    }
}

/// <summary>
/// The content security policies of the pages for people. A page that needs another one than <see cref="HtmlPage.Policy"/> adds its own.
/// </summary>
internal sealed class PagePolicies
{
    private readonly Dictionary<string, string> byPath = [];

    /// <param name="path">The path of the page. The policy applies to everything below it too.</param>
    /// <param name="policy">The text of the header.</param>
    public void Add(string path, string policy) => byPath.Add(path, policy);

    /// <summary>Null if the answer is not a page.</summary>
    public string? Find(HttpContext http) =>
        byPath.Where(page => http.Request.Path.StartsWithSegments(page.Key)).Select(page => page.Value).FirstOrDefault()
        ?? (http.Response.ContentType?.StartsWith(HtmlPage.MediaType, StringComparison.Ordinal) == true ? HtmlPage.Policy : null);
}
