using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PeaceTalks.Benchmarks.Baseline;
using PeaceTalks.Benchmarks.Load;

namespace PeaceTalks.Benchmarks.Ledgers;

/// <summary>Makes the ledgers, each in a database of its own.</summary>
internal sealed class LedgerMaker(BenchmarkServer server)
{
    /// <summary>Indexes that are made after the records. Building them at once takes a fifth of the time.</summary>
    private const string Indexes =
        "SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index "
        + "WHERE indrelid IN ('position'::regclass, 'citation'::regclass, 'change'::regclass) AND NOT indisprimary";

    /// <summary>
    /// Makes the ledger, unless an earlier run has left it in the server's folder. The service makes the tables: it is started on the empty
    /// database, and stopped.
    /// </summary>
    /// <returns>The name of the database.</returns>
    public async Task<string> MakeAsync(LedgerSize size, ServiceBuild service)
    {
        var database = DatabaseOf(size);
        var made = Digest(size);
        if (await IsMadeAsync(database, made))
        {
            return database;
        }

        var watch = Stopwatch.StartNew();
        Console.WriteLine($"Making the ledger {size.Name}: {size.Positions:N0} positions.");
        await server.RunAsync("postgres", $"DROP DATABASE IF EXISTS {database}");
        await using (await service.StartAsync(server.ConnectionStringTo(database)))
        {
            // It has migrated its database when it listens.
        }

        await using var connection = await server.ConnectAsync(database);
        await RunAsync(connection, "SET session_replication_role = replica; SET work_mem = '256MB'");
        await RunAsync(connection, LedgerSql.Reference(size));
        var indexes = await IndexesAsync(connection);
        foreach (var (name, _) in indexes)
        {
            await RunAsync(connection, $"DROP INDEX {name}");
        }

        await RunAsync(connection, LedgerSql.Records(size));
        foreach (var (_, definition) in indexes)
        {
            await RunAsync(connection, definition);
        }

        await RunAsync(connection, BaselineIndexes.Sql);
        await RunAsync(connection, "VACUUM (ANALYZE, FREEZE)");
        await RunAsync(connection, "CHECKPOINT");
        await RunAsync(connection, $"COMMENT ON DATABASE {database} IS '{made}'");
        Console.WriteLine($"Made it in {watch.Elapsed.TotalSeconds:0} s.");
        return database;
    }

    public static string CopyOf(string database, string build) => $"{database}_of_{build}";

    public static string DatabaseOf(LedgerSize size) => $"ledger_{size.Name}";

    /// <summary>
    /// A copy for a second build of the service, which may have other migrations. Nobody may be connected to the original.
    /// </summary>
    public async Task<string> CopyAsync(string database, string build)
    {
        var copy = CopyOf(database, build);
        await server.RunAsync("postgres", $"DROP DATABASE IF EXISTS \"{copy}\"");
        await server.RunAsync("postgres", $"CREATE DATABASE \"{copy}\" TEMPLATE {database} STRATEGY file_copy");
        return copy;
    }

    /// <summary>Marks a whole ledger. Another generator makes others.</summary>
    private static string Digest(LedgerSize size)
    {
        var sql = LedgerSql.Reference(size) + LedgerSql.Records(size) + BaselineIndexes.Sql;
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
    }

    private Task<bool> IsMadeAsync(string database, string made) =>
        server.AskAsync<bool>(
            "postgres",
            $"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{database}' AND shobj_description(oid, 'pg_database') = '{made}')"
        );

    private static async Task<List<(string Name, string Definition)>> IndexesAsync(NpgsqlConnection connection)
    {
        await using var ask = new NpgsqlCommand(Indexes, connection);
        await using var rows = await ask.ExecuteReaderAsync();
        List<(string, string)> found = [];
        while (await rows.ReadAsync())
        {
            found.Add((rows.GetString(0), rows.GetString(1)));
        }

        return found;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
