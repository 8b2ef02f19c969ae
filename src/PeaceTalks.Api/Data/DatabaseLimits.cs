using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
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

    private const int Day = 24 * 60 * 60;

    /// <summary>
    /// Time limit in seconds for opening a connection, or getting one from the pool. Values in the connection string take precedence over
    /// this and the next three.
    /// </summary>
    [Range(1, Day)]
    public int ConnectSeconds { get; init; } = 3;

    /// <summary>Time limit in seconds for a statement.</summary>
    [Range(1, Day)]
    public int StatementSeconds { get; init; } = 5;

    /// <summary>Time limit in seconds for waiting for a lock, or for another write.</summary>
    [Range(1, Day)]
    public int LockSeconds { get; init; } = 3;

    /// <summary>After how many seconds the database ends an idle transaction.</summary>
    [Range(1, Day)]
    public int IdleInTransactionSeconds { get; init; } = 10;

    /// <summary>
    /// The maximum size of the connection pool; writes use at most half of it. More connections do not make a server with a few cores
    /// faster.
    /// </summary>
    [DefaultValue("4 per core, at least 8, at most 32")]
    [Range(1, 1000)]
    public int PoolSize { get; init; } = Math.Clamp(4 * Environment.ProcessorCount, 8, 32);

    /// <summary>How many statements each connection keeps prepared; 0 behind a pooler that cannot prepare statements.</summary>
    [Range(0, 10_000)]
    public int PreparedStatements { get; init; } = 100;

    /// <summary>How many seconds the service waits for the database when it starts, from the first failure on.</summary>
    [Range(0, Day)]
    public int StartWaitSeconds { get; init; } = 60;

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
