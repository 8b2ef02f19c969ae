using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>An answer that the service has given.</summary>
/// <param name="Body">Null where the connection was lost within it.</param>
public sealed record PassedAnswer(string? Key, int Status, string? Location, byte[]? Body);

/// <summary>Stands before the service, and loses answers after the service has given them: their clients' connections end without a byte.</summary>
public sealed class LossyProxy : IAsyncDisposable
{
    private readonly HttpClient service;
    private readonly Func<int, Task<bool>> loses;
    private readonly ConcurrentQueue<PassedAnswer> answers = [];
    private readonly WebApplication app;
    private int count;

    private LossyProxy(Uri service, Func<int, Task<bool>> loses)
    {
        (this.service, this.loses) = (new HttpClient { BaseAddress = service }, loses);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(PassAsync);
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>All, lost or not, in the order in which the service gave them.</summary>
    public IReadOnlyCollection<PassedAnswer> Answers => answers;

    /// <param name="loses">Asked when an answer begins to come, with its number from 1 on.</param>
    public static async Task<LossyProxy> StartAsync(Uri service, Func<int, Task<bool>> loses)
    {
        var proxy = new LossyProxy(service, loses);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        service.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), $"{http.Request.Path}{http.Request.QueryString}") { Content = new StreamContent(http.Request.Body) };
        foreach (var (name, value) in http.Request.Headers.Where(x => x.Key is not ("Host" or "Connection")))
        {
            _ = request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()) || request.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        }

        HttpResponseMessage answer;
        try
        {
            answer = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        }
        catch (HttpRequestException)
        {
            http.Abort();
            return;
        }

        using (answer)
        {
            var isLost = await loses(Interlocked.Increment(ref count));
            var body = await BodyAsync(answer);
            answers.Enqueue(new PassedAnswer(http.Request.Headers["Idempotency-Key"], (int)answer.StatusCode, answer.Headers.Location?.ToString(), body));
            if (isLost || body is null)
            {
                http.Abort();
                return;
            }

            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(x => x.Key is not ("Transfer-Encoding" or "Date")))
            {
                http.Response.Headers[name] = values.ToArray();
            }

            await http.Response.Body.WriteAsync(body);
        }
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage answer)
    {
        try
        {
            return await answer.Content.ReadAsByteArrayAsync();
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
