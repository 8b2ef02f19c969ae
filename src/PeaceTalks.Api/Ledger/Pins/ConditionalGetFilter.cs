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
        if (tag.Length == 0 || !HttpMethods.IsGet(context.HttpContext.Request.Method))
        {
            return;
        }

        var tags = IfNoneMatch(context.HttpContext.Request);
        if (tags.Contains(EntityTagHeaderValue.Any) || Match(tags, tag) is not null)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status304NotModified);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    private static IList<EntityTagHeaderValue> IfNoneMatch(HttpRequest request) => new RequestHeaders(request.Headers).IfNoneMatch;

    /// <summary>Compares weakly, because a proxy that compresses may have turned our tag into a weak one.</summary>
    /// <returns>The first of the tags that is the ETag of the read, with the version of an item if it has one. Null if none is.</returns>
    public static string? Match(IList<EntityTagHeaderValue> tags, string tag) =>
        tags.Select(x => x.Tag.ToString()).FirstOrDefault(x => VersionETag.IsOfRead(x, tag));
}
