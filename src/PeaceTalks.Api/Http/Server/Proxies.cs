using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using IPNetwork = System.Net.IPNetwork;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// The trusted proxies, whose word is taken for the client's address. Setting <c>Proxies</c>: addresses and networks; none by default.
/// </summary>
/// <remarks>
/// Not even a program on this machine is trusted by default. As soon as a proxy is named, requests over a Unix socket are trusted too. They
/// have no address, and whoever may open the socket was chosen by those who set its permissions.
/// </remarks>
internal static class Proxies
{
    public const string Setting = "Proxies";

    public static void Read(ProxySettings settings, IConfiguration configuration) =>
        settings.Networks = [.. configuration.Several(Setting).Select(Read)];

    public static void Trust(ForwardedHeadersOptions options, IOptions<ProxySettings> settings)
    {
        var named = settings.Value.Networks;
        // Set even if no proxy is named, because ASP.NET has an environment variable that would trust all of them.
        options.ForwardedHeaders =
            named.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        // Read from the last entry backwards, as long as one of our proxies added it.
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
                $"{Setting}: '{text}' is neither an address nor a network; write it like 10.1.2.3, 10.1.0.0/16 or "
                    + "fd00::/8, and separate several with commas."
            );
    }
}
