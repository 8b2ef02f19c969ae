using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>A 201 that the service has given.</summary>
/// <param name="Key">Of idempotency, as the request had it.</param>
/// <param name="Body">Null where the connection was lost within it.</param>
public sealed record GivenAnswer(string? Key, string Location, byte[]? Body);

/// <summary>
/// Stands before the service, and loses some of its 201s after it has given them: their clients' connections end without a byte.
/// </summary>
public sealed class LossyProxy : IAsyncDisposable
{
    private readonly HttpClient service;
    private readonly Func<int, Task<bool>> loses;
    private readonly ConcurrentQueue<GivenAnswer> given = [];
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

    /// <summary>All, lost or not, in the order in which they came.</summary>
    public IReadOnlyCollection<GivenAnswer> Given => given;

    /// <param name="loses">Asked when the first bytes of a 201 have come, with its number from 1 on; the answer waits for it.</param>
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
        using var request = Copy(http.Request);
        try
        {
            using var answer = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            var isGiven = answer.StatusCode == HttpStatusCode.Created;
            var isLost = isGiven && await loses(Interlocked.Increment(ref count));
            var body = await BodyAsync(answer);
            if (isGiven)
            {
                given.Enqueue(new GivenAnswer(http.Request.Headers["Idempotency-Key"], answer.Headers.Location!.ToString(), body));
            }

            if (!isLost && body is not null)
            {
                await AnswerAsync(http.Response, answer, body);
                return;
            }
        }
        catch (HttpRequestException)
        {
            // The service is not there.
        }

        http.Abort();
    }

    private static HttpRequestMessage Copy(HttpRequest request)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), $"{request.Path}{request.QueryString}")
        {
            Content = new StreamContent(request.Body),
        };
        foreach (var (name, values) in request.Headers.Where(x => x.Key is not ("Host" or "Connection")))
        {
            _ =
                copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable())
                || copy.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return copy;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer, byte[] body)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (
            var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(x => x.Key is not ("Transfer-Encoding" or "Date"))
        )
        {
            response.Headers[name] = values.ToArray();
        }

        await response.Body.WriteAsync(body);
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
