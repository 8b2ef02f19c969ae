using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>Whom a request is counted for: the key where it has one, else the address it comes from.</summary>
internal readonly record struct RateLimitedClient(string Name, bool HasKey)
{
    private const int NetworkBytes = 8;

    public static RateLimitedClient FromRequest(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } key ? new(key, HasKey: true) : new(AddressOf(http), HasKey: false);

    /// <summary>Of IPv6 the network, a /64: whoever has one address of it has them all. Empty where there is none, as on a Unix socket.</summary>
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
