using System.Net;

namespace PeaceTalks.Api.Http.Server;

public static class ClientAddresses
{
    /// <summary>Where a request comes from: IPv4 as that, also where the server listens on IPv6. Null where there is none, as on a Unix socket.</summary>
    public static IPAddress? ClientAddress(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
}
