using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// What one connection, and all connections together, may take of the server. The server ends slower ones and accepts no more than these.
/// </summary>
internal static class ServerLimits
{
    private const int BeyondOurLimits = 4;
    private const int ConnectionsAtOnce = 5000;
    private const int StreamsPerConnection = 60;
    private const int BodyBytesPerSecond = StrictHttp.MinBodyBytesPerSecond;
    private const int ResponseBytesPerSecond = 4096;
    private const int SystemBufferBytes = 128 * 1024;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Limits the operating system's send buffer, because the server counts buffered bytes as sent. The default is some megabytes. At the
    /// rate below, that would be a quarter of an hour in which a client need not read at all. This size is what is in transit to a client
    /// 100 ms away at a megabyte a second.
    /// </summary>
    public static void Set(SocketTransportOptions options) =>
        options.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = SystemBufferBytes;
            return socket;
        };

    public static void Set(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        SetSizes(options.Limits);
        SetTimes(options.Limits);
        SetHttp2(options.Limits.Http2);
    }

    private static void SetSizes(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = StrictHttp.MaxBodyBytes;
        // Slightly more than RequestSize accepts, so that the client gets a problem. The server's own answer would be a bare status.
        limits.MaxRequestLineSize = BeyondOurLimits * RequestSizeMiddleware.MaxAddress;
        limits.MaxRequestHeadersTotalSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        limits.MaxRequestHeaderCount = 100;
        // Bounds the memory of connections. Each takes some kilobytes, and up to 192 for buffers while it is read from and written to.
        limits.MaxConcurrentConnections = ConnectionsAtOnce;
        // No connection here becomes a WebSocket.
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBufferSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        // Also bounds how long the server waits for a client that does not read: this many bytes, at the rate below.
        limits.MaxResponseBufferSize = 64 * 1024;
    }

    private static void SetTimes(KestrelServerLimits limits)
    {
        // Headers come in one or two packets. If one is lost, a client waits one to three seconds.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // Longer than the minute after which proxies drop an idle connection, so that no proxy sends on a connection that is just being
        // closed.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        // The largest body takes less than nine minutes, a usual one of 4 KiB two seconds.
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, Grace);
        // Only counts while the client does not accept what was written, so a quiet stream is not affected.
        limits.MinResponseDataRate = new MinDataRate(ResponseBytesPerSecond, Grace);
    }

    /// <summary>HTTP/2 is only used if the service has a certificate of its own.</summary>
    private static void SetHttp2(Http2Limits limits)
    {
        // As many as one client may have at once anyway: requests and streams. Without this limit, one connection would be worth a hundred.
        limits.MaxStreamsPerConnection = StreamsPerConnection;
        limits.MaxRequestHeaderFieldSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        limits.InitialStreamWindowSize = 128 * 1024;
        limits.InitialConnectionWindowSize = 512 * 1024;
        // Detects a client that went away without closing the connection.
        limits.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
