using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.RateLimiting;

namespace PeaceTalks.Api.Http.Tables;

/// <summary>
/// Answers in the format of a table (docs/adr/0039). A list without <c>limit</c> and <c>cursor</c> comes whole. Its first page is read
/// before anything is sent, so whatever is wrong with the question is a problem as everywhere.
/// </summary>
internal sealed class TableFilter(CostlyReadLimiter limiter, IOptions<LimitSettings> limits, ILogger<TableResult> logger)
    : IAsyncActionFilter,
        IAsyncResultFilter
{
    public Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) =>
        context.HttpContext.Features.Get<IOutputFormat>() is ITableFormat && WholeTable.IsAskedFor(context)
            ? ReadFirstAsync(context, next)
            : next();

    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (
            context.HttpContext.Features.Get<IOutputFormat>() is ITableFormat format
            && context.Result is ObjectResult { Value: { } answer }
            && format.Suits(answer.GetType())
        )
        {
            context.Result = new TableResult(format, new TablePages(answer, context.HttpContext.Features.Get<WholeTable>()), logger);
        }

        return next();
    }

    /// <remarks>An action that is costly waits for its turn itself.</remarks>
    private async Task ReadFirstAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var (http, action) = (context.HttpContext, (ControllerActionDescriptor)context.ActionDescriptor);
        var isCostly = action.EndpointMetadata.OfType<CostlyAttribute>().Any();
        http.Features.Set(new WholeTable(http, context.Controller, action, context.ActionArguments, limiter, limits.Value.ReadSeconds));
        using var place = isCostly ? null : await limiter.EnterAsync(http);
        await next();
    }
}
