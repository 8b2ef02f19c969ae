using System.Globalization;
using System.Text.RegularExpressions;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>What one run of wrk found.</summary>
/// <param name="Requests">The number of requests that were answered.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record WrkResult(long Requests, double PerSecond, double P50, double P99);

/// <summary>Drives a server with wrk: two threads, sixteen connections.</summary>
internal static partial class Wrk
{
    /// <param name="header">A header to send with each request, as <c>Name: value</c>.</param>
    /// <param name="script">A script in Lua that makes the requests.</param>
    /// <exception cref="InvalidOperationException">wrk is missing, or an answer was an error.</exception>
    public static async Task<WrkResult> RunAsync(string address, int seconds, string? header = null, string? script = null)
    {
        string[] arguments =
        [
            "-t2",
            "-c16",
            $"-d{seconds}s",
            "--timeout",
            "30s",
            "--latency",
            .. Option("-H", header),
            .. Option("-s", script),
            address,
        ];
        var output = await Tool.RunAsync("wrk", arguments);
        if (Errors().Match(output) is { Success: true } errors)
        {
            throw new InvalidOperationException($"{address}: {errors.Value.Trim()}");
        }

        return new WrkResult(
            long.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(P50().Match(output)),
            Milliseconds(P99().Match(output))
        );
    }

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        * match.Groups[2].Value switch
        {
            "us" => .001,
            "ms" => 1,
            "s" => 1000,
            _ => 60_000,
        };

    [GeneratedRegex(@"(Non-2xx or 3xx responses: \d+|Socket errors: .*)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex P99();
}
