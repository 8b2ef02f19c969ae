using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PeaceTalks.ApiTests.Http;

/// <summary>A span, as far as tests look at it.</summary>
public sealed record ReceivedSpan(string Trace, string Id, string Parent, string Name, string Text);

/// <summary>A collector that accepts OTLP over HTTP and keeps what it gets.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();
    private readonly WebApplication app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    public string Address => app.Urls.Single();

    /// <summary>Everything that came, as bytes read as Latin-1, so that no text in it is missed.</summary>
    public string All => string.Concat(received.Select(x => Encoding.Latin1.GetString(x.Body)));

    public bool HasMetric(string name) => received.Any(x => x.Path.EndsWith("metrics") && Encoding.Latin1.GetString(x.Body).Contains(name));

    /// <summary>Of the messages of OTLP, it knows only the numbers of the fields that lead to spans.</summary>
    public IReadOnlyList<ReceivedSpan> Spans =>
        [
            .. from message in received
            where message.Path.EndsWith("traces")
            from resource in Fields(message.Body, 1)
            from scope in Fields(resource, 2)
            from span in Fields(scope, 2)
            select new ReceivedSpan(
                Convert.ToHexStringLower(Fields(span, 1).Single()),
                Convert.ToHexStringLower(Fields(span, 2).Single()),
                Convert.ToHexStringLower(Fields(span, 4).FirstOrDefault() ?? []),
                Encoding.UTF8.GetString(Fields(span, 5).Single()),
                Encoding.Latin1.GetString(span)
            ),
        ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        received.Enqueue((request.Path, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }

    /// <summary>The values of a field of a message of protobuf that have a length of their own.</summary>
    private static IEnumerable<byte[]> Fields(byte[] message, int wanted)
    {
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == wanted)
                    {
                        yield return message[at..(at + length)];
                    }

                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }
    }
}
