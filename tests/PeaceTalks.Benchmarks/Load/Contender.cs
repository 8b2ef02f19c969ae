using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>A server that is measured: a process of its own, on a free port.</summary>
internal sealed class Contender : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process process;
    private readonly string log;

    private int isDisposed;

    private Contender(string name, string address, Process process, string log)
    {
        (Name, Address, this.process, this.log) = (name, address, process, log);

        // Whoever ends the run early leaves no servers behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().Wait();
    }

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
        var log = Path.GetTempFileName();
        // Into a file, as a service logs. A pipe would cost this process CPU that the figures need.
        string[] command = ["-c", "exec \"$@\" >>\"$0\" 2>&1", log, program, .. arguments(port)];
        var start = new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = folder ?? "" };
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        var process = Process.Start(start)!;
        var contender = new Contender(name, $"http://127.0.0.1:{port}", process, log);
        var waited = Stopwatch.StartNew();
        while (!await contender.AnswersAsync(ready))
        {
            if (process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(2))
            {
                var said = string.Join('\n', File.ReadLines(log).TakeLast(20));
                await contender.DisposeAsync();
                throw new InvalidOperationException($"{name} did not start: {said}");
            }

            await Task.Delay(5);
        }

        return contender;
    }

    /// <param name="tag">The tag of a copy, which must still be current.</param>
    /// <exception cref="InvalidOperationException">The answer is neither 200 nor, with a tag, 304.</exception>
    public async Task<(HttpResponseMessage Response, byte[] Body)> GetAsync(string path, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address + path);
        if (tag is not null)
        {
            request.Headers.Add("If-None-Match", tag);
        }

        var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode == (tag is null ? HttpStatusCode.OK : HttpStatusCode.NotModified)
            ? (response, body)
            : throw new InvalidOperationException($"{Name} answers {(int)response.StatusCode} to {path}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Whatever it answers.</summary>
    public async Task<(int Status, byte[] Body)> AskAsync(string path)
    {
        using var response = await Http.GetAsync(Address + path);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        if (!process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await stop.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        File.Delete(log);
    }

    /// <summary>Empties its log. It appends, so it goes on at the start of the file.</summary>
    public void ForgetLog() => File.WriteAllBytes(log, []);

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(Address + path);
            // A server that takes no GET at all is there as well.
            return answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.MethodNotAllowed;
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
}
