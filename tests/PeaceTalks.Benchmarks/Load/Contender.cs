using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>A server that is measured: a process of its own, on a free port.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process process;

    private Contender(string name, string address, Process process) => (Name, Address, this.process) = (name, address, process);

    public string Name { get; }

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; }

    public int ProcessId => process.Id;

    /// <summary>Starts a .NET program, and waits until it answers.</summary>
    /// <param name="ready">A path that is answered with success once it serves.</param>
    public static Task<Contender> StartAsync(
        string name,
        string ready,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> settings
    ) => StartAsync(name, ready, "dotnet", port => [.. arguments, "--urls", $"http://127.0.0.1:{port}"], settings, null);

    /// <param name="arguments">The arguments, by the port.</param>
    public static async Task<Contender> StartAsync(
        string name,
        string ready,
        string program,
        Func<int, IReadOnlyList<string>> arguments,
        IReadOnlyDictionary<string, string> settings,
        string? folder
    )
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments(port))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        var process = Process.Start(start)!;
        var log = new LastLines(process);
        var contender = new Contender(name, $"http://127.0.0.1:{port}", process);
        var waited = Stopwatch.StartNew();
        while (!await contender.AnswersAsync(ready))
        {
            if (process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(2))
            {
                await contender.DisposeAsync();
                throw new InvalidOperationException($"{name} did not start: {log}");
            }

            await Task.Delay(5);
        }

        return contender;
    }

    public async Task<(HttpResponseMessage Response, byte[] Body)> GetAsync(string path)
    {
        var response = await Http.GetAsync(Address + path);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == HttpStatusCode.OK
            ? (response, body)
            : throw new InvalidOperationException(
                $"{Name} answers {(int)response.StatusCode} to {path}: {System.Text.Encoding.UTF8.GetString(body)}"
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await stop.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(Address + path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
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

    /// <summary>Reads what a process says, so that it never waits for a reader, and keeps the end of it.</summary>
    private sealed class LastLines
    {
        private readonly Queue<string> lines = [];

        public LastLines(Process process)
        {
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public override string ToString()
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }

        private void Keep(string? line)
        {
            lock (lines)
            {
                lines.Enqueue(line ?? "");
                if (lines.Count > 20)
                {
                    lines.Dequeue();
                }
            }
        }
    }
}
