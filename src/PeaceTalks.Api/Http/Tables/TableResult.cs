using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http.Tables;

/// <summary>Sends a table page by page. If it breaks off, so does the connection: no client takes a part for the whole.</summary>
internal sealed partial class TableResult(ITableFormat format, TablePages pages, ILogger<TableResult> logger) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (http, headers) = (context.HttpContext, context.HttpContext.Response.Headers);
        headers.ContentType = format.IsText ? $"{format.MediaType}; charset=utf-8" : format.MediaType;
        headers.ContentDisposition = $"attachment; filename=\"{TableFileName.For(http, pages.First, pages.AreAll)}.{format.Extension}\"";
        if (!pages.AreAll)
        {
            http.SetNextPageLink(pages.First);
        }

        if (http.IsHead())
        {
            return;
        }

        // From here on, each page has a time of its own, and the server ends a client that does not read.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var body = new TableBody(http.Response.Body);
        try
        {
            await format.WriteAsync(pages, body, http);
            await body.SendAsync(http.RequestAborted);
        }
        catch (Exception broken) when (http.Response.HasStarted)
        {
            if (!http.RequestAborted.IsCancellationRequested)
            {
                LogBroken(logger, broken, http.Route(), http.TraceId());
            }

            http.Abort();
        }
    }

    [LoggerMessage(LogLevel.Warning, "A table broke off: {Route:l}, trace {TraceId:l}")]
    private static partial void LogBroken(ILogger logger, Exception broken, string route, string traceId);
}
