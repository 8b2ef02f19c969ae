using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The headers that say what an answer was read at and how it may be cached (docs/adr/0011).</summary>
public static class CacheHeaders
{
    private const string ForThirtyDays = "max-age=2592000, immutable";

    // Another build may write other bytes.
    private static readonly string Release = typeof(CacheHeaders).Module.ModuleVersionId.ToString();

    /// <summary>Sets the header for the revision, and an ETag that covers everything on which the bytes of the answer depend.</summary>
    /// <param name="asOf">Only counts if the question takes a day.</param>
    public static void SetReadHeaders(this HttpContext http, Guid epoch, long revision, DateOnly asOf)
    {
        http.SetRevisionHeaders(revision);
        http.Response.Headers.ETag = http.ETagFor(epoch, revision, asOf);
    }

    /// <summary>Sets the header for the revision. For a read, it also sets how long the answer may be cached.</summary>
    public static void SetRevisionHeaders(this HttpContext http, long revision)
    {
        var headers = http.Response.Headers;
        headers[ApiHeaders.Revision] = revision.ToString(CultureInfo.InvariantCulture);
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            return;
        }

        var isOpen = http.RequestServices.GetRequiredService<IOptions<ReadSettings>>().Value.Open;
        headers.CacheControl = (isOpen ? "" : "private, ") + (RequestedPin.FromRequest(http).IsWhole ? ForThirtyDays : "no-cache");
        headers.Vary = "Accept, Authorization";
    }

    /// <summary>The ETag of the answer to this request at this pin. It is known before anything is read.</summary>
    /// <remarks>It is a strong tag: within one release, a pinned read gives the same bytes.</remarks>
    public static string ETagFor(this HttpContext http, Guid epoch, long revision, DateOnly asOf)
    {
        var request = http.Request;
        var hash = SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(
                (object?[])
                    [
                        $"{request.PathBase}{request.Path}{request.QueryString}",
                        RequestedPin.FromRequest(http).IsDated ? asOf : null,
                        revision,
                        epoch,
                        http.Features.Get<IOutputFormat>()?.Name,
                        Release,
                        http.RequestServices.GetRequiredService<IOptions<PublicAddressSettings>>().Value.Base,
                    ]
            )
        );
        return $"\"{Base64Url.EncodeToString(hash.AsSpan(0, 18))}\"";
    }
}
