using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests;

/// <summary>The service as it is installed, in a process of its own on a free port.</summary>
public sealed partial class RunningService
{
    private readonly Process process;
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> lines = [];

    /// <param name="settings">Environment variables.</param>
    public RunningService(params (string Name, string Value)[] settings)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "PeaceTalks.Api.dll"), "--Urls=http://127.0.0.1:0"]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in settings)
        {
            process.StartInfo.Environment[name] = value;
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"It ended: {Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has logged.</summary>
    public string Said
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <returns>Its address.</returns>
    public async Task<Uri> ReadyAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(cancellation)) };
        while (!(await http.GetAsync("/health/ready", cancellation)).IsSuccessStatusCode)
        {
            await Task.Delay(200, cancellation);
        }

        return http.BaseAddress;
    }

    /// <summary>As a service manager stops it.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (lines)
        {
            lines.Add(line ?? "");
        }

        if (Address().Match(line ?? "") is { Success: true } found)
        {
            address.TrySetResult(found.Groups[1].Value);
        }
    }

    [GeneratedRegex("Swagger UI is at \"?(http://[^/\"]+)\"?/swagger")]
    private static partial Regex Address();
}
