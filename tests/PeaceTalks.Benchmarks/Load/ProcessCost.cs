using System.Globalization;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>What processes have used, as Linux counts it in <c>/proc</c>.</summary>
internal static class ProcessCost
{
    private const double MicrosecondsPerTick = 10_000;

    /// <summary>Microseconds of CPU, in user and kernel mode.</summary>
    public static double Cpu(int process) => Stat(process) is { } stat ? Ticks(stat, 11, 12) * MicrosecondsPerTick : 0;

    /// <summary>Microseconds of CPU of a process with all its children, those that have ended included.</summary>
    public static double CpuOfFamily(int parent)
    {
        var family = Directory
            .EnumerateDirectories("/proc")
            .Select(x => int.TryParse(Path.GetFileName(x), CultureInfo.InvariantCulture, out var id) ? Stat(id) : null)
            .Where(x => x is not null && x[1] == parent.ToString(CultureInfo.InvariantCulture))
            .Sum(x => Ticks(x!, 11, 12));
        return Stat(parent) is { } own ? (family + Ticks(own, 11, 12, 13, 14)) * MicrosecondsPerTick : 0;
    }

    /// <summary>Resident memory in MB.</summary>
    public static double Resident(int process) =>
        File.ReadLines($"/proc/{process}/status")
            .Where(x => x.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(x => double.Parse(x.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .Single();

    /// <summary>The fields from the state on. Null if the process has ended.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            // The name before it, in brackets, may have spaces.
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Ticks(string[] stat, params ReadOnlySpan<int> fields)
    {
        var sum = 0L;
        foreach (var field in fields)
        {
            sum += long.Parse(stat[field], CultureInfo.InvariantCulture);
        }

        return sum;
    }
}
