using Microsoft.AspNetCore.Http.Features;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.Server;

/// <summary>Refuses an address that is too long (414) or too many headers (431) with a problem.</summary>
/// <remarks>The server itself accepts a few times as much (<see cref="StrictHttp"/>). Beyond that it answers with a bare status.</remarks>
internal sealed class RequestSizeMiddleware(RequestDelegate next)
{
    public const int MaxAddress = 8 * 1024;
    public const int MaxHeaders = 32 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        var address = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Length ?? 0;
        if (address > MaxAddress)
        {
            throw new ProblemException(
                ProblemKind.AddressTooLong,
                $"The address has {address} characters; at most {MaxAddress} are allowed."
            );
        }

        var headers = context.Request.Headers.Sum(h => h.Key.Length + h.Value.Sum(v => v?.Length ?? 0));
        if (headers > MaxHeaders)
        {
            throw new ProblemException(
                ProblemKind.HeadersTooLarge,
                $"The headers have {headers} characters; at most {MaxHeaders} are allowed."
            );
        }

        return next(context);
    }
}
