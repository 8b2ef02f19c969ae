using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Http.Server;

/// <summary>What browsers are to do with an answer: take it for what it says it is, run nothing of it, show it in no other page.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next, IOptions<PagePolicies> pages)
{
    private const string OfData = "default-src 'none'; frame-ancestors 'none'";
    private const string ForAYear = "max-age=31536000";

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment: the exception handler takes headers away that were set before, and the scheme may be a proxy's word.
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
        headers.ContentSecurityPolicy = pages.Value.Find(http.Request.Path) ?? OfData;
        // The name of this machine is shared by whatever else is tried out on it.
        if (http.Request.IsHttps && http.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            headers.StrictTransportSecurity = ForAYear;
        }

        return Task.CompletedTask;
    }
}

/// <summary>The content security policies of the pages that are for people. Each page adds its own.</summary>
internal sealed class PagePolicies
{
    private readonly Dictionary<string, string> byPath = [];

    /// <param name="path">Of the page and of all below it.</param>
    public void Add(string path, string policy) => byPath.Add(path, policy);

    /// <summary>Null for an address that is no page.</summary>
    public string? Find(PathString path) =>
        byPath.Where(page => path.StartsWithSegments(page.Key)).Select(page => page.Value).FirstOrDefault();
}
