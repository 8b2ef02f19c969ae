using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.Server;

/// <summary>CORS: which web pages of other origins may ask from a browser. Setting <c>Cors:Origins</c>; none by default.</summary>
internal static class CrossOrigin
{
    public const string Setting = "Cors:Origins";

    private static readonly string[] Sent =
    [
        HeaderNames.Authorization,
        HeaderNames.ContentType,
        HeaderNames.Accept,
        HeaderNames.IfMatch,
        HeaderNames.IfNoneMatch,
        ApiHeaders.IdempotencyKey,
        ApiHeaders.RevisionAtLeast,
        ApiHeaders.LastEventId,
    ];

    private static readonly string[] Shown =
    [
        HeaderNames.ETag,
        HeaderNames.Location,
        HeaderNames.Link,
        ApiHeaders.Revision,
        HeaderNames.RetryAfter,
        ApiHeaders.RateLimit,
        ApiHeaders.RateLimitPolicy,
        ApiHeaders.IdempotencyReplayed,
    ];

    /// <summary>Without credentials: the page itself sends a key, and no cookie identifies the user.</summary>
    public static void Allow(CorsOptions options, IConfiguration configuration)
    {
        string[] origins = [.. configuration.Several(Setting).Select(Checked)];
        options.AddDefaultPolicy(policy =>
            policy
                .WithOrigins(origins)
                .WithMethods("GET", "POST", "PUT")
                .WithHeaders(Sent)
                .WithExposedHeaders(Shown)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))
        );
    }

    /// <summary>Call this early, so that pages can read every problem too.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        if (app.Configuration.Several(Setting).Count == 0)
        {
            return;
        }

        app.Use(
            (http, next) =>
            {
                // Also for requests without an origin. Otherwise a cache could give such an answer to a page, without the headers that the
                // page needs.
                http.Response.OnStarting(() =>
                {
                    var headers = http.Response.Headers;
                    if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Origin))
                    {
                        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
                    }

                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
        app.UseCors();
    }

    private static string Checked(string text)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Length == 0
        )
        {
            throw new CannotStartException(
                $"{Setting}: '{text}' is not an origin; write it like https://app.example.org, and separate several with commas."
            );
        }
        // In the form that browsers send.
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        var origin = $"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}";
        return origin == text
            ? text
            : throw new CannotStartException($"{Setting}: '{text}' is not an origin as browsers write it; write {origin}.");
    }
}
