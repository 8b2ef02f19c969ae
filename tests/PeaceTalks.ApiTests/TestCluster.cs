using System.Globalization;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests;

/// <summary>
/// One server for all tests of a run, started when the first one asks for it; <see cref="TestRun"/> stops it at the end. Its settings
/// trade durability for speed: a test about crashes starts its own.
/// </summary>
public static class TestCluster
{
    private static readonly LocalPostgresOptions Options = new()
    {
        BinariesFolder = BinariesFolder,
        ServerSettings = new Dictionary<string, string>
        {
            ["fsync"] = "off",
            ["synchronous_commit"] = "off",
            ["full_page_writes"] = "off",
            ["autovacuum"] = "off", // a test that needs statistics makes them
            ["max_connections"] = "600", // each test class has pools of its own, one for each role
        },
    };

    private static readonly Lazy<Task<LocalPostgresServer>> Server = new(StartAsync);

    // Clones made at once wait for each other's checkpoints: 25 ms alone, up to 280 together.
    private static readonly SemaphoreSlim OneCloneAtATime = new(1);

    private static int lastClone;

    /// <summary>Binaries to test with, from PEACETALKS_TEST_POSTGRES; null takes what the search finds.</summary>
    public static string? BinariesFolder => Environment.GetEnvironmentVariable("PEACETALKS_TEST_POSTGRES");

    public static Task<LocalPostgresServer> StartedAsync() => Server.Value;

    /// <summary>A fresh copy of a database, to which nobody may be connected: migrate it with <c>Pooling=false</c>.</summary>
    /// <returns>The copy's connection string.</returns>
    public static async Task<string> CloneAsync(string templateDatabase)
    {
        var server = await StartedAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"{templateDatabase}_{Interlocked.Increment(ref lastClone)}");
        var names = new NpgsqlCommandBuilder();
        await OneCloneAtATime.WaitAsync();
        try
        {
            var maintenance = new NpgsqlConnectionStringBuilder(server.ConnectionStringTo("postgres")) { Pooling = false };
            await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
            await connection.OpenAsync();
            await using var clone = new NpgsqlCommand(
                $"CREATE DATABASE {names.QuoteIdentifier(name)} TEMPLATE {names.QuoteIdentifier(templateDatabase)}",
                connection
            );
            await clone.ExecuteNonQueryAsync();
        }
        finally
        {
            OneCloneAtATime.Release();
        }

        return server.ConnectionStringTo(name);
    }

    /// <summary>Stops the server, if any test started it.</summary>
    internal static async Task EndAsync()
    {
        if (Server.IsValueCreated)
        {
            await (await Server.Value).DisposeAsync();
        }
    }

    private static async Task<LocalPostgresServer> StartAsync()
    {
        await RunFolder.ClearKilledRunsAsync();
        var options = Options with { DataFolder = Path.Combine(RunFolder.New(), "cluster") };
        return await LocalPostgresServer.StartAsync(options, Console.WriteLine, CancellationToken.None);
    }
}
