using System.Globalization;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The headers that say what an answer was read at and how it may be cached (docs/adr/0011).</summary>
public static class CacheHeaders
{
    private const string ForThirtyDays = "max-age=2592000, immutable";

    /// <summary>Sets the header for the revision, and an ETag that covers everything on which the bytes of the answer depend.</summary>
    /// <param name="asOf">Only counts if the question takes a day.</param>
    /// <exception cref="Errors.ProblemException">410: the address names an epoch that has ended before the revision.</exception>
    public static void SetReadHeaders(this HttpContext http, Guid epoch, long revision, DateOnly asOf)
    {
        var key = AnswerKey.FromRequest(http, RequestedPin.FromRequest(http).IsDated, epoch, revision, asOf);
        http.SetReadHeaders(key, key.ToETag(http.RequestServices.GetRequiredService<IOptions<PublicAddressSettings>>().Value.Base));
    }

    /// <inheritdoc cref="SetReadHeaders(HttpContext, Guid, long, DateOnly)"/>
    /// <param name="tag">The ETag of the key.</param>
    public static void SetReadHeaders(this HttpContext http, AnswerKey key, string tag)
    {
        http.RequireEpoch(key.Epoch, key.Revision);
        http.SetRevisionHeaders(key.Revision);
        http.Response.Headers.ETag = tag;
    }

    /// <exception cref="Errors.ProblemException">410: the address names an epoch that has ended before the revision.</exception>
    public static void RequireEpoch(this HttpContext http, Guid epoch, long revision)
    {
        if (http.Features.Get<AddressedEpoch>() is { } addressed && !addressed.Has(epoch, revision))
        {
            throw EpochFilter.Ended(addressed.LastRevision);
        }
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
        headers.CacheControl =
            $"{(isOpen ? "public" : "private")}, {(IsForEver(RequestedPin.FromRequest(http)) ? ForThirtyDays : "no-cache")}";
        headers.Vary = "Accept, Accept-Encoding, Authorization";
    }

    /// <summary>
    /// Whether no later answer at this address can differ. Without the epoch, a restored ledger may give another one under the same
    /// numbers.
    /// </summary>
    private static bool IsForEver(RequestedPin asked) => asked.IsFilledIn && asked.HasEpoch;
}
