using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>
/// Reads <c>application/json</c> in UTF-8. The findings of <see cref="JsonContractValidator"/> go into the model state, by JSON pointer.
/// </summary>
internal sealed class StrictJsonInputFormatter : IInputFormatter
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public bool CanRead(InputFormatterContext context)
    {
        var request = context.HttpContext.Request;
        // If nothing was sent at all, report an empty body rather than an unknown type.
        if (string.IsNullOrEmpty(request.ContentType))
        {
            return request.ContentLength is null or 0 && !request.Headers.ContainsKey(HeaderNames.TransferEncoding);
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    public async Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
    {
        var http = context.HttpContext;
        // Before anything is read: so the server can still discard the body, and the client gets the answer.
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (body.Length == 0)
        {
            return InputFormatterResult.NoValue();
        }

        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        var findings = Read(body, context.ModelType, options, out var model);
        foreach (var finding in findings)
        {
            context.ModelState.TryAddModelError(finding.Place, finding.Message);
        }

        return findings.Count == 0 ? InputFormatterResult.Success(model) : InputFormatterResult.Failure();
    }

    private static IReadOnlyList<Finding> Read(ReadOnlyMemory<byte> body, Type contract, JsonSerializerOptions options, out object? model)
    {
        model = null;
        if (!Utf8.IsValid(body.Span))
        {
            return [new(JsonPointer.Root, "is not UTF-8")];
        }

        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = JsonConventions.MaxDepth });
            var findings = JsonContractValidator.Find(document.RootElement, contract, options);
            if (findings.Count == 0)
            {
                model = document.Deserialize(contract, options);
            }

            return findings;
        }
        catch (InvalidJsonValueException refusal)
        {
            return [new(JsonPointer.FromJsonPath(refusal.Path) + refusal.Place, refusal.Message)];
        }
        catch (JsonException malformed) when (malformed.Path is null)
        {
            return [new(JsonPointer.Root, JsonWording.Malformed(malformed))];
        }
        catch (JsonException mismatch)
        {
            return [new(JsonPointer.FromJsonPath(mismatch.Path), "does not have the expected form")];
        }
        catch (InvalidOperationException)
        {
            // The name of a member has half of a surrogate pair. Names are compared before converters see them.
            return [new(JsonPointer.Root, "holds a member whose name has half of a surrogate pair")];
        }
    }
}
