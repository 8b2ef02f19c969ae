using System.Reflection;
using Microsoft.Extensions.FileProviders;
using PeaceTalks.Api.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Swagger UI, unless <see cref="SwaggerUiSettings"/> switch it off. Its page and its settings are in <c>SwaggerUi</c>.</summary>
internal static class SwaggerPage
{
    /// <summary>The page only runs scripts and applies styles from its own files. Its icons are in its style sheet.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static void Set(SwaggerUIOptions options)
    {
        options.DocumentTitle = "PeaceTalks";
        options.IndexStream = () => Open("index.html");
    }

    /// <summary>The files that the page has beside those of Swagger UI.</summary>
    public static void UseSwaggerFiles(this IApplicationBuilder page) =>
        page.UseStaticFiles(
            new StaticFileOptions
            {
                RequestPath = ApiDocumentation.SwaggerUiPath,
                FileProvider = new EmbeddedFileProvider(Assembly.GetExecutingAssembly(), "SwaggerUi"),
            }
        );

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"SwaggerUi.{name}")!;
}
