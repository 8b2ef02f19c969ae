using System.Text;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Checks;

/// <summary>A benchmark of wrong answers is worth nothing: the baseline must answer with the service's bytes.</summary>
internal static class SameAnswers
{
    private const int Context = 300;

    /// <exception cref="CheckFailedException">Two answers differ.</exception>
    public static async Task RequireAsync(Contender service, Contender baseline, IEnumerable<string> paths)
    {
        var (count, bytes) = (0, 0L);
        foreach (var path in paths)
        {
            var (_, expected) = await service.GetAsync(path);
            var (_, given) = await baseline.GetAsync(path);
            if (!expected.AsSpan().SequenceEqual(given))
            {
                throw new CheckFailedException($"{path} is answered differently.\n{Difference(expected, given)}");
            }

            (count, bytes) = (count + 1, bytes + expected.Length);
        }

        Console.WriteLine($"{service.Name} and baseline give the same {count} answers ({bytes / 1024:N0} kB).");
    }

    private static string Difference(byte[] expected, byte[] given)
    {
        var same = expected.AsSpan().CommonPrefixLength(given);
        return $"At byte {same}:\n  service  {Around(expected, same)}\n  baseline {Around(given, same)}";
    }

    private static string Around(byte[] body, int at)
    {
        var start = Math.Max(0, at - Context);
        return Encoding.UTF8.GetString(body.AsSpan(start, Math.Min(body.Length, at + Context) - start));
    }
}

/// <summary>What a check found. The message says it all.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
