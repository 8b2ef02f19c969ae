namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Answers HEAD as GET: with the same status and headers, at the same price. The server leaves out the body, and all that comes after only
/// knows GET. An answer without end has to look at <see cref="HeadRequests.IsHead"/>.
/// </summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    // The case counts: another one is refused for all methods.
    public Task InvokeAsync(HttpContext http) => http.Request.Method == HttpMethods.Head ? AnswerAsync(http) : next(http);

    private async Task AnswerAsync(HttpContext http)
    {
        http.Features.Set(HeadRequest.Instance);
        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            // For the log.
            http.Request.Method = HttpMethods.Head;
        }
    }
}

/// <summary>The request was HEAD when it came.</summary>
internal sealed record HeadRequest
{
    public static readonly HeadRequest Instance = new();
}

internal static class HeadRequests
{
    public static bool IsHead(this HttpContext http) => http.Features.Get<HeadRequest>() is not null;

    /// <summary>The value of <c>Allow</c>, with HEAD where GET is allowed.</summary>
    public static string WithHead(string allowed)
    {
        var methods = allowed.Split(", ");
        return methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head) ? allowed.Replace("GET", "GET, HEAD") : allowed;
    }
}
