using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Benchmarks.Ledgers;

/// <summary>A private PostgreSQL for the run. Without a folder of its own, it and its data are gone at the end.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    /// <summary>What works at its own time would be noise.</summary>
    private static readonly (string Name, string Value)[] Quiet =
    [
        ("max_connections", "200"),
        ("autovacuum", "off"),
        ("max_wal_size", "8GB"),
        ("maintenance_work_mem", "512MB"),
    ];

    /// <summary>To measure reads, nothing need reach the disk.</summary>
    private static readonly (string Name, string Value)[] WithoutDurability = [("fsync", "off"), ("full_page_writes", "off")];

    private readonly LocalPostgresServer server;
    private readonly string? temporary;

    private BenchmarkServer(LocalPostgresServer server, string? temporary)
    {
        (this.server, this.temporary) = (server, temporary);

        // Whoever ends the run early leaves no server behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().Wait();
    }

    public string Version => server.Version;

    /// <param name="folder">Where the ledgers are kept for the next run. Null for a temporary folder.</param>
    /// <param name="settings">Server settings besides those that keep noise out of the figures.</param>
    public static Task<BenchmarkServer> StartAsync(string? folder, params (string Name, string Value)[] settings) =>
        StartAsync(folder, isDurable: false, settings);

    /// <param name="isDurable">Whether a commit waits for the disk.</param>
    /// <inheritdoc cref="StartAsync(string, ValueTuple{string, string}[])"/>
    public static async Task<BenchmarkServer> StartAsync(string? folder, bool isDurable, params (string Name, string Value)[] settings)
    {
        var temporary = folder is null ? Directory.CreateTempSubdirectory("peacetalks-benchmarks-").FullName : null;
        if (temporary is not null && !OperatingSystem.IsWindows())
        {
            // For root, PostgreSQL runs as another user, who has to enter it.
            File.SetUnixFileMode(temporary, (UnixFileMode)0b111_101_101);
        }

        var options = new LocalPostgresOptions
        {
            DataFolder = folder ?? Path.Combine(temporary!, "data"),
            ServerSettings = Quiet.Concat(isDurable ? [] : WithoutDurability).Concat(settings).ToDictionary(x => x.Name, x => x.Value),
        };
        return new BenchmarkServer(await LocalPostgresServer.StartAsync(options, Console.WriteLine, CancellationToken.None), temporary);
    }

    public string ConnectionStringTo(string database) => server.ConnectionStringTo(database);

    public async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionStringTo(database)) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task RunAsync(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The process that all others of the server descend from.</summary>
    public Task<int> PostmasterAsync() =>
        AskAsync<int>("postgres", "SELECT (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]::int");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
