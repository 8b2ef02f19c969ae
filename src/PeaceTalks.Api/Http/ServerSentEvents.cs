using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.Api.Http;

/// <summary>Writes server-sent events. Regular comments keep the connection, and the proxies in between, from timing out.</summary>
/// <remarks>A write waits until the client has accepted enough of what was written before.</remarks>
public sealed class ServerSentEvents(HttpResponse response, TimeSpan heartbeat) : IDisposable
{
    public const string MediaType = "text/event-stream";

    private readonly PeriodicTimer timer = new(heartbeat);
    private Task<bool>? beat;

    /// <param name="retry">How long a client waits before it reconnects.</param>
    public Task BeginAsync(TimeSpan retry, CancellationToken cancellation)
    {
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        return SendAsync($"retry: {retry.TotalMilliseconds:0}\n\n", cancellation);
    }

    /// <param name="id">The value that the client sends as Last-Event-ID when it reconnects.</param>
    /// <param name="data">Written as JSON, which contains no line ends.</param>
    public Task SendAsync(string id, string name, object data, CancellationToken cancellation) =>
        SendAsync($"id: {id}\nevent: {name}\ndata: {JsonSerializer.Serialize(data, JsonConventions.Options)}\n\n", cancellation);

    /// <summary>Moves the client's Last-Event-ID, and tells it nothing.</summary>
    public Task SendIdAsync(string id, CancellationToken cancellation) => SendAsync($"id: {id}\n\n", cancellation);

    /// <summary>Waits for a task, and keeps the connection alive meanwhile.</summary>
    public async Task<T> WhileAsync<T>(Task<T> work, CancellationToken cancellation)
    {
        beat ??= timer.WaitForNextTickAsync(cancellation).AsTask();
        while (await Task.WhenAny(work, beat) == beat)
        {
            await beat;
            await SendAsync(":\n\n", cancellation);
            beat = timer.WaitForNextTickAsync(cancellation).AsTask();
        }

        return await work;
    }

    public void Dispose() => timer.Dispose();

    private async Task SendAsync(string text, CancellationToken cancellation)
    {
        response.BodyWriter.Write(Encoding.UTF8.GetBytes(text));
        await response.BodyWriter.FlushAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
    }
}
