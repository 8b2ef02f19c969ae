using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Refuses what would otherwise be passed over in silence or misread: a body where none is taken, a compressed one, an address in another encoding, a
/// method that is none but for capitals.
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
            throw Problems.Invalid(JsonPointer.Root, "is not taken with GET; ask with parameters, and leave it out");
        }

        RefuseCoding(request, HeaderNames.ContentEncoding, "identity");
        RefuseCoding(request, HeaderNames.TransferEncoding, "chunked");
        return next(context);
    }

    /// <summary>Routing is blind to case, and proxies and their rules are not.</summary>
    private static void RefuseCase(HttpRequest request)
    {
        var method = HttpMethods.GetCanonicalizedValue(request.Method);
        if (method == request.Method)
        {
            return;
        }

        SetHeader(request, HeaderNames.Allow, method);
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
            $"{header}: {Spelling.Quoted(given)} is not read here; send the body as it is, not compressed."
        );
    }

    /// <summary>On the way out: whoever turns the exception into a problem clears the headers first.</summary>
    private static void SetHeader(HttpRequest request, string header, string value) =>
        request.HttpContext.Response.OnStarting(() =>
        {
            request.HttpContext.Response.Headers[header] = value;
            return Task.CompletedTask;
        });
}
