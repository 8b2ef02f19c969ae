using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace PeaceTalks.Api.Http;

/// <summary>Refuses what would otherwise be passed over in silence or misread: a body where none is taken, a compressed one, an address in another encoding.</summary>
internal sealed class RequestForm(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var path = (context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").Split('?')[0];
        if (!PercentEncoding.IsUtf8(path)) throw Problems.Invalid("path", PercentEncoding.Complaint);
        RefuseCoding(request, HeaderNames.ContentEncoding, "identity");
        RefuseCoding(request, HeaderNames.TransferEncoding, "chunked");
        var hasBody = request.ContentLength > 0 || request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        if (hasBody && HttpMethods.IsGet(request.Method)) throw Problems.Invalid(JsonPointer.Root, "is not taken with GET; ask with parameters, and leave it out");
        return next(context);
    }

    private static void RefuseCoding(HttpRequest request, string header, string plain)
    {
        var given = request.Headers[header].ToString();
        if (given.Length == 0 || given.Equals(plain, StringComparison.OrdinalIgnoreCase)) return;
        // On the way out: whoever turns the exception into a problem clears the headers first.
        request.HttpContext.Response.OnStarting(() =>
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            return Task.CompletedTask;
        });
        throw new ProblemException(ProblemKind.UnsupportedMediaType, $"{header}: {Spelling.Quoted(given)} is not read here; send the body as it is, not compressed.");
    }
}
