using System.Net.Http.Headers;
using System.Net.Http.Json;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Writes;

/// <summary>Writes through the service, with the key of an ADMIN.</summary>
internal sealed class ServiceWriter(Contender service) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100 })
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ServiceBuild.AdminKey) },
    };

    public Contender Service => service;

    /// <exception cref="InvalidOperationException">The write is refused.</exception>
    public async Task SendAsync(string path, object item, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, service.Address + path)
        {
            Content = JsonContent.Create(new { note = "A benchmark", item }),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} gets {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        await response.Content.CopyToAsync(Stream.Null);
    }

    public void Dispose() => http.Dispose();
}
