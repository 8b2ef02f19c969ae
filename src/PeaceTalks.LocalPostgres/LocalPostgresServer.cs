using System.Security.Cryptography;
using Npgsql;
using PeaceTalks.LocalPostgres.Binaries;
using PeaceTalks.LocalPostgres.Clusters;

namespace PeaceTalks.LocalPostgres;

/// <summary>
/// A private PostgreSQL server. It runs as long as this object, on a cluster in the user's data folder that outlives it. Only those who can
/// read that folder can connect. A server that a killed service left behind is shut down properly and restarted, and a server that dies is
/// restarted. Nothing committed is lost.
/// </summary>
public sealed class LocalPostgresServer : IAsyncDisposable
{
    private readonly FolderLock folderLock;
    private readonly Cluster cluster;
    private readonly Endpoint endpoint;
    private readonly string password;

    /// <summary>Another one at each start, so that it need not be kept.</summary>
    private readonly string servicePassword = RandomNumberGenerator.GetHexString(48, lowercase: true);

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
        ServiceConnectionString = ServiceConnectionStringTo(options.DatabaseName);
    }

    /// <summary>
    /// The connection string to <see cref="LocalPostgresOptions.DatabaseName"/>, as superuser. It contains the password, so keep it out of
    /// logs.
    /// </summary>
    public string ConnectionString { get; }

    /// <summary>
    /// The connection string to the same database as a role that is no superuser, owns nothing and has no rights but those that are granted
    /// to it. It is good until this object is disposed of.
    /// </summary>
    public string ServiceConnectionString { get; }

    public string DataFolder { get; }

    /// <summary>The version of the server, such as <c>15.18</c>.</summary>
    public required string Version { get; init; }

    /// <summary>True if this start created the cluster, so that there was no data before.</summary>
    public required bool IsNewCluster { get; init; }

    /// <exception cref="LocalPostgresException">There are no binaries, the folder is in use, or the server does not start.</exception>
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

    /// <summary>Stops a server that a killed service left running on the data folder. Starts nothing.</summary>
    /// <returns>False if a running service holds the folder. Nothing is stopped then.</returns>
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

    /// <summary>The connection string to another database of the same server, which need not exist yet.</summary>
    public string ConnectionStringTo(string database) => ConnectionStringTo(database, Cluster.SuperUser, password);

    /// <inheritdoc cref="ServiceConnectionString"/>
    public string ServiceConnectionStringTo(string database) => ConnectionStringTo(database, Cluster.ServiceRole, servicePassword);

    /// <summary>Stops the server and waits for its end. Then it lets other services use the folder.</summary>
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

    private string ConnectionStringTo(string database, string role, string secret) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = endpoint.Host,
            Port = endpoint.Port,
            Database = database,
            Username = role,
            Password = secret,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

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
            log($"An earlier service was killed, and its PostgreSQL (process {leftover}) still serves {folder.Path}: restarting it.");
        }

        if (isNew)
        {
            log($"Creating a PostgreSQL {binaries.Version} cluster in {folder.Path}. This is done once, and takes some seconds.");
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

        // Only its own major version can read a cluster. So existing data decides the version, and no empty cluster is created beside it.
        return folder.ClusterMajors() is [var newest, ..]
            ? search.FindForAsync(newest, folder.ClusterFolder(newest), cancellation)
            : search.FindAnyAsync(cancellation);
    }

    private async Task PrepareDatabaseAsync(string database, CancellationToken cancellation)
    {
        var toPostgres = new NpgsqlDataSourceBuilder(ConnectionStringTo("postgres")) { ConnectionStringBuilder = { Pooling = false } };
        // A trace would have the text of the statements, and so the password.
        toPostgres.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => false));
        await using var source = toPostgres.Build();
        await using var connection = await source.OpenConnectionAsync(cancellation);

        await ExecuteAsync(
            $"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Cluster.ServiceRole}') THEN CREATE ROLE {Cluster.ServiceRole}; END IF;
            END $$;
            ALTER ROLE {Cluster.ServiceRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
                PASSWORD '{servicePassword}';
            """
        );

        // Errors in a statement are reported to the service. The log keeps what nobody else is told, and stays small.
        foreach (var role in (string[])[Cluster.SuperUser, Cluster.ServiceRole])
        {
            await ExecuteAsync($"ALTER ROLE {role} SET log_min_messages = log");
        }

        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        look.Parameters.AddWithValue(database);
        var name = new NpgsqlCommandBuilder().QuoteIdentifier(database);
        if (await look.ExecuteScalarAsync(cancellation) is false)
        {
            await ExecuteAsync($"CREATE DATABASE {name}");
        }

        // Everybody may make temporary tables otherwise.
        await ExecuteAsync($"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC");

        async Task ExecuteAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
