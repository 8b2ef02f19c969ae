using System.Net;

namespace PeaceTalks.Api.Http.Server;

public static class ClientAddresses
{
    /// <summary>
    /// The address of the client. IPv4 is given as such, even if the server listens on IPv6. Null if there is none, as on a Unix socket.
    /// </summary>
    public static IPAddress? ClientAddress(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
