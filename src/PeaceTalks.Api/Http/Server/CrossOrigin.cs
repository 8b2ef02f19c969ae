using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PeaceTalks.Api.Http.Server;

/// <summary>CORS: which web pages of other origins may ask from a browser. Setting <c>Cors:Origins</c>; none by default.</summary>
internal static class CrossOrigin
{
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

    /// <summary>Without credentials: a key is sent by the page itself, and no cookie says who asks.</summary>
    public static void Allow(CorsOptions options, IOptions<CrossOriginSettings> settings)
    {
        options.AddDefaultPolicy(policy =>
            (settings.Value.IsForEveryone ? policy.AllowAnyOrigin() : policy.WithOrigins([.. settings.Value.Origins]))
                .WithMethods("GET", "HEAD", "POST", "PUT")
                .WithHeaders(Sent)
                .WithExposedHeaders(Shown)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))
        );
    }

    /// <summary>Call this early, so that pages can read every problem too.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<CrossOriginSettings>>();
        app.UseWhen(
            // Not read before the service starts: a wrong setting is told then.
            _ => settings.Value.Origins.Count > 0,
            named =>
            {
                named.Use((http, next) => settings.Value.IsForEveryone ? next(http) : VaryByOrigin(http, next));
                named.UseCors();
            }
        );
    }

    /// <summary>Also of an answer to nobody's page, which a cache would else give to one without the headers that it needs.</summary>
    private static Task VaryByOrigin(HttpContext http, RequestDelegate next)
    {
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
}
