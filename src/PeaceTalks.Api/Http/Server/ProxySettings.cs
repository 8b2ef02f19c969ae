using System.Net;
using PeaceTalks.Api.Settings;
using IPNetwork = System.Net.IPNetwork;

namespace PeaceTalks.Api.Http.Server;

/// <summary>Who is believed where a request comes from.</summary>
public sealed class ProxySettings
{
    /// <summary>
    /// Addresses and networks of reverse proxies, separated by commas, whose <c>X-Forwarded-For</c> and <c>-Proto</c> the service trusts.
    /// Without it, all clients behind a proxy count as one.
    /// </summary>
    [NetworkForm]
    public IReadOnlyList<string> Proxies { get; set; } = [];

    /// <summary>An address is a network of one.</summary>
    internal IEnumerable<IPNetwork> Networks => Proxies.Select(Network).OfType<IPNetwork>();

    private static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    private sealed class NetworkFormAttribute : SettingFormAttribute
    {
        public override string? Complaint(string text) =>
            Network(text) is null ? "it takes addresses and networks such as 10.1.2.3, 10.1.0.0/16 or fd00::/8, separated by commas" : null;
    }
}
