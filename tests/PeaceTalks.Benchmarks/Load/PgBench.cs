using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using PeaceTalks.Benchmarks.Baseline;
using PeaceTalks.Benchmarks.Ledgers;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>The database's own limit: the baseline's statement, prepared, without any .NET.</summary>
internal static partial class PgBench
{
    /// <summary>Null if there is no pgbench beside the server's programs.</summary>
    public static async Task<string?> FindAsync(BenchmarkServer server)
    {
        var folder = await server.AskAsync<string>("postgres", "SELECT setting FROM pg_config WHERE name = 'BINDIR'");
        var program = Path.Combine(folder, "pgbench");
        return File.Exists(program) ? program : null;
    }

    public static async Task<WrkResult> RunAsync(string program, BenchmarkServer server, string database, Asked asked, int seconds)
    {
        var script = Path.GetTempFileName();
        var to = new NpgsqlConnectionStringBuilder(server.ConnectionStringTo(database));
        try
        {
            // pgbench has no null, and its scripts have a command a line.
            var statement = BaselineServer.StatementOf(asked).Replace("$1", "NULL::bigint").ReplaceLineEndings(" ");
            await File.WriteAllTextAsync(script, $"{Parameter().Replace(statement, ":p$1")};\n");
            string[] values =
            [
                asked.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                asked.Limit.ToString(CultureInfo.InvariantCulture),
                Text(asked.Parties),
                Text(asked.Issues),
                Text(asked.Proposals),
            ];
            var output = await Tool.RunAsync(
                program,
                [
                    "-n",
                    "-M",
                    "prepared",
                    "-c",
                    "8",
                    "-j",
                    "2",
                    "-T",
                    $"{seconds}",
                    "-f",
                    script,
                    .. values.SelectMany((x, i) => (string[])["-D", $"p{i + 2}={x}"]),
                    "-h",
                    to.Host!,
                    "-p",
                    $"{to.Port}",
                    "-U",
                    to.Username!,
                    database,
                ],
                variables: [("PGPASSWORD", to.Password!), ("PGOPTIONS", BaselineServer.PlanOnce)]
            );
            var latency = double.Parse(Latency().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
            return new WrkResult(
                long.Parse(Count().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                latency,
                latency
            );
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string Text(string[] values) => values is [var one] ? one : $"{{{string.Join(',', values)}}}";

    [GeneratedRegex(@"\$(\d)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"actually processed: (\d+)")]
    private static partial Regex Count();

    [GeneratedRegex(@"latency average = ([\d.]+) ms")]
    private static partial Regex Latency();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
