using System.Diagnostics;
using PeaceTalks.ApiTests.LocalPostgres;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>
/// A PostgreSQL of one test that keeps what it acknowledges, unless the test's settings say otherwise; to be killed and started again.
/// </summary>
public sealed class KillableServer : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly LocalPostgresOptions options;
    private LocalPostgresServer? server;

    private KillableServer(TestFolder folder, (string Name, string Value)[] settings)
    {
        this.folder = folder;
        var durable = new Dictionary<string, string>
        {
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["shared_buffers"] = "32MB",
        };
        foreach (var (name, value) in settings)
        {
            durable[name] = value;
        }

        options = folder.Options with { ServerSettings = durable };
    }

    public string ConnectionString => server!.ConnectionString;

    public static async Task<KillableServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var killable = new KillableServer(await TestFolder.WithClusterAsync(), settings);
        try
        {
            killable.server = await killable.folder.StartAsync(killable.options);
            return killable;
        }
        catch
        {
            await killable.DisposeAsync();
            throw;
        }
    }

    /// <summary>As <c>kill -9</c> of the postmaster and all its children at once, and a start after it, on the same address.</summary>
    public async Task KillAndStartAsync(CancellationToken end)
    {
        var address = ConnectionString;
        using (var postmaster = Process.GetProcessById(folder.Postmaster))
        {
            postmaster.Kill(entireProcessTree: true);
            await postmaster.WaitForExitAsync(end);
        }

        await server!.DisposeAsync();
        server = await folder.StartAsync(options).WaitAsync(end);
        ConnectionString.ShouldBe(address, "who was connected can find it again");
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await folder.DisposeAsync();
    }
}
