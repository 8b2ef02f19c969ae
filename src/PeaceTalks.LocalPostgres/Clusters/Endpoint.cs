using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>Where the server listens: a socket in a folder that only its user can enter, or a port of the loopback interface.</summary>
internal sealed record Endpoint(string Host, int Port)
{
    // Operating systems limit the path to 104 (macOS) or 108 (Linux) bytes, including the final zero.
    private const int LongestSocketPath = 100;
    private const int SocketPort = 5432;

    public bool IsSocket => Path.IsPathRooted(Host);

    public override string ToString() => IsSocket ? Path.Combine(Host, $".s.PGSQL.{Port}") : $"{Host}:{Port}";

    public static Endpoint For(string socketFolder)
    {
        var socket = new Endpoint(socketFolder, SocketPort);
        return
            !OperatingSystem.IsWindows()
            && Encoding.UTF8.GetByteCount(socket.ToString()) <= LongestSocketPath
            && !socketFolder.Contains(',') // which separates hosts
            ? socket
            : new Endpoint("127.0.0.1", FreePort());
    }

    // Another program may take the port before the server does. The caller then tries again.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
