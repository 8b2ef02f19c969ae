using Microsoft.AspNetCore.Mvc.Testing;
using PeaceTalks.ApiTests.LocalPostgres;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>The service with the shipped data set, on Kestrel, and on a server of its own, which a test may hurt.</summary>
public sealed class HurtLedger : IAsyncDisposable
{
    private readonly LocalPostgresServer server;
    private readonly WebApplicationFactory<Program> service;

    private HurtLedger(TestFolder folder, LocalPostgresServer server, WebApplicationFactory<Program> service, HttpClient http) =>
        (Folder, this.server, this.service, Http) = (folder, server, service, http);

    public TestFolder Folder { get; }

    public string ConnectionString => server.ConnectionString;

    public HttpClient Http { get; }

    /// <param name="serverSettings">In addition to those of <see cref="TestFolder"/>.</param>
    public static async Task<HurtLedger> StartAsync(
        TestFolder folder,
        (string Name, string Value)[]? serverSettings = null,
        (string Name, string Value)[]? settings = null
    )
    {
        var options = folder.Options;
        var server = await folder.StartAsync(
            options with
            {
                ServerSettings = options
                    .ServerSettings.Concat((serverSettings ?? []).Select(x => KeyValuePair.Create(x.Name, x.Value)))
                    .ToDictionary(),
            }
        );
        try
        {
            var service = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            {
                host.UseSetting("ConnectionStrings:PeaceTalks", server.ConnectionString);
                host.UseSetting("Urls", "http://127.0.0.1:0");
                host.UseSetting("Keys:Admin", WithKey.AdminSecret);
                host.UseSetting("Limits:Enabled", "false");

                // So that each answer is about the database.
                host.UseSetting("Limits:ReadSeconds", "60");
                host.UseSetting("Serilog:MinimumLevel", "Fatal");
                foreach (var (name, value) in settings ?? [])
                {
                    host.UseSetting(name, value);
                }
            });
            service.UseKestrel(0);
            service.StartServer();
            return new HurtLedger(folder, server, service, service.CreateDefaultClient(service.ClientOptions.BaseAddress, new WithKey()));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task<object?> SqlAsync(string statement) => Sql.ScalarAsync(ConnectionString, statement);

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await Answer.OfAsync(response);
    }

    /// <summary>A further remark on an article of the data set.</summary>
    public async Task<Answer> RecordAsync(string text)
    {
        using var response = await Http.PostAsync("/api/v1/remarks", Load.Remark(text));
        return await Answer.OfAsync(response);
    }

    /// <summary>That it reads and writes again, with nobody's help.</summary>
    public async Task ShouldRecoverAsync()
    {
        (await Eventually.BecomesAsync(async () => (await RecordAsync("recovered")).Status == 201, TimeSpan.FromMinutes(2))).ShouldBeTrue(
            Folder.Log
        );
        (await GetAsync("/api/v1/parties")).Expect(200);
        (
            await Eventually.BecomesAsync(async () => (await GetAsync("/health/ready")).Status == 200, TimeSpan.FromSeconds(30))
        ).ShouldBeTrue();
        (await SqlAsync("SELECT max(number) - count(*) FROM revision")).ShouldBe(0L, "revisions have no holes");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await service.DisposeAsync();
        await server.DisposeAsync();
    }
}
