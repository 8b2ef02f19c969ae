using System.Text;
using System.Text.RegularExpressions;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Checks;

/// <summary>A benchmark of wrong answers is worth nothing: the baseline must answer with the service's bytes.</summary>
internal static partial class SameAnswers
{
    private const int Context = 300;

    /// <param name="butEpoch">For an older build: whether an address with an epoch equals the same address without.</param>
    /// <exception cref="CheckFailedException">Two answers differ.</exception>
    public static async Task RequireAsync(Contender service, Contender baseline, IEnumerable<string> paths, bool butEpoch = false)
    {
        var (count, bytes) = (0, 0L);
        foreach (var path in paths)
        {
            var (_, expected) = await service.GetAsync(path);
            var (_, given) = await baseline.GetAsync(path);
            if (butEpoch)
            {
                (expected, given) = (WithoutEpoch(expected), WithoutEpoch(given));
            }

            if (!expected.AsSpan().SequenceEqual(given))
            {
                throw new CheckFailedException($"{path} is answered differently.\n{Difference(expected, given)}");
            }

            (count, bytes) = (count + 1, bytes + expected.Length);
        }

        Console.WriteLine($"{service.Name} and baseline give the same {count} answers ({bytes / 1024:N0} kB).");
    }

    private static byte[] WithoutEpoch(byte[] body) => Encoding.UTF8.GetBytes(Epoch().Replace(Encoding.UTF8.GetString(body), ""));

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

    [GeneratedRegex("&epoch=[0-9a-f-]{36}")]
    private static partial Regex Epoch();
}

/// <summary>What a check found. The message says it all.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
