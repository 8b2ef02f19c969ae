using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PeaceTalks.LocalPostgres;

/// <summary>Runs a program to its end and captures its output.</summary>
internal sealed record ChildProcess(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Parts of the names of variables that are .NET settings with secrets. Some have a prefix such as ASPNETCORE_.</summary>
    private static readonly string[] Secrets = ["Keys__", "Keys:", "ConnectionStrings__", "ConnectionStrings:", "CONNSTR_"];

    public ServerAccount? Account { get; init; }

    /// <summary>A folder that <see cref="Account"/> can enter. The service's own working folder may not be one.</summary>
    public string WorkingFolder { get; init; } = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/";

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>False if the program leaves a child process behind that would keep the pipes open.</summary>
    public bool CaptureOutput { get; init; } = true;

    public sealed record Ended(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    /// <summary>
    /// If the program cannot be started at all, the exit code is -1 and the output gives the reason. Cancellation kills the program.
    /// </summary>
    public async Task<Ended> RunAsync(CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo() };
        var output = new StringBuilder();
        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }

        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new Ended(-1, failure.Message);
        }

        process.StandardInput.Close();
        if (CaptureOutput)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        lock (output)
        {
            return new Ended(process.ExitCode, output.ToString().Trim());
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = WorkingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = CaptureOutput,
            RedirectStandardError = CaptureOutput,
        };
        if (Account is not null && !OperatingSystem.IsWindows())
        {
            start.UserName = Account.Name;
        }

        foreach (var name in start.Environment.Keys.Where(IsOthers).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>PGDATA, PGPORT, PGOPTIONS and the like are meant for another server, and secrets are only meant for the service.</summary>
    private static bool IsOthers(string name) =>
        name.StartsWith("PG", StringComparison.Ordinal) || Secrets.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
