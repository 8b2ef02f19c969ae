using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>The built service in a process of its own, on a database that others can have too, to be killed and started again.</summary>
public sealed class KillableService : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> logged = [];
    private readonly ProcessStartInfo command;
    private readonly HttpClient health;
    private Process? process;

    private KillableService(string connectionString, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        health = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        command = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PeaceTalks.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__PeaceTalks"] = connectionString,
                ["Urls"] = Address.ToString(),
                ["Dataset"] = "russia-ukraine-2025",
                ["Keys__Admin"] = WithKey.AdminSecret,
                ["Limits__Enabled"] = "false", // one client stands for many
                ["Serilog__MinimumLevel"] = "Error",
            },
        };
    }

    public Uri Address { get; }

    /// <summary>Errors, which there should be none of.</summary>
    public string Log => string.Join('\n', logged.TakeLast(40));

    public static async Task<KillableService> StartAsync(string connectionString, CancellationToken end)
    {
        var service = new KillableService(connectionString, FreePort());
        try
        {
            await service.StartAgainAsync(end);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken end)
    {
        process?.Dispose();
        process = Process.Start(command)!;
        process.OutputDataReceived += (_, line) => logged.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => logged.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync(end))
        {
            process.HasExited.ShouldBeFalse($"the service has ended by itself: {Log}");
            await Task.Delay(50, end);
        }
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task KillAndStartAsync(CancellationToken end)
    {
        await KillAsync();
        await StartAgainAsync(end);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
            process.Dispose();
        }

        health.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken end)
    {
        try
        {
            using var answer = await health.GetAsync("/health/ready", end);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && !end.IsCancellationRequested)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
