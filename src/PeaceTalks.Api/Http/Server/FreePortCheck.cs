using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Ends the start if the service cannot listen where it shall, before the database is touched. The server itself listens last, when
/// everything else is ready.
/// </summary>
internal sealed class FreePortCheck(IServer server, IOptions<ListeningSettings> settings, IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Servers of tests listen nowhere. With endpoints of its own, the section Kestrel says where to listen.
        var listens = server.Features.Get<IServerAddressesFeature>() is not null && !configuration.GetSection("Kestrel:Endpoints").Exists();
        foreach (var text in listens ? settings.Value.Urls?.Split(';') ?? [] : [])
        {
            var address = BindingAddress.Parse(text);
            foreach (var endpoint in address is { IsUnixPipe: false, Port: > 0 } ? EndpointsOf(address) : [])
            {
                Try(text, endpoint);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As the server understands the name of a host: any other name means all addresses of the machine.</summary>
    private static IPEndPoint[] EndpointsOf(BindingAddress address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? [new(IPAddress.Loopback, address.Port), new(IPAddress.IPv6Loopback, address.Port)]
        : IPAddress.TryParse(address.Host, out var given) ? [new(given, address.Port)]
        : [new(IPAddress.IPv6Any, address.Port)];

    private static void Try(string address, IPEndPoint endpoint)
    {
        try
        {
            SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint).Dispose();
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            var why = failure.SocketErrorCode == SocketError.AccessDenied ? "the port needs more rights" : "another program listens there";
            throw new CannotStartException($"Cannot listen on {address}: {why}. Set Urls to another address.", failure);
        }
        catch (SocketException)
        {
            // Such as a machine without IPv6. The server knows better what it can do without.
        }
    }
}
