using System.Collections.Frozen;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.ErrorHandling;
using Serilog;
using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Logs one line for each request: which route, how it ended and how long it took. It never logs bodies, query values, headers or the
/// secrets of keys.
/// </summary>
internal static class RequestLog
{
    public static void UseRequestLog(this WebApplication app)
    {
        var withClient = app.Services.GetRequiredService<IOptions<LogSettings>>().Value.Format == LogFormat.Json;
        app.UseSerilogRequestLogging(options =>
        {
            // The logger of this service: one process may run several, as tests do.
            options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
            options.MessageTemplate = "{Method:l} {Route:l} {Status} in {Elapsed:0.0} ms, trace {TraceId:l}";
            options.GetMessageTemplateProperties = (http, _, elapsed, _) =>
                withClient ? [.. Properties(http, elapsed), .. Client(http)] : Properties(http, elapsed);
            options.GetLevel = Level;
        });
    }

    /// <remarks>All that the line has: Serilog's own properties would hold the path as it was asked.</remarks>
    private static LogEventProperty[] Properties(HttpContext http, double elapsed) =>
        [
            new("Method", new ScalarValue(http.KnownMethod())),
            new("Route", new ScalarValue(http.Route())),
            // As it was sent: Serilog says 500 of an answer that broke off after it had begun.
            new("Status", new ScalarValue(http.Response.StatusCode)),
            new("Elapsed", new ScalarValue(elapsed)),
            new("TraceId", new ScalarValue(http.TraceId())),
        ];

    /// <summary>Who asked. Only programs read this, because it makes a line long.</summary>
    private static IEnumerable<LogEventProperty> Client(HttpContext http) =>
        [
            new("Client", new ScalarValue(http.ClientAddress()?.ToString())),
            new("Key", new ScalarValue(http.User.Identity is { IsAuthenticated: true, Name: var name } ? name : null)),
        ];

    private static LogEventLevel Level(HttpContext http, double elapsed, Exception? failure) =>
        failure is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Warning : LogEventLevel.Information;
}

internal static class Routes
{
    private static readonly FrozenSet<string> Methods = new[]
    {
        HttpMethods.Get,
        HttpMethods.Head,
        HttpMethods.Post,
        HttpMethods.Put,
        HttpMethods.Patch,
        HttpMethods.Delete,
        HttpMethods.Options,
        HttpMethods.Trace,
        HttpMethods.Connect,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The method, if it is one of HTTP. A client may send any word as a method, however long; that is <c>OTHER</c>.</summary>
    public static string KnownMethod(this HttpContext http) => Methods.Contains(http.Request.Method) ? http.Request.Method : "OTHER";

    /// <summary>The endpoint that was asked for. The exception handler removes it but remembers it.</summary>
    public static Endpoint? AskedEndpoint(this HttpContext context) =>
        context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    /// <summary>The template of the route, not the path, which contains what was asked for.</summary>
    public static string Route(this HttpContext context) =>
        context.AskedEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? template : "(no route)";
}
