using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Explorer;

/// <summary>
/// The explorer at <c>/explore</c>: a page that asks the public API and nothing else. Its sources are in <c>src/explorer</c>; what they are
/// built to is in <c>Page</c> and embedded into the program, so that it is served alike wherever the service runs from.
/// </summary>
public static class ExplorerPage
{
    private const string Prefix = "Explorer.";

    /// <summary>The page makes no text into code or markup, asks no other host, and is shown in no other page.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static void AddExplorer(this IServiceCollection services) =>
        services.Configure<PagePolicies>(policies => policies.Add(ApiDocumentation.ExplorerPath, Policy));

    public static void MapExplorer(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(x => x.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = name[Prefix.Length..];
            var isPage = file == "index.html";
            var type = types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
            var bytes = Read(assembly, name);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"");
            // Each address of a view is the same page: it reads there what to show.
            app.MapMethods(
                    $"{ApiDocumentation.ExplorerPath}/{(isPage ? "{**view}" : file)}",
                    [HttpMethods.Get, HttpMethods.Head],
                    (HttpResponse response) =>
                    {
                        response.Headers.CacheControl = "no-cache";
                        return Results.Bytes(bytes, $"{type}; charset=utf-8", entityTag: tag);
                    }
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
