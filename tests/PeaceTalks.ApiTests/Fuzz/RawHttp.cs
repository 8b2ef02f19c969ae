using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.ApiTests.Fuzz;

/// <param name="Headers">In lower case.</param>
/// <param name="Body">Of a stream: its first bytes.</param>
public sealed record RawAnswer(int Status, ILookup<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers[name.ToLowerInvariant()].FirstOrDefault();

    public string? MediaType => Header("content-type")?.Split(';')[0].Trim();
}

/// <summary>Sends bytes as they are, each request over a connection of its own, and reads one answer.</summary>
public sealed class RawHttp(int port)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="request">The bytes.</param>
    /// <param name="hasNoBody">As answers to HEAD have none.</param>
    /// <param name="isCutOff">
    /// Says at the end that nothing more comes, so that nobody waits for it. The server takes it for the end of all.
    /// </param>
    /// <returns>Null where the connection ended without an answer.</returns>
    public async Task<RawAnswer?> SendAsync(byte[] request, bool hasNoBody = false, bool isCutOff = false)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var sending = SendAllAsync(socket, request, isCutOff, patience.Token);
        var answer = await ReadAsync(socket, hasNoBody, patience.Token);
        await patience.CancelAsync();
        await sending;
        return answer;
    }

    private static async Task SendAllAsync(Socket socket, byte[] request, bool isCutOff, CancellationToken patience)
    {
        try
        {
            for (var sent = 0; sent < request.Length; )
            {
                sent += await socket.SendAsync(request.AsMemory(sent), patience);
            }

            if (isCutOff)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has heard enough.
        }
    }

    private static async Task<RawAnswer?> ReadAsync(Socket socket, bool hasNoBody, CancellationToken patience)
    {
        var (received, buffer) = (new MemoryStream(), new byte[64 * 1024]);
        while (true)
        {
            if (Parsed(received.GetBuffer().AsSpan(0, (int)received.Length), hasNoBody, isEnd: false) is { } answer)
            {
                return answer;
            }

            var read = 0;
            try
            {
                read = await socket.ReceiveAsync(buffer, patience);
            }
            catch (SocketException)
            {
                // Cut off: what came before may be an answer.
            }

            if (read == 0)
            {
                return Parsed(received.GetBuffer().AsSpan(0, (int)received.Length), hasNoBody, isEnd: true);
            }

            received.Write(buffer, 0, read);
        }
    }

    private static RawAnswer? Parsed(ReadOnlySpan<byte> received, bool hasNoBody, bool isEnd)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(received[..end]).Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (status == 100)
        {
            return Parsed(received[(end + 4)..], hasNoBody, isEnd);
        }

        var headers = lines.Skip(1).Select(x => x.Split(':', 2)).ToLookup(x => x[0].ToLowerInvariant(), x => x[1].Trim());
        var rest = received[(end + 4)..];
        if (hasNoBody || status is 204 or 304)
        {
            return new RawAnswer(status, headers, []);
        }

        var body =
            headers["content-type"].Any(x => x.StartsWith("text/event-stream", StringComparison.Ordinal)) ? rest.ToArray()
            : headers["content-length"].FirstOrDefault() is { } length
                ? (rest.Length >= int.Parse(length, CultureInfo.InvariantCulture) ? rest.ToArray() : null)
            : headers["transfer-encoding"].Any() ? Dechunked(rest)
            : isEnd ? rest.ToArray()
            : null;
        return body is null ? null : new RawAnswer(status, headers, body);
    }

    /// <returns>Null where the last chunk is not there yet.</returns>
    private static byte[]? Dechunked(ReadOnlySpan<byte> rest)
    {
        if (!rest.EndsWith("0\r\n\r\n"u8))
        {
            return null;
        }

        var body = new MemoryStream();
        while (rest.IndexOf("\r\n"u8) is > 0 and var line)
        {
            var size = int.Parse(Encoding.ASCII.GetString(rest[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return body.ToArray();
            }

            if (rest.Length < line + 4 + size)
            {
                return null;
            }

            body.Write(rest.Slice(line + 2, size));
            rest = rest[(line + 4 + size)..];
        }

        return null;
    }
}
