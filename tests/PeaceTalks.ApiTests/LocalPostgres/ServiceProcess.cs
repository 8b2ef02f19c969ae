using System.Diagnostics;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>A service in a process of its own that holds a private server (tests/PeaceTalks.LocalPostgres.Host).</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServiceProcess(Process process, string connectionString) => (this.process, ConnectionString) = (process, connectionString);

    public string ConnectionString { get; }

    public int Id => process.Id;

    /// <summary>Returns when its server accepts connections.</summary>
    public static async Task<ServiceProcess> StartAsync(TestFolder folder)
    {
        var process = Launch(folder);
        var line =
            await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return new ServiceProcess(process, line[(line.IndexOf(' ') + 1)..]);
    }

    /// <summary>For who kills it before it is ready.</summary>
    public static Process Launch(TestFolder folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PeaceTalks.LocalPostgres.Host.dll");
        return Process.Start(
            new ProcessStartInfo("dotnet", [program, folder.Path, TestCluster.BinariesFolder ?? ""])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }

    /// <summary>As `kill -9` does: it gets no chance to stop anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
