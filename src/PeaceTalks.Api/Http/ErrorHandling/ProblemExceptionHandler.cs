using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.RateLimiting;

namespace PeaceTalks.Api.Http.ErrorHandling;

/// <summary>Turns every exception into a problem. Only unforeseen exceptions are logged as errors.</summary>
internal sealed partial class ProblemExceptionHandler(
    IProblemDetailsService problems,
    IOptions<ConstraintMessages> constraints,
    ILogger<ProblemExceptionHandler> logger
) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellation)
    {
        if (http.RequestAborted.IsCancellationRequested && ExceptionProblems.IsCancellation(exception))
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        await problems.WriteAsync(
            new()
            {
                HttpContext = http,
                Exception = exception,
                ProblemDetails = Answer(http, exception),
            }
        );
        return true;
    }

    private ProblemDetails Answer(HttpContext http, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            // The problem writer has better messages for these. The others come from the server and are only about the form of the request.
            var worded = bad.StatusCode is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge ? null : bad.Message;
            return new() { Status = bad.StatusCode, Detail = worded };
        }
        // The server's message for a chunk whose size is beyond all numbers.
        if (exception is IOException { InnerException: OverflowException })
        {
            return new() { Status = StatusCodes.Status400BadRequest, Detail = exception.Message };
        }

        var problem = ExceptionProblems.FromException(exception, constraints.Value);
        // After a commit, only the answer can fail.
        if (problem?.Kind == ProblemKind.Unavailable && http.RequestServices.GetService<CurrentTransaction>() is { HasCommitted: true })
        {
            problem = Problems.Unconfirmed();
        }

        if (HttpMethods.IsGet(http.Request.Method) && DatabaseTrouble.FromException(exception) == DatabaseTrouble.Slow)
        {
            problem = ReadTimeLimit.Problem(http, DatabaseTrouble.Slow.Detail);
        }

        if (problem is null)
        {
            LogUnexpected(logger, exception, http.TraceId());
        }
        else if (problem.Kind == ProblemKind.Unavailable || problem.Kind == ProblemKind.Unconfirmed)
        {
            LogUnavailable(logger, exception.GetBaseException().Message, http.TraceId());
        }

        return problem?.ToProblemDetails() ?? new() { Status = StatusCodes.Status500InternalServerError };
    }

    [LoggerMessage(LogLevel.Error, "Unexpected, trace {TraceId}")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string traceId);

    [LoggerMessage(LogLevel.Warning, "Unavailable: {Reason}, trace {TraceId}")]
    private static partial void LogUnavailable(ILogger logger, string reason, string traceId);
}
