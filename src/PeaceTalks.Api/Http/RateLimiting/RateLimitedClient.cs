using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>The client that a request is counted for: its key if it has one, otherwise its address.</summary>
internal readonly record struct RateLimitedClient(string Name, bool HasKey)
{
    private const int NetworkBytes = 8;

    public static RateLimitedClient FromRequest(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } key ? new(key, HasKey: true) : new(AddressOf(http), HasKey: false);

    /// <summary>
    /// For IPv6, the /64 network, because whoever has one of its addresses has them all. Empty if there is no address, as on a Unix socket.
    /// </summary>
    public static string AddressOf(HttpContext http)
    {
        if (http.ClientAddress() is not { } address)
        {
            return "";
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
