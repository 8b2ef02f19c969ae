using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

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
    public static void Trust(ForwardedHeadersOptions options, IOptions<ProxySettings> settings)
    {
        var named = settings.Value.Networks.ToList();
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
}
