using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Where <c>PublicBaseUrl</c> is set, a <c>Location</c> leads there. Otherwise, the client's own header <c>Host</c> decides where it leads.
/// </summary>
internal sealed class PublicAddressMiddleware(RequestDelegate next, IOptions<PublicAddressSettings> settings)
{
    private readonly string address = settings.Value.Base;

    public Task InvokeAsync(HttpContext http)
    {
        if (address.Length > 0)
        {
            http.Response.OnStarting(() => LeadThere(http.Response));
        }

        return next(http);
    }

    private Task LeadThere(HttpResponse response)
    {
        var location = response.Headers.Location.ToString();
        if (
            !location.StartsWith($"{address}/", StringComparison.Ordinal)
            && Uri.TryCreate(location, UriKind.Absolute, out var made)
            && !made.IsFile
        )
        {
            response.Headers.Location = address + made.PathAndQuery;
        }

        return Task.CompletedTask;
    }
}
