using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Answers a conditional GET with 304 if the client's copy is still current, where only the read could tell the revision. Otherwise <see
/// cref="AnswerCacheMiddleware"/> has done so before.
/// </summary>
internal sealed class ConditionalGetFilter : IResultFilter
{
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

    private static IList<EntityTagHeaderValue> IfNoneMatch(HttpRequest request) => new RequestHeaders(request.Headers).IfNoneMatch;

    /// <summary>Compares weakly, because a proxy that compresses may have turned our tag into a weak one.</summary>
    public static bool Matches(IList<EntityTagHeaderValue> tags, string tag) => tags.Any(x => x.Tag == tag);
}
