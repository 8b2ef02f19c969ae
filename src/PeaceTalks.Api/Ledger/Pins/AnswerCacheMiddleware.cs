using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Answers a read before MVC if that is possible: with 304 if the client's copy is still current, or with the answer that was kept
/// (docs/adr/0024). It needs no query, because the address or the head in memory tells the revision. Anything that is not a plain read goes
/// on to MVC, and so does every request that would be refused.
/// </summary>
/// <remarks>
/// A tag that is computed in advance matches only if this release has given that answer before, and only an answer that was given is kept.
/// So no request slips through that would have been refused. It comes after authorization and the limits.
/// </remarks>
internal sealed class AnswerCacheMiddleware(
    RequestDelegate next,
    AnswerCache cache,
    HeadListener watch,
    LedgerMetrics metrics,
    OutputFormats formats,
    IResponseCompressionProvider compression,
    TimeProvider clock,
    IOptions<ReadSettings> reads,
    IOptions<PublicAddressSettings> publicAddress
)
{
    private static readonly string[] KeptHeaders =
    [
        HeaderNames.ContentType,
        HeaderNames.ContentEncoding,
        HeaderNames.ContentDisposition,
        HeaderNames.ETag,
        HeaderNames.CacheControl,
        HeaderNames.Vary,
        HeaderNames.Link,
        ApiHeaders.Revision,
    ];

    public async Task InvokeAsync(HttpContext http)
    {
        if (KeyOf(http, out var asked) is not { } key)
        {
            await next(http);
            return;
        }

        var tags = http.Request.Headers.IfNoneMatch.Count == 0 ? [] : new RequestHeaders(http.Request.Headers).IfNoneMatch;
        if (tags.Count > 0 && ConditionalGetFilter.Match(tags, key.ToETag(publicAddress.Value.Base)) is { } tag)
        {
            http.SetReadHeaders(key, tag);
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            metrics.AnsweredNotModified();
            return;
        }

        // A star asks whether there is an answer at all, which only the read can tell.
        if (!cache.IsOn || !asked.IsPinned || tags.Contains(EntityTagHeaderValue.Any))
        {
            metrics.AnsweredAnew();
            await next(http);
            return;
        }

        var isMade = false;
        var kept = await cache.GetOrMakeAsync(
            key with
            {
                Encoding = Encoding(http),
                Reader = reads.Value.Open ? null : http.User.KeyId(),
            },
            tooLarge =>
            {
                isMade = true;
                metrics.AnsweredAnew();
                return MakeAsync(http, key, tooLarge);
            },
            http.RequestAborted
        );
        if (!isMade)
        {
            metrics.AnsweredFromMemory();
        }

        if (kept is not null)
        {
            await kept.WriteAsync(http.Response, http.RequestAborted);
        }
    }

    /// <summary>Null if the answer cannot be told before it is made.</summary>
    private AnswerKey? KeyOf(HttpContext http, out RequestedPin asked)
    {
        asked = RequestedPin.None;
        var request = http.Request;
        if (
            !HttpMethods.IsGet(request.Method)
            || http.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is not { } action
            || watch.Current is not { } head
            || !HasSeen(request.Headers, head.Revision)
            || !formats.TryChoose(request, action, out var format)
        )
        {
            return null;
        }

        asked = RequestedPin.FromRequest(http);
        if (asked.HasInstant)
        {
            return null;
        }

        http.Features.Set(format);
        var (day, number) = request.CursorPin() ?? (null, null);
        var asOf = asked.AsOf ?? day ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return AnswerKey.FromRequest(http, asked.IsDated, head.Epoch, asked.Revision ?? number ?? head.Revision, asOf);
    }

    /// <summary>Whether this instance has seen the revision that the client names, if it names one.</summary>
    private static bool HasSeen(IHeaderDictionary headers, long head) =>
        !headers.TryGetValue(ApiHeaders.RevisionAtLeast, out var atLeast)
        || long.TryParse(atLeast, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision <= head;

    private string? Encoding(HttpContext http) =>
        http.Request.Headers.AcceptEncoding.Count == 0 ? null : compression.GetCompressionProvider(http)?.EncodingName;

    /// <summary>Has MVC make the answer, and keeps its bytes if it is the one that belongs to the key.</summary>
    private async Task<KeptAnswer?> MakeAsync(HttpContext http, AnswerKey key, Action tooLarge)
    {
        var (response, client) = (http.Response, http.Response.Body);
        await using var body = new BoundedBuffer(client, cache.LargestBody, tooLarge);
        response.Body = body;
        try
        {
            await next(http);
        }
        finally
        {
            response.Body = client;
        }

        var isKept =
            !body.IsPassedOn
            && !body.IsEmpty
            && response.StatusCode == StatusCodes.Status200OK
            && VersionETag.IsOfRead(response.Headers.ETag.ToString(), key.ToETag(publicAddress.Value.Base));
        if (isKept)
        {
            return new KeptAnswer(
                [.. KeptHeaders.Where(response.Headers.ContainsKey).Select(x => (x, response.Headers[x]))],
                body.ToArray()
            );
        }

        await body.PassOnAsync(http.RequestAborted);
        return null;
    }
}
