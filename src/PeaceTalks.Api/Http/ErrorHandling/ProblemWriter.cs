using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Pages;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.ErrorHandling;

/// <summary>
/// Writes every problem, whoever found it, as <c>application/problem+json</c> (RFC 9457) whatever Accept says, unless it prefers a page.
/// </summary>
/// <remarks>Registered before MVC's own writer, which answers <c>Accept: text/csv</c> with an empty 406.</remarks>
internal sealed class ProblemWriter(IOptions<JsonOptions> json, IOptions<SwaggerUiSettings> swaggerUi) : IProblemDetailsWriter
{
    /// <summary>
    /// Seconds by status, for responses without a Retry-After. A token bucket has a token again after one second at the latest.
    /// </summary>
    private static readonly Dictionary<int, string> RetryAfter = new() { [429] = "1", [503] = "5" };

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var kind = ProblemKind.FromStatus(problem.Status ?? http.Response.StatusCode);
        // The framework's own problems point to sections of RFCs. Ours have a type already.
        if (problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) != true)
        {
            (problem.Type, problem.Title) = (kind.Type, kind.Title);
        }

        problem.Status = http.Response.StatusCode = kind.Status;
        if (kind.Status == StatusCodes.Status405MethodNotAllowed)
        {
            http.Response.Headers.Allow = HeadRequests.WithHead(http.Response.Headers.Allow.ToString());
        }

        problem.Detail ??= Detail(http, kind);
        problem.Instance = http.Request.PathBase + http.Request.Path;
        problem.Extensions["traceId"] = http.TraceId();

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ETag = default;
        if (kind.Status == StatusCodes.Status401Unauthorized && http.Response.Headers.WWWAuthenticate.Count == 0)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        if (http.Response.Headers.RetryAfter.Count == 0 && RetryAfter.TryGetValue(kind.Status, out var seconds))
        {
            http.Response.Headers.RetryAfter = seconds;
        }

        http.Response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.Accept, ProblemPage.Destination);
        if (ProblemPage.IsPreferred(http.Request))
        {
            http.Response.ContentType = HtmlPage.ContentType;
            return new(http.Response.Body.WriteAsync(ProblemPage.Write(problem)).AsTask());
        }

        // Without a cancellation token of ours, it ends quietly when the client has gone.
        return new(
            http.Response.WriteAsJsonAsync(problem, problem.GetType(), json.Value.JsonSerializerOptions, "application/problem+json")
        );
    }

    /// <summary>Messages for statuses that the framework gives without any.</summary>
    private string Detail(HttpContext http, ProblemKind kind) =>
        kind.Status switch
        {
            401 => "Send a key in the Authorization header.",
            403 => "The key does not allow this.",
            404 => $"Nothing is at {http.Request.PathBase + http.Request.Path}; "
                + $"{(swaggerUi.Value.Enabled ? ApiDocumentation.SwaggerUiPath : ApiDocumentation.DocumentPath)} lists what there is.",
            405 => $"{http.Request.Method} is not allowed here. Allowed: {http.Response.Headers.Allow}.",
            408 => $"The body arrived at less than {StrictHttp.MinBodyBytesPerSecond} bytes a second. Send it again over a "
                + "faster connection, or in smaller parts.",
            413 => $"The body is larger than {MaxBody(http)} bytes.",
            415 => $"A body {Typed(http.Request.ContentType)} is not supported; send application/json in UTF-8.",
            429 => "Wait a moment and send it again.",
            500 => "The service could not answer the request. Its log has the reason, under the trace id.",
            503 => "Send the request again in a few seconds.",
            _ => $"{kind.Title}.",
        };

    private static long MaxBody(HttpContext http) =>
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? StrictHttp.MaxBodyBytes;

    private static string Typed(string? contentType) =>
        string.IsNullOrEmpty(contentType) ? "without Content-Type" : $"of type {Spelling.Quoted(contentType)}";
}

/// <summary>A problem as the result of an action or filter.</summary>
internal sealed class ProblemResult(ProblemDetails problem) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) =>
        context
            .HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new() { HttpContext = context.HttpContext, ProblemDetails = problem })
            .AsTask();
}

/// <summary>
/// Makes a 404 of an action's null. Problem details that an action returns (<c>Problem(...)</c>) are written like all others.
/// </summary>
internal sealed class ProblemResultFilter : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not ObjectResult result)
        {
            return;
        }

        if (result.Value is ProblemDetails problem)
        {
            problem.Status ??= result.StatusCode;
            context.Result = new ProblemResult(problem);
        }
        else if (result is { Value: null, StatusCode: null or StatusCodes.Status200OK })
        {
            context.Result = new ProblemResult(new ProblemDetails { Status = StatusCodes.Status404NotFound });
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }
}

internal static class TraceIds
{
    /// <summary>The trace id, which the problem, the log and the caller's tracing share.</summary>
    public static string TraceId(this HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
