using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using IPNetwork = System.Net.IPNetwork;

namespace PeaceTalks.Api.Http.Server;

/// <summary>Whose word is taken for where a request comes from: the setting <c>Proxies</c>, addresses and networks. Nobody's by default.</summary>
/// <remarks>
/// Not even of a program on this machine. Where any proxy is named, what comes over a Unix socket is believed too: it has no address, and whoever
/// may open the socket was chosen by those who set its permissions.
/// </remarks>
internal static class Proxies
{
    public const string Setting = "Proxies";

    public static void Read(ProxySettings settings, IConfiguration configuration) =>
        settings.Networks = [.. configuration.Several(Setting).Select(Read)];

    public static void Trust(ForwardedHeadersOptions options, IOptions<ProxySettings> settings)
    {
        var named = settings.Value.Networks;
        // Said even where none is named: ASP.NET has an environment variable that would trust all.
        options.ForwardedHeaders =
            named.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        // From the last one back, as long as it was a proxy of ours who said it.
        options.ForwardLimit = null;
        foreach (var network in named)
        {
            options.KnownIPNetworks.Add(network);
        }
    }

    private static IPNetwork Read(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, 8 * address.GetAddressBytes().Length);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new CannotStartException(
                $"{Setting}: '{text}' is neither an address nor a network; write 10.1.2.3, 10.1.0.0/16 or fd00::/8, several with commas in between."
            );
    }
}
