using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PeaceTalks.Api.Http.Server;

/// <summary>What one connection, and all of them together, may take of the server. It ends those that take longer, and keeps no more than these.</summary>
internal static class ServerLimits
{
    private const int BeyondOurLimits = 4;
    private const int ConnectionsAtOnce = 5000;
    private const int StreamsPerConnection = 40;
    private const int BodyBytesPerSecond = StrictHttp.MinBodyBytesPerSecond;
    private const int ResponseBytesPerSecond = 4096;
    private const int SystemBufferBytes = 128 * 1024;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What the system keeps of an answer, to which the server counts it as sent: some megabytes where nothing is said, which at the rate below is a
    /// quarter of an hour in which nobody needs to read. So much is on its way to a reader 100 ms away at a megabyte a second.
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
        // A little beyond what RequestSize takes, so that it is told as a problem; the server's own answer is a bare status.
        limits.MaxRequestLineSize = BeyondOurLimits * RequestSizeMiddleware.MaxAddress;
        limits.MaxRequestHeadersTotalSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        limits.MaxRequestHeaderCount = 100;
        // Bounds the memory of connections: each has some kilobytes, and up to 192 of buffers while it is read from and written to.
        limits.MaxConcurrentConnections = ConnectionsAtOnce;
        // Nothing here becomes a WebSocket.
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBufferSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        // Also bounds how long who does not read is waited for: so much, at the rate below.
        limits.MaxResponseBufferSize = 64 * 1024;
    }

    private static void SetTimes(KestrelServerLimits limits)
    {
        // Headers come in one or two packets; on a lost one a client waits a second or three.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // Longer than the minute after which proxies drop a connection that they keep, so that none sends on one that is just being closed.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        // The largest body takes less than nine minutes, a usual one of 4 KiB two seconds.
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, Grace);
        // Counts while the client does not take what was written: a quiet stream is none the worse for it.
        limits.MinResponseDataRate = new MinDataRate(ResponseBytesPerSecond, Grace);
    }

    /// <summary>Spoken only where the service has a certificate of its own.</summary>
    private static void SetHttp2(Http2Limits limits)
    {
        // What one client may have at once anyway; without it, a connection is a hundred.
        limits.MaxStreamsPerConnection = StreamsPerConnection;
        limits.MaxRequestHeaderFieldSize = BeyondOurLimits * RequestSizeMiddleware.MaxHeaders;
        limits.InitialStreamWindowSize = 128 * 1024;
        limits.InitialConnectionWindowSize = 512 * 1024;
        // Finds out that a client is gone which never said so.
        limits.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
