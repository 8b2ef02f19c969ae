using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The bytes of the OpenAPI document. They take a while to make, so they are made on the first request and kept.</summary>
internal sealed class OpenApiText(IServiceScopeFactory scopes)
{
    private readonly Lazy<Task<(byte[] Bytes, EntityTagHeaderValue Tag)>> made = new(() => MakeAsync(scopes));

    public async Task<IResult> AnswerAsync()
    {
        var (bytes, tag) = await made.Value;
        return Results.Bytes(bytes, "application/json; charset=utf-8", entityTag: tag);
    }

    private static async Task<(byte[] Bytes, EntityTagHeaderValue Tag)> MakeAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync("v1");
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        var bytes = text.ToArray();
        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\""));
    }
}
