using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The database of <c>ConnectionStrings:PeaceTalks</c>. Without that setting, a private server that runs as long as the host.
/// </summary>
public sealed class LedgerDatabase(
    IOptions<ConnectionStrings> given,
    IOptions<LocalPostgresOptions> own,
    DatabaseLimits limits,
    ILogger<LedgerDatabase> logger
) : IAsyncDisposable
{
    private const string Setting = "ConnectionStrings:PeaceTalks";

    private LocalPostgresServer? ownServer;
    private string? forRequests;

    /// <summary>The connection string with the limits for requests. Null until the private server has started.</summary>
    public string? ConnectionString => forRequests ??= Given is { } named ? limits.ForRequests(named) : null;

    /// <summary>Opens a connection for a request. It comes from the pool that EF's connections come from too.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string? Given => ownServer?.ServiceConnectionString ?? (given.Value.PeaceTalks is { Length: > 0 } named ? named : null);

    private string SettingUp => ownServer?.ConnectionString ?? given.Value.ForSettingUp();

    /// <summary>Starts the private server, unless the settings name a database.</summary>
    public async Task StartOwnServerAsync(CancellationToken cancellation)
    {
        if (Given is null)
        {
            logger.LogInformation("{Setting} is not set: starting a private PostgreSQL", Setting);
            ownServer = await LocalPostgresServer.StartAsync(own.Value, line => logger.LogInformation("{Line}", line), cancellation);
        }
    }

    /// <summary>As the role that sets up the ledger, without time limits, and outside the pool.</summary>
    public string ForSettingUp() => limits.ForSettingUp(SettingUp);

    /// <summary>The role that answers requests. Null if it also sets up the ledger, and so owns it.</summary>
    public string? RequestRole =>
        new NpgsqlConnectionStringBuilder(Given).Username is { } role && role != new NpgsqlConnectionStringBuilder(SettingUp).Username
            ? role
            : null;

    /// <summary>Called after the last request, however long that took, and also after a failed start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ownServer is not null)
        {
            await ownServer.DisposeAsync();
        }
    }

    /// <summary>
    /// The folder of the private server's data, which only its user can enter. Otherwise the folder of the service's user.
    /// </summary>
    public string SecretsFolder() =>
        ownServer?.DataFolder
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "peacetalks"
        );

    /// <summary>Where the database is, for people. Without the password.</summary>
    public string Place()
    {
        if (ownServer is not null)
        {
            return $"{ownServer.DataFolder} (PostgreSQL {ownServer.Version})";
        }

        var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"database {parts.Database ?? parts.Username} on {parts.Host}:{parts.Port}, as {parts.Username} ({Setting})";
    }
}
