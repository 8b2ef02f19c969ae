using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The time limits of the database and the size of the connection pool: section <c>Database</c>. A connection string takes precedence.
/// </summary>
public sealed record DatabaseLimits
{
    /// <summary>
    /// Seconds on top of a statement's own limit, in which the server can report the timeout itself. After that, the network may be gone.
    /// </summary>
    private const int ForTheServerToSaySo = 1;

    /// <summary>To get a connection, from the pool or a new one.</summary>
    public int ConnectSeconds { get; init; } = 3;

    public int StatementSeconds { get; init; } = 5;

    /// <summary>To wait for a lock. For the most part, this is a writer that waits for the counter row.</summary>
    public int LockSeconds { get; init; } = 3;

    /// <summary>After which the server rolls back an idle transaction, such as that of a writer whose process hangs.</summary>
    public int IdleInTransactionSeconds { get; init; } = 10;

    /// <summary>
    /// Kept small, because everybody waits longer otherwise: more connections do not make a server with a few cores faster.
    /// </summary>
    public int PoolSize { get; init; } = Math.Clamp(4 * Environment.ProcessorCount, 8, 32);

    /// <summary>
    /// How many statements each connection keeps prepared: those used last. Behind a pooler that cannot, set it to 0.
    /// </summary>
    public int PreparedStatements { get; init; } = 100;

    /// <summary>Counted from the first failure at the start of the service.</summary>
    public int StartWaitSeconds { get; init; } = 60;

    internal string? Complaint =>
        this
            is {
                ConnectSeconds: > 0,
                StatementSeconds: > 0,
                LockSeconds: > 0,
                IdleInTransactionSeconds: > 0,
                PoolSize: > 0,
                StartWaitSeconds: >= 0,
                PreparedStatements: >= 0
            }
            ? null
            : $"they are whole numbers from 1, and StartWaitSeconds and PreparedStatements may be 0; they are: {this}";

    /// <summary>The connection string for requests.</summary>
    /// <exception cref="ArgumentException">It is not a connection string.</exception>
    public string ForRequests(string connection) =>
        With(
            connection,
            new()
            {
                Timeout = ConnectSeconds,
                CommandTimeout = StatementSeconds + ForTheServerToSaySo,
                CancellationTimeout = 1000,
                MaxPoolSize = PoolSize,
                MaxAutoPrepare = PreparedStatements,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true,
                Options = Server(StatementSeconds, LockSeconds, IdleInTransactionSeconds),
            }
        );

    /// <summary>
    /// The connection string for work that is done once and takes as long as it takes: migrations and the data set. Outside the pool.
    /// </summary>
    /// <inheritdoc cref="ForRequests" path="/exception"/>
    public string ForSettingUp(string connection)
    {
        var limited = new NpgsqlConnectionStringBuilder(With(connection, new() { Timeout = ConnectSeconds }));
        (limited.Pooling, limited.CommandTimeout, limited.Options) = (false, 0, $"{limited.Options} {Server(0, 0, 0)}");
        return limited.ConnectionString;
    }

    private static string With(string connection, NpgsqlConnectionStringBuilder ours)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        // So that neither side waits long for a peer that disappeared. A socket of this machine has no such options.
        if ((given.Host ?? Environment.GetEnvironmentVariable("PGHOST"))?.FirstOrDefault() is not ('/' or '@'))
        {
            (ours.TcpKeepAlive, ours.TcpKeepAliveTime, ours.TcpKeepAliveInterval) = (true, 10, 5);
        }

        var said = string.Join(' ', ours.Options, given.Options ?? Environment.GetEnvironmentVariable("PGOPTIONS")).Trim();
        foreach (string name in ((DbConnectionStringBuilder)given).Keys)
        {
            ours[name] = given[name];
        }

        // If two options differ, the server takes the last one.
        ours.Options = said;
        return ours.ConnectionString;
    }

    private static string Server(int statement, int @lock, int idle) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"-c statement_timeout={statement}s -c lock_timeout={@lock}s -c idle_in_transaction_session_timeout={idle}s "
                + $"-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
        );
}
