using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>What becomes of something that the service sends to its server.</summary>
public enum Fate
{
    Arrives,

    /// <summary>The connection is lost before it arrives.</summary>
    IsLost,

    /// <summary>It arrives, and the connection is lost before the answer does.</summary>
    LosesItsAnswer,
}

/// <summary>The wire between the service and its server, which a test may cut.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly Task accepting;

    /// <param name="port">A free one where it is 0.</param>
    public Wire(string connectionString, int port = 0)
    {
        server = new NpgsqlConnectionStringBuilder(connectionString);
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Asked of each piece that the service sends.</summary>
    public Func<string, Fate> FateOf { get; set; } = _ => Fate.Arrives;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string ConnectionString => Over(server.ConnectionString, Port);

    public static string Over(string connectionString, int port) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = port }.ConnectionString;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await listener.AcceptSocketAsync();
            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var near = client;
        using var far =
            server.Host![0] == '/'
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await far.ConnectAsync(
            server.Host[0] == '/'
                ? new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}")
                : new IPEndPoint(IPAddress.Loopback, server.Port)
        );
        var answering = AnswerAsync(far, near);
        var buffer = new byte[65536];
        try
        {
            while (await near.ReceiveAsync(buffer) is > 0 and var count)
            {
                var fate = FateOf(Encoding.Latin1.GetString(buffer, 0, count));
                if (fate != Fate.Arrives)
                {
                    // First the way back, so that no answer takes it.
                    near.Close(0);
                }

                if (fate != Fate.IsLost)
                {
                    await far.SendAsync(buffer.AsMemory(0, count));
                }

                if (fate != Fate.Arrives)
                {
                    // The server does what it was told before it finds out.
                    await Task.Delay(200);
                    break;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException) { }

        far.Close();
        await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task AnswerAsync(Socket far, Socket near)
    {
        var buffer = new byte[65536];
        while (await far.ReceiveAsync(buffer) is > 0 and var count)
        {
            await near.SendAsync(buffer.AsMemory(0, count));
        }

        near.Close();
    }
}
