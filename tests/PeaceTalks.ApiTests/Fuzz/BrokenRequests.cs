using System.Globalization;
using System.Text;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>What is no HTTP, or not all of it.</summary>
public sealed class BrokenRequests(Random random)
{
    private static readonly string[] Chunks =
    [
        "{0:x}\r\n{1}\r\n0\r\n\r\n",
        "{0:x};ext=1\r\n{1}\r\n0\r\nTrailer: x\r\n\r\n",
        "zz\r\n{1}\r\n0\r\n\r\n",
        "-1\r\n{1}\r\n0\r\n\r\n",
        "ffffffffffffffff\r\n{1}\r\n0\r\n\r\n",
        "{0:x}\r\n{1}",
    ];

    private static readonly string[] Beginnings =
    [
        "LINE HTTP/0.9\r\n\r\n",
        "LINE HTTP/1.0\r\n\r\n",
        "LINE HTTP/1.2\r\nHost: a\r\n\r\n",
        "LINE\r\n\r\n",
        "LINE HTTP/1.1\r\n\r\n",
        "LINE HTTP/1.1\nHost: a\n\n",
        "LINE\0 HTTP/1.1\r\nHost: a\r\n\r\n",
        " LINE HTTP/1.1\r\nHost: a\r\n\r\n",
        "LINE  HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT localhost:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        $"GET /{new string('x', 40_000)} HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\n\r\n",
        "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
    ];

    private static readonly string[] OddHeaders =
    [
        "Host: b",
        "Host : b",
        " folded",
        "no colon",
        ": no name",
        "X\0Y: 1",
        "X: \u0001",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -1",
        "Content-Length: 99999999999",
        "Content-Length: 1e3",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\n\r\n0",
        "Upgrade: websocket\r\nConnection: Upgrade",
        "Expect: 100-continue\r\nContent-Length: 5",
        $"X: {new string('x', 200_000)}",
        string.Join("\r\n", Enumerable.Range(0, 150).Select(x => $"X-{x}: 1")),
    ];

    /// <summary>In parts that are none.</summary>
    public void Chunk(Draft draft)
    {
        var body = Encoding.UTF8.GetBytes(draft.Body?.ToJsonString() ?? "");
        var chunks = random.Of(Chunks);
        draft.Set("Transfer-Encoding", random.Of(["chunked", "chunked", "gzip, chunked", "chunked, chunked", "identity"]));
        draft.RawBody = Encoding.UTF8.GetBytes(
            string.Format(CultureInfo.InvariantCulture, chunks, body.Length, Encoding.UTF8.GetString(body))
        );
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, !chunks.EndsWith("\r\n\r\n", StringComparison.Ordinal));
    }

    public void CutOff(Draft draft)
    {
        var bytes = draft.Bytes();
        draft.RawRequest = bytes[..random.Next(1, bytes.Length)];
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, true);
    }

    /// <summary>In another language, or in HTTP with a mistake.</summary>
    public void Speak(Draft draft)
    {
        var line = $"{draft.Method} {draft.Target}";
        var rubbish = new byte[random.Next(1, 300)];
        random.NextBytes(rubbish);
        draft.RawRequest = random.Next(5) switch
        {
            0 => rubbish,
            1 or 2 => Bytes(random.Of(Beginnings).Replace("LINE", line, StringComparison.Ordinal)),
            _ => Bytes($"{line} HTTP/1.1\r\nHost: a\r\n{random.Of(OddHeaders)}\r\n\r\n"),
        };
        (draft.Intent, draft.IsCutOff) = (Intent.Broken, true);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
