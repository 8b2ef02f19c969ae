using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.ResponseCompression;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Compresses answers with Brotli or gzip, whichever the client prefers. A stream of events is never compressed, so that each event leaves
/// at once; nor is an answer with a secret.
/// </summary>
internal static class Compression
{
    private static readonly string[] Compressed =
    [
        MediaTypeNames.Application.Json,
        MediaTypeNames.Application.ProblemJson,
        "application/vnd.citationstyles.csl+json",
        "application/atom+xml",
        MediaTypeNames.Text.Csv,
        MediaTypeNames.Text.Plain,
        MediaTypeNames.Text.Html,
        MediaTypeNames.Text.Css,
        MediaTypeNames.Text.JavaScript,
        "text/x-diff",
        "application/x-bibtex",
    ];

    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // No answer mixes a secret with text that somebody else has chosen.
            options.EnableForHttps = true;
            options.MimeTypes = Compressed;
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void UseCompression(this IApplicationBuilder app) =>
        app.UseWhen(
            http => http.GetEndpoint()?.Metadata.GetMetadata<NotReplayedAttribute>() is null,
            compressed => compressed.UseResponseCompression()
        );
}
