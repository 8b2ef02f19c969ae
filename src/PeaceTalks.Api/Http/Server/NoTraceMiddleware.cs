namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Answers TRACE with 405 everywhere. Routing does so where there is a route; elsewhere it would answer 404, as if TRACE were possible at
/// some address.
/// </summary>
internal sealed class NoTraceMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsTrace(http.Request.Method) || http.GetEndpoint() is not null)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = HttpMethods.Get;
        return Task.CompletedTask;
    }
}
