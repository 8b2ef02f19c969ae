using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using PeaceTalks.Api.Http.ErrorHandling;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Logs one line for each request: which route, how it ended and how long it took. It never logs bodies, query values, headers or keys.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var level = context.Response.StatusCode >= 500 ? LogLevel.Warning : LogLevel.Information;
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            LogAnswered(logger, level, context.Request.Method, context.Route(), context.Response.StatusCode, elapsed, context.TraceId());
        }
    }

    [LoggerMessage("{Method} {Route} {Status} in {Elapsed:0.0} ms, trace {TraceId}")]
    private static partial void LogAnswered(
        ILogger logger,
        LogLevel level,
        string method,
        string route,
        int status,
        double elapsed,
        string traceId
    );
}

internal static class Routes
{
    /// <summary>
    /// The template of the route, not the path, which contains what was asked for. The exception handler removes the endpoint but remembers
    /// it.
    /// </summary>
    public static string Route(this HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint)
            is RouteEndpoint { RoutePattern.RawText: { } template }
            ? template
            : "(no route)";
}
