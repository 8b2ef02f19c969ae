using System.Security.Cryptography;
using System.Text;
using PeaceTalks.Api.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Swagger UI, unless <see cref="SwaggerUiSettings"/> switch it off.</summary>
internal static class SwaggerPage
{
    // There is only one document, so the bar to choose among several only takes up space.
    private const string Style = ".swagger-ui .topbar { display: none } .swagger-ui .info { margin: 24px 0 }";

    // The style of the logo in that bar, which is part of Swagger UI's scripts. Another version may have another one; the browser then
    // reports it.
    private const string LogoStyle = ".logo_small_svg__cls-2{fill:#fff}.logo_small_svg__cls-3{fill:#85ea2d}";

    /// <summary>
    /// The page only runs scripts and applies styles from its own files, apart from these two styles. Its icons are in its style sheet.
    /// </summary>
    public static readonly string Policy =
        $"default-src 'none'; script-src 'self'; style-src 'self' {Digest(Style)} {Digest(LogoStyle)}; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Set(SwaggerUIOptions options)
    {
        options.DocumentTitle = "PeaceTalks";
        options.SwaggerEndpoint(ApiDocumentation.DocumentPath, "PeaceTalks v1");
        options.DocExpansion(DocExpansion.None);
        options.DefaultModelsExpandDepth(0);
        options.DefaultModelExpandDepth(3);
        options.EnableFilter();
        options.EnableTryItOutByDefault();
        options.EnableDeepLinking();
        options.DisplayRequestDuration();
        options.HeadContent = $"<style>{Style}</style>";
    }

    private static string Digest(string style) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";
}
