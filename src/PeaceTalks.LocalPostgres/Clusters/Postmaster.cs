using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>The server process that a cluster's <c>postmaster.pid</c> names.</summary>
internal sealed class Postmaster
{
    private readonly string[] lines;

    private Postmaster(string[] lines, int processId) => (this.lines, ProcessId) = (lines, processId);

    public int ProcessId { get; }

    public static string FileIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null if the cluster was shut down properly.</summary>
    public static Postmaster? OfCluster(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(cluster));
            return lines.Length >= 3 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) ? new Postmaster(lines, id) : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the process is alive and is this cluster's server. After a crash or a reboot, the number may belong to another program, even
    /// to another PostgreSQL, which must not be stopped.
    /// </summary>
    public bool IsRunning()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return IsInItsFolder() ?? IsNamedAndStartedLikeIt(process);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether any process with that number is alive.</summary>
    public bool NumberIsTaken()
    {
        try
        {
            Process.GetProcessById(ProcessId).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Linux shows the working folder of a process, which for a server is its cluster. Null if it does not.
    private bool? IsInItsFolder()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return File.ReadLines(FileIn($"/proc/{ProcessId}/cwd")).Take(3).SequenceEqual(lines.Take(3));
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool IsNamedAndStartedLikeIt(Process process)
    {
        try
        {
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && long.TryParse(lines[2], CultureInfo.InvariantCulture, out var started)
                && (process.StartTime.ToUniversalTime() - DateTimeOffset.FromUnixTimeSeconds(started).UtcDateTime).Duration()
                    < TimeSpan.FromMinutes(1);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
