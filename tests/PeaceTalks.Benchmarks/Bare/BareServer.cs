using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PeaceTalks.Benchmarks.Bare;

/// <summary>The limit of HTTP here: Kestrel with constant bytes from memory, and a 304 to every conditional request.</summary>
internal static class BareServer
{
    /// <param name="folder">Each file in it is the answer at the path of its name.</param>
    public static async Task RunAsync(string folder, string address)
    {
        var answers = Directory.EnumerateFiles(folder).ToDictionary(x => $"/{Path.GetFileName(x)}", File.ReadAllBytes);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, answers));
        await app.RunAsync();
    }

    private static Task AnswerAsync(HttpContext http, Dictionary<string, byte[]> answers)
    {
        if (http.Request.Headers.IfNoneMatch.Count > 0)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (!answers.TryGetValue(http.Request.Path.Value!, out var body))
        {
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.BodyWriter.WriteAsync(body).AsTask();
    }
}
