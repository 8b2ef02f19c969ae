using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeaceTalks.ApiTests.Http;

/// <summary>What a client is told that sends its whole body before it reads, where the answer does not depend on the body.</summary>
public sealed class UnreadBodyTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string NoKey = "";
    private const string AdminKey = "admin";

    [Theory]
    [InlineData("/api/v1/positions", NoKey, 900_000, 401)]
    [InlineData("/api/v1/positions", NoKey, 20_000_000, 401)]
    [InlineData("/api/v1/positions", AdminKey, 20_000_000, 413)]
    [InlineData("/nowhere", NoKey, 20_000_000, 404)]
    [InlineData("/api/v1/matrix", NoKey, 20_000_000, 405)]
    public async Task A_large_body_that_is_not_read_gets_its_answer_and_is_told_that_the_connection_closes(
        string path,
        string key,
        int length,
        int status
    )
    {
        await using var service = Serve();
        using var client = await ConnectAsync(service);

        await client.SendAsync(Begin(path, key, $"Content-Length: {length}"));
        await SendAsync(client, length);
        var answer = await ReadAsync(client);

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldContain("\r\nConnection: close\r\n");
        answer.ShouldContain("\"traceId\"");
    }

    [Fact]
    public async Task So_does_a_body_in_chunks()
    {
        await using var service = Serve();
        using var client = await ConnectAsync(service);

        await client.SendAsync(Begin("/api/v1/positions", NoKey, "Transfer-Encoding: chunked"));
        for (var i = 0; i < 200; i++)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n"));
        }

        await client.SendAsync("0\r\n\r\n"u8.ToArray());
        var answer = await ReadAsync(client);

        answer.ShouldStartWith("HTTP/1.1 401 ");
        answer.ShouldContain("\r\nConnection: close\r\n");
    }

    [Fact]
    public async Task A_client_that_waits_to_be_asked_for_its_body_is_told_that_the_connection_closes()
    {
        await using var service = Serve();
        using var client = await ConnectAsync(service);

        await client.SendAsync(Begin("/api/v1/positions", NoKey, "Content-Length: 100", "Expect: 100-continue"));
        var answer = await ReadAsync(client);

        answer.ShouldStartWith("HTTP/1.1 401 ");
        answer.ShouldContain("\r\nConnection: close\r\n");
    }

    [Fact]
    public async Task After_a_small_body_that_is_not_read_the_connection_goes_on()
    {
        await using var service = Serve();
        using var client = await ConnectAsync(service);

        await client.SendAsync(Begin("/api/v1/positions", NoKey, "Content-Length: 10000"));
        await SendAsync(client, 10_000);
        await client.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        var answers = await ReadAsync(client, "200 OK");

        answers.ShouldStartWith("HTTP/1.1 401 ");
        answers.ShouldContain("HTTP/1.1 200 OK");
    }

    private WebApplicationFactory<Program> Serve()
    {
        var service = app.Start();
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }

    private static async Task<Socket> ConnectAsync(WebApplicationFactory<Program> service)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, service.ClientOptions.BaseAddress.Port);
        return socket;
    }

    private static byte[] Begin(string path, string key, params string[] headers)
    {
        string[] lines =
        [
            $"POST {path} HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            .. key == NoKey ? [] : (string[])[$"Authorization: Bearer {WithKey.AdminSecret}"],
            .. headers,
        ];
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(x => $"{x}\r\n")) + "\r\n");
    }

    private static async Task SendAsync(Socket client, int length)
    {
        var piece = Encoding.ASCII.GetBytes(new string(' ', 65_536));
        for (var left = length; left > 0; left -= piece.Length)
        {
            await client.SendAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
        }
    }

    private static async Task<string> ReadAsync(Socket client, string end = "\"traceId\"")
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // A client that never sends its body is cut off in the end.
        while (!text.ToString().Contains(end) && await client.ReceiveAsync(buffer, patience.Token) is > 0 and var read)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
