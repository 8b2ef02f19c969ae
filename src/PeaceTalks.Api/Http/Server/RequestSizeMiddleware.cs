using Microsoft.AspNetCore.Http.Features;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.Server;

/// <summary>Too long an address (414) or too many headers (431), told as problems.</summary>
/// <remarks>The server takes a few times as much (<see cref="StrictHttp"/>): beyond that it answers with the bare status by itself.</remarks>
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
                $"The address has {address} characters; at most {MaxAddress} are taken."
            );
        }

        var headers = context.Request.Headers.Sum(h => h.Key.Length + h.Value.Sum(v => v?.Length ?? 0));
        if (headers > MaxHeaders)
        {
            throw new ProblemException(
                ProblemKind.HeadersTooLarge,
                $"The headers have {headers} characters; at most {MaxHeaders} are taken."
            );
        }

        return next(context);
    }
}
