namespace PeaceTalks.Api.Http.Server;

/// <summary>TRACE is 405 everywhere: where there is a route, routing says so; elsewhere it would be 404, as if it were possible at some address.</summary>
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
