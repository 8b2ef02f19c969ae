using Microsoft.Extensions.Primitives;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Keeps apart the ETags of an answer as it is and compressed, which are different bytes: <c>"x"</c> is <c>"x-br"</c> with Brotli. The rest
/// of the service only knows <c>"x"</c>.
/// </summary>
internal sealed class EncodedTagMiddleware(RequestDelegate next)
{
    private static readonly string[] Suffixes = ["-br\"", "-gzip\""];

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        var sent = WithoutSuffix(headers.IfNoneMatch, out var plain);
        if (sent is not null)
        {
            headers.IfNoneMatch = plain;
        }

        if (WithoutSuffix(headers.IfMatch, out plain) is not null)
        {
            headers.IfMatch = plain;
        }

        if (sent is not null || headers.AcceptEncoding.Count > 0)
        {
            http.Response.OnStarting(() =>
            {
                AddSuffix(http.Response, sent);
                return Task.CompletedTask;
            });
        }

        return next(http);
    }

    /// <param name="sent">The suffix in the client's tag, which a 304 repeats.</param>
    private static void AddSuffix(HttpResponse response, string? sent)
    {
        var suffix = response.StatusCode == StatusCodes.Status304NotModified ? sent : Suffix(response.Headers.ContentEncoding);
        if (suffix is not null && response.Headers.ETag.ToString() is [.. var tag, '"'])
        {
            response.Headers.ETag = tag + suffix;
        }
    }

    private static string? Suffix(StringValues encoding) => encoding.Count == 0 ? null : $"-{encoding}\"";

    private static string? WithoutSuffix(StringValues tags, out string plain)
    {
        plain = tags.ToString();
        var found = default(string);
        foreach (var suffix in Suffixes)
        {
            if (plain.Contains(suffix, StringComparison.Ordinal))
            {
                (plain, found) = (plain.Replace(suffix, "\"", StringComparison.Ordinal), suffix);
            }
        }

        return found;
    }
}
