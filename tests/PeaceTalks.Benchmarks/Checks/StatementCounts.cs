using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Checks;

/// <summary>Counts what requests ask of the database, with the extension pg_stat_statements.</summary>
internal sealed class StatementCounts(BenchmarkServer server, string database)
{
    private const int Times = 20;

    /// <summary>The server's setting that makes it count.</summary>
    public static readonly (string Name, string Value) Setting = ("shared_preload_libraries", "pg_stat_statements");

    /// <exception cref="CheckFailedException">PostgreSQL was installed without the extension.</exception>
    public async Task PrepareAsync()
    {
        if (!await server.AskAsync<bool>(database, "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_stat_statements')"))
        {
            throw new CheckFailedException(
                "PostgreSQL lacks pg_stat_statements, which Debian's package has. Without it, nothing is counted."
            );
        }

        await server.RunAsync(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    /// <summary>What one request costs, on average, once everything is prepared and cached.</summary>
    public async Task<Budget> CountAsync(string question, Contender service, string path, string? tag = null)
    {
        // For every connection of the pool, and for the plans.
        await AskAsync(service, path, tag);
        await ResetAsync();
        await AskAsync(service, path, tag);
        return new Budget(
            question,
            await SumAsync("calls", "query NOT LIKE 'DISCARD%'") / Times,
            await SumAsync("calls", "query LIKE 'DISCARD%'") / Times,
            await SumAsync("shared_blks_hit + shared_blks_read", "true") / Times
        );
    }

    public Task ResetAsync() => server.RunAsync(database, "SELECT pg_stat_statements_reset()");

    /// <summary>Everything since the last reset.</summary>
    public async Task<(double Statements, double Buffers, double Rows)> SinceResetAsync() =>
        (
            await SumAsync("calls", "query NOT LIKE 'DISCARD%'"),
            await SumAsync("shared_blks_hit + shared_blks_read", "true"),
            await SumAsync("rows", "true")
        );

    private static async Task AskAsync(Contender service, string path, string? tag)
    {
        for (var i = 0; i < Times; i++)
        {
            await service.GetAsync(path, tag);
        }
    }

    private Task<double> SumAsync(string what, string where) =>
        server.AskAsync<double>(
            database,
            $"""
            SELECT coalesce(sum({what}), 0)::float8 FROM pg_stat_statements
            WHERE toplevel AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND query NOT LIKE '%pg_stat_statements%' AND {where}
            """
        );
}
