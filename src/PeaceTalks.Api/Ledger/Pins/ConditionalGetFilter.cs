using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Answers a conditional GET with 304 if the client's copy is still current. If the address or the head in memory tells the revision, an
/// unchanged answer comes back as 304 without touching the database. Otherwise the check follows the read, when the revision is known.
/// </summary>
/// <remarks>
/// A tag that is computed in advance matches only if this release has given that answer before, so no request slips through that would have
/// been refused.
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
        // The version does not cover the names and records in the item's answer.
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

    /// <summary>Compares weakly, because a proxy that compresses may have turned our tag into a weak one.</summary>
    private static bool Matches(IList<EntityTagHeaderValue> tags, string tag) => tags.Any(x => x.Tag == tag);
}
