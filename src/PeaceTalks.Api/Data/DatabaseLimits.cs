using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>How long the database may take, and how many connections it is asked for: section <c>Database</c>. What a connection string says itself wins.</summary>
public sealed record DatabaseLimits
{
    /// <summary>Beyond a statement's own limit, where the server is to notice it: the network may be gone.</summary>
    private const int ForTheServerToSaySo = 1;

    /// <summary>For a connection, from the pool or a new one.</summary>
    public int ConnectSeconds { get; init; } = 3;

    public int StatementSeconds { get; init; } = 5;

    /// <summary>For what another holds: a writer for the counter row, mostly.</summary>
    public int LockSeconds { get; init; } = 3;

    /// <summary>After which the server takes a transaction back that does nothing, as that of a writer whose process hangs.</summary>
    public int IdleInTransactionSeconds { get; init; } = 10;

    /// <summary>Few, for the sake of everybody's wait: more do not make a server of some cores faster.</summary>
    public int PoolSize { get; init; } = Math.Clamp(4 * Environment.ProcessorCount, 8, 32);

    /// <summary>From its first failure, at the service's start.</summary>
    public int StartWaitSeconds { get; init; } = 60;

    internal string? Complaint =>
        this
            is {
                ConnectSeconds: > 0,
                StatementSeconds: > 0,
                LockSeconds: > 0,
                IdleInTransactionSeconds: > 0,
                PoolSize: > 0,
                StartWaitSeconds: >= 0
            }
            ? null
            : $"they are whole numbers from 1, and StartWaitSeconds may be 0; they are: {this}";

    /// <summary>For requests.</summary>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public string ForRequests(string connection) =>
        With(
            connection,
            new()
            {
                Timeout = ConnectSeconds,
                CommandTimeout = StatementSeconds + ForTheServerToSaySo,
                CancellationTimeout = 1000,
                MaxPoolSize = PoolSize,
                Options = Server(StatementSeconds, LockSeconds, IdleInTransactionSeconds),
            }
        );

    /// <summary>For what is done once and takes as long as it takes: migrations, the data set. Outside the pool.</summary>
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
        // So that neither end waits long for one that is gone without a word; a socket of this machine has no such options.
        if ((given.Host ?? Environment.GetEnvironmentVariable("PGHOST"))?.FirstOrDefault() is not ('/' or '@'))
        {
            (ours.TcpKeepAlive, ours.TcpKeepAliveTime, ours.TcpKeepAliveInterval) = (true, 10, 5);
        }

        var said = string.Join(' ', ours.Options, given.Options ?? Environment.GetEnvironmentVariable("PGOPTIONS")).Trim();
        foreach (string name in ((DbConnectionStringBuilder)given).Keys)
        {
            ours[name] = given[name];
        }

        // The server takes the last of two that differ.
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
