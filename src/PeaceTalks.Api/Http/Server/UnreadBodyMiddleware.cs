using Microsoft.AspNetCore.Http.Features;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Answers that are given without reading the body, such as a 401 or a 429, say that the connection closes if a large body is still to
/// come.
/// </summary>
/// <remarks>
/// After the answer, the server reads and discards what is left of the body, for at most five seconds. So a client that sends its whole
/// body first gets the answer, and not a reset. The server would not discard more than the maximum size of a body, so that limit is
/// lifted once nobody reads the body any more. HTTP/2 ends a request without ending the connection.
/// </remarks>
internal sealed class UnreadBodyMiddleware(RequestDelegate next)
{
    /// <summary>A smaller body is discarded before it could matter, and the connection stays open.</summary>
    private const int SmallBytes = 64 * 1024;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && !HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            http.Response.OnStarting(() => CloseIfUnread(http));
        }

        return next(http);
    }

    private static Task CloseIfUnread(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } unread)
        {
            unread.MaxRequestBodySize = null;
            // Without a length it may be large. A client that waits to be asked for its body may send it or not.
            if (http.Request.ContentLength is not <= SmallBytes || http.Request.Headers.Expect.Count > 0)
            {
                http.Response.Headers.Connection = "close";
            }
        }

        return Task.CompletedTask;
    }
}
