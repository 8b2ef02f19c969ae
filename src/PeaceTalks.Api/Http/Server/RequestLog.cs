using Microsoft.AspNetCore.Diagnostics;
using PeaceTalks.Api.Http.ErrorHandling;
using Serilog;
using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Logs one line for each request: which route, how it ended and how long it took. It never logs bodies, query values, headers or keys.
/// </summary>
internal static class RequestLog
{
    public static void UseRequestLog(this WebApplication app) =>
        app.UseSerilogRequestLogging(options =>
        {
            // The logger of this service: one process may run several, as tests do.
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{Method} {Route} {Status} in {Elapsed:0.0} ms, trace {TraceId}";
            options.GetMessageTemplateProperties = Properties;
            options.GetLevel = Level;
        });

    /// <remarks>All that the line has: Serilog's own properties would hold the path as it was asked.</remarks>
    private static IEnumerable<LogEventProperty> Properties(HttpContext http, string path, double elapsed, int status) =>
        [
            new("Method", new ScalarValue(http.Request.Method)),
            new("Route", new ScalarValue(http.Route())),
            // As it was sent: Serilog says 500 of an answer that broke off after it had begun.
            new("Status", new ScalarValue(http.Response.StatusCode)),
            new("Elapsed", new ScalarValue(elapsed)),
            new("TraceId", new ScalarValue(http.TraceId())),
        ];

    private static LogEventLevel Level(HttpContext http, double elapsed, Exception? failure) =>
        failure is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Warning : LogEventLevel.Information;
}

internal static class Routes
{
    /// <summary>The endpoint that was asked for. The exception handler removes it but remembers it.</summary>
    public static Endpoint? AskedEndpoint(this HttpContext context) =>
        context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    /// <summary>The template of the route, not the path, which contains what was asked for.</summary>
    public static string Route(this HttpContext context) =>
        context.AskedEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? template : "(no route)";
}
