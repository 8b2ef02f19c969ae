using System.Net;

namespace PeaceTalks.Api.Http.Server;

/// <summary>The setting <c>Proxies</c>.</summary>
public sealed class ProxySettings
{
    /// <summary>Who is believed where a request comes from; an address is a network of one. None by default.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; internal set; } = [];
}
