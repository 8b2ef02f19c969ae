using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.ApiTests.Http;

/// <summary>How a slow client was got rid of.</summary>
/// <param name="Answer">What it was told; empty where it was just cut off, or never read.</param>
public sealed record SlowClientEnd(string Kind, string Answer, TimeSpan After)
{
    public string Status => Answer.Length == 0 ? "cut off" : Answer.Split(' ')[1];
}

/// <summary>Says how it begins, and then a byte five times a second for as long as it is let.</summary>
public sealed record SlowClient(string Kind, string Beginning, bool Reads = true)
{
    private const int AnswersUnread = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static readonly SlowClient OfHeaders = new("headers", "GET /api/v1/parties HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

    public static readonly SlowClient OfBody = new(
        "body",
        $"POST /api/v1/positions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {WithKey.AdminSecret}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n["
    );

    /// <summary>Asks for more than the buffers of both ends hold.</summary>
    public static readonly SlowClient OfReading = new(
        "reading",
        string.Concat(Enumerable.Repeat("GET /api/v1/revisions/1?limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n", AnswersUnread)),
        Reads: false
    );

    /// <returns>Null where patience ended first.</returns>
    public async Task<SlowClientEnd?> LingerAsync(int port, CancellationToken patience)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, patience);
        var clock = Stopwatch.StartNew();
        var answer = Reads ? ReadAsync(socket, patience) : new TaskCompletionSource<string>().Task;
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(Beginning), patience);
            while (await Task.WhenAny(answer, Task.Delay(Pause, patience)) != answer)
            {
                patience.ThrowIfCancellationRequested();
                await socket.SendAsync("x"u8.ToArray(), patience);
            }
        }
        catch (SocketException)
        {
            // It is cut off; what it was told before may still be there.
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        if (patience.IsCancellationRequested)
        {
            return null;
        }

        return new SlowClientEnd(Kind, Reads ? await answer : "", clock.Elapsed);
    }

    /// <summary>All that comes until the connection ends, in whichever way.</summary>
    private static async Task<string> ReadAsync(Socket socket, CancellationToken patience)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await socket.ReceiveAsync(buffer, patience) is > 0 and var read)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException)
        {
            // Cut off, or left alone.
        }

        return text.ToString();
    }
}
