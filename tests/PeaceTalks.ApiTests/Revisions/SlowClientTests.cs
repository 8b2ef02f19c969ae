using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.ApiTests.Revisions;

// One after the other: each takes what the machine has.
[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class SlowClientTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>Enough to fill the buffers of both ends, some megabytes, many times.</summary>
    private const int Remarks = 12_000;

    [Fact]
    public async Task For_a_client_that_reads_nothing_nothing_is_read_and_later_it_gets_all()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        for (var i = 0; i < Remarks / 1000; i++)
        {
            (
                await app.PostAsync(
                    $"/api/v1/articles/{talks.Article}/coding",
                    new
                    {
                        remarks = Enumerable
                            .Range(0, 1000)
                            .Select(x => new
                            {
                                paragraph = x % 10 + 1,
                                kind = "MOOD",
                                text = new string('x', 500),
                            }),
                    }
                )
            ).Expect(201);
        }

        using var statements = new Statements(app.ConnectionString);
        await using var service = app.Start();
        service.UseKestrel(0);
        service.StartServer();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, service.ClientOptions.BaseAddress.Port);
        // In HTTP 1.0 there are no chunks, whose ends would stand in the middle of a line here and there.
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/revisions/stream?after={head} HTTP/1.0\r\nHost: localhost\r\n\r\n"));

        var whileFull = await SettledAsync(() => statements.Count);
        await Task.Delay(500);
        statements.Count.ShouldBe(whileFull);

        using var reader = new StreamReader(new NetworkStream(socket));
        var seen = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (seen < Remarks && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            seen += line == "event: change" ? 1 : 0;
        }

        seen.ShouldBe(Remarks);
        statements.Count.ShouldBeGreaterThan(2 * whileFull);
    }

    /// <summary>The number that stays the same for a second.</summary>
    private static async Task<int> SettledAsync(Func<int> number)
    {
        for (var last = -1; ; )
        {
            var now = number();
            if (now == last)
            {
                return now;
            }

            last = now;
            await Task.Delay(1000);
        }
    }
}
