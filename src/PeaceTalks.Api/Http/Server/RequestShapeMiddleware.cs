using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Refuses requests that would otherwise be silently accepted or misread: a body where none is allowed, a compressed body, an address in
/// another encoding, and a method that is only wrong in its case.
/// </summary>
internal sealed class RequestShapeMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var path = (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0];
        if (!PercentEncoding.IsUtf8(path))
        {
            throw Problems.Invalid("path", PercentEncoding.Complaint);
        }

        RefuseCase(request);
        var hasBody = request.ContentLength > 0 || request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        if (!hasBody)
        {
            return next(context);
        }

        if (HttpMethods.IsGet(request.Method))
        {
            throw Problems.Invalid(JsonPointer.Root, "is not allowed with GET; leave it out and use query parameters");
        }

        RefuseCoding(request, HeaderNames.ContentEncoding, "identity");
        RefuseCoding(request, HeaderNames.TransferEncoding, "chunked");
        return next(context);
    }

    /// <summary>Routing ignores case, but proxies and their rules do not.</summary>
    private static void RefuseCase(HttpRequest request)
    {
        var method = HttpMethods.GetCanonicalizedValue(request.Method);
        if (method == request.Method)
        {
            return;
        }

        SetHeader(request, HeaderNames.Allow, HeadRequests.WithHead(method));
        throw new ProblemException(ProblemKind.MethodNotAllowed, $"{Spelling.Quoted(request.Method)} is not a method; write {method}.");
    }

    private static void RefuseCoding(HttpRequest request, string header, string plain)
    {
        var given = request.Headers[header].ToString();
        if (given.Length == 0 || given.Equals(plain, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        SetHeader(request, HeaderNames.AcceptEncoding, "identity");
        throw new ProblemException(
            ProblemKind.UnsupportedMediaType,
            $"{header}: {Spelling.Quoted(given)} is not supported; send the body uncompressed."
        );
    }

    /// <summary>Set on the way out, because whoever turns the exception into a problem clears the headers first.</summary>
    private static void SetHeader(HttpRequest request, string header, string value) =>
        request.HttpContext.Response.OnStarting(() =>
        {
            request.HttpContext.Response.Headers[header] = value;
            return Task.CompletedTask;
        });
}
