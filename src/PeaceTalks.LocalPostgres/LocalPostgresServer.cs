using Npgsql;
using PeaceTalks.LocalPostgres.Binaries;
using PeaceTalks.LocalPostgres.Clusters;

namespace PeaceTalks.LocalPostgres;

/// <summary>
/// A private PostgreSQL that runs as long as this object, on a cluster in the user's data folder that outlives it. Only who may read
/// that folder can connect. A server that a killed service left behind is stopped in order and started anew, and one that dies is started
/// again: nothing committed is lost.
/// </summary>
public sealed class LocalPostgresServer : IAsyncDisposable
{
    private readonly FolderLock folderLock;
    private readonly Cluster cluster;
    private readonly Endpoint endpoint;
    private readonly string password;
    private readonly Action<string> log;
    private ServerRestart? revival;
    private int isDisposed;

    private LocalPostgresServer(
        LocalPostgresOptions options,
        FolderLock folderLock,
        Cluster cluster,
        Endpoint endpoint,
        string password,
        Action<string> log
    )
    {
        (this.folderLock, this.cluster, this.endpoint, this.password, this.log) = (folderLock, cluster, endpoint, password, log);
        DataFolder = options.EffectiveDataFolder;
        ConnectionString = ConnectionStringTo(options.DatabaseName);
    }

    /// <summary>To <see cref="LocalPostgresOptions.DatabaseName"/>, as superuser. Holds the password: not for logs.</summary>
    public string ConnectionString { get; }

    public string DataFolder { get; }

    /// <summary>Of the server, such as <c>15.18</c>.</summary>
    public required string Version { get; init; }

    /// <summary>True when this start made the cluster: there was no data before.</summary>
    public required bool IsNewCluster { get; init; }

    /// <exception cref="LocalPostgresException">No binaries, a folder in use, or a server that does not start.</exception>
    public static async Task<LocalPostgresServer> StartAsync(
        LocalPostgresOptions options,
        Action<string> log,
        CancellationToken cancellation
    )
    {
        var account = await ServerAccount.ForAsync(options.EffectiveDataFolder, cancellation);
        var folder = await ServiceFolder.OpenAsync(options.EffectiveDataFolder, account, cancellation);
        var folderLock = FolderLock.TryTake(folder) ?? throw FolderLock.Held(folder);
        try
        {
            var binaries = await BinariesForAsync(options, folder, account, log, cancellation);
            return await StartAsync(options, folder, folderLock, new Cluster(folder, binaries, account), binaries, log, cancellation);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Stops what a killed service left running on the data folder, without starting anything.</summary>
    /// <returns>False when a living service holds the folder; nothing is stopped then.</returns>
    public static async Task<bool> StopLeftoverAsync(LocalPostgresOptions options, Action<string> log, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.EffectiveDataFolder))
        {
            return true;
        }

        var account = await ServerAccount.ForAsync(options.EffectiveDataFolder, cancellation);
        var folder = await ServiceFolder.OpenAsync(options.EffectiveDataFolder, account, cancellation);
        using var folderLock = FolderLock.TryTake(folder);
        if (folderLock is not null && folder.ClusterMajors().Count > 0)
        {
            await new Cluster(folder, await BinariesForAsync(options, folder, account, log, cancellation), account).StopAsync();
        }

        return folderLock is not null;
    }

    /// <summary>To another database of the same server, which need not exist yet.</summary>
    public string ConnectionStringTo(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = endpoint.Host,
            Port = endpoint.Port,
            Database = database,
            Username = Cluster.SuperUser,
            Password = password,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    /// <summary>Stops the server and waits for its end, then lets other services have the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        await (revival?.DisposeAsync() ?? ValueTask.CompletedTask);
        try
        {
            await cluster.StopAsync();
        }
        catch (LocalPostgresException failure)
        {
            log(failure.Message);
        }
        finally
        {
            folderLock.Dispose();
        }
    }

    private static async Task<LocalPostgresServer> StartAsync(
        LocalPostgresOptions options,
        ServiceFolder folder,
        FolderLock folderLock,
        Cluster cluster,
        PostgresBinaries binaries,
        Action<string> log,
        CancellationToken cancellation
    )
    {
        var isNew = !cluster.Exists;
        var password = folder.Password(clusterExists: !isNew);
        if (cluster.ServingProcess() is { } leftover)
        {
            log($"An earlier service was killed and its PostgreSQL (process {leftover}) still serves {folder.Path}: starting it anew.");
        }

        if (isNew)
        {
            log($"Making a PostgreSQL {binaries.Version} cluster in {folder.Path}.");
            await cluster.CreateAsync(synced: options.ServerSettings.GetValueOrDefault("fsync") != "off", cancellation);
        }

        try
        {
            var endpoint = await cluster.StartAsync(options.ServerSettings, cancellation);
            var server = new LocalPostgresServer(options, folderLock, cluster, endpoint, password, log)
            {
                Version = binaries.Version,
                IsNewCluster = isNew,
            };
            await server.PrepareDatabaseAsync(options.DatabaseName, cancellation);
            log($"PostgreSQL {binaries.Version} ({binaries.Folder}) serves {folder.Path} on {endpoint}.");
            server.revival = new ServerRestart(cluster, end => cluster.StartAsync(options.ServerSettings, end, endpoint), log);
            return server;
        }
        catch
        {
            await cluster.StopAsync();
            throw;
        }
    }

    private static Task<PostgresBinaries> BinariesForAsync(
        LocalPostgresOptions options,
        ServiceFolder folder,
        ServerAccount? account,
        Action<string> log,
        CancellationToken cancellation
    )
    {
        var search = new BinariesSearch(options, account, log);

        // A cluster is read by its own major version only: the data that is there decides, and no empty cluster is put beside it.
        return folder.ClusterMajors() is [var newest, ..]
            ? search.FindForAsync(newest, folder.ClusterFolder(newest), cancellation)
            : search.FindAnyAsync(cancellation);
    }

    private async Task PrepareDatabaseAsync(string database, CancellationToken cancellation)
    {
        var toPostgres = new NpgsqlConnectionStringBuilder(ConnectionStringTo("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(toPostgres.ConnectionString);
        await connection.OpenAsync(cancellation);

        // What a statement of the service does wrong is told to the service. The log keeps what nobody else is told, and stays small.
        await using var quiet = new NpgsqlCommand($"ALTER ROLE {Cluster.SuperUser} SET log_min_messages = log", connection);
        await quiet.ExecuteNonQueryAsync(cancellation);

        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        look.Parameters.AddWithValue(database);
        if (await look.ExecuteScalarAsync(cancellation) is false)
        {
            var name = new NpgsqlCommandBuilder().QuoteIdentifier(database);
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
    }
}
