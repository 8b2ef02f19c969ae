using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;

namespace PeaceTalks.Api.Http;

/// <summary>What an answer was read at and how it may be cached (docs/adr/0011).</summary>
public static class ReadHeaders
{
    public const string Revision = "Ledger-Revision";

    private const string ForThirtyDays = "max-age=2592000, immutable";

    // Another build may write other bytes.
    private static readonly string Release = typeof(ReadHeaders).Module.ModuleVersionId.ToString();

    /// <summary>Names the revision that the answer keeps to, and tags the answer with all that its bytes depend on.</summary>
    /// <param name="asOf">Counts where the question takes a day.</param>
    public static void TellRead(this HttpContext http, Guid epoch, long revision, DateOnly asOf)
    {
        http.TellRevision(revision);
        http.Response.Headers.ETag = http.TagOf(epoch, revision, asOf);
    }

    /// <summary>Names the revision that the answer keeps to; and of a read, how long it holds.</summary>
    public static void TellRevision(this HttpContext http, long revision)
    {
        var headers = http.Response.Headers;
        headers[Revision] = revision.ToString(CultureInfo.InvariantCulture);
        if (!HttpMethods.IsGet(http.Request.Method)) return;
        headers.CacheControl = http.IsPinned() ? ForThirtyDays : "no-cache";
        headers.Vary = "Accept, Authorization";
    }

    /// <summary>The tag of the answer that the request gets at this pin: it can be told before anything is read.</summary>
    /// <remarks>Strong: what is read at a pin gives the same bytes within one release.</remarks>
    public static string TagOf(this HttpContext http, Guid epoch, long revision, DateOnly asOf)
    {
        var (request, action) = (http.Request, http.Action());
        var day = http.Takes("asOf") || http.Takes("to") ? asOf : (DateOnly?)null;
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object?[])
        [
            $"{request.PathBase}{request.Path}{request.QueryString}", day, revision, epoch, action is null ? null : request.Prefers(MediaTypeChoice.Offered(action)), Release,
            http.RequestServices.GetRequiredService<IConfiguration>()["PublicBaseUrl"],
        ]));
        return $"\"{Base64Url.EncodeToString(hash.AsSpan(0, 18))}\"";
    }

    /// <summary>Whether the action has a query parameter of this name.</summary>
    internal static bool Takes(this HttpContext http, string parameter) =>
        http.Action() is { } action && http.RequestServices.GetRequiredService<KnownParameters>().Of(action).Any(x => x.Name == parameter);

    /// <summary>The day that a parameter gives; null where it gives none.</summary>
    internal static DateOnly? Day(this HttpRequest request, string parameter) =>
        request.Query.TryGetValue(parameter, out var given) && DayText.TryRead(given.ToString(), out var day) ? day : null;

    /// <summary>The revision that <c>knownAt</c> gives by its number.</summary>
    internal static long? KnownAt(this HttpRequest request) =>
        long.TryParse(request.Query["knownAt"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether the address alone says what is read: the revision, and the days where the question takes some.</summary>
    private static bool IsPinned(this HttpContext http)
    {
        var request = http.Request;
        var isDated = http.Takes("asOf") || http.Takes("to");
        return request.KnownAt() is not null
            && (!isDated || request.Day("asOf") is not null || request.Day("from") is not null && request.Day("to") is not null);
    }

    private static ActionDescriptor? Action(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>();
}
