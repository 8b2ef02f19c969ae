using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// 304 for who has the answer already: before anything is read, where the revision can be told from the address or from the head in
/// memory; else when it is known what the answer was read at.
/// </summary>
/// <remarks>
/// A tag that is told beforehand matches only where an answer of this release had it, so what would have been refused is not passed over.
/// </remarks>
internal sealed class ConditionalGetFilter(HeadListener watch, TimeProvider clock) : IResourceFilter, IResultFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var http = context.HttpContext;
        if (IfNoneMatch(http.Request) is not { Count: > 0 } tags || watch.Current is not { } head)
        {
            return;
        }

        var asked = RequestedPin.FromRequest(http);
        if (asked.HasInstant)
        {
            return;
        }

        var (day, number) = http.Request.CursorPin() ?? (null, null);
        var asOf = asked.AsOf ?? day ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var revision = asked.Revision ?? number ?? head.Revision;
        if (!Matches(tags, http.ETagFor(head.Epoch, revision, asOf)))
        {
            return;
        }

        http.SetReadHeaders(head.Epoch, revision, asOf);
        context.Result = new StatusCodeResult(StatusCodes.Status304NotModified);
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is ProblemResult or IStatusCodeActionResult { StatusCode: not (null or StatusCodes.Status200OK) })
        {
            return;
        }

        var tag = context.HttpContext.Response.Headers.ETag.ToString();
        // A version says nothing of the names and records that stand in the item's answer.
        if (tag.Length == 0 || VersionETag.TryParse(tag, out _))
        {
            return;
        }

        var tags = IfNoneMatch(context.HttpContext.Request);
        if (tags.Contains(EntityTagHeaderValue.Any) || Matches(tags, tag))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status304NotModified);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    private static IList<EntityTagHeaderValue> IfNoneMatch(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? new RequestHeaders(request.Headers).IfNoneMatch : [];

    /// <summary>Weakly: a proxy that compresses may have made our tag a weak one.</summary>
    private static bool Matches(IList<EntityTagHeaderValue> tags, string tag) => tags.Any(x => x.Tag == tag);
}
