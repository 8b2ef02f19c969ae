using System.Net.Sockets;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>What is wrong with the database, worded for a client: without a host, a name or any part of a statement.</summary>
/// <param name="Code">A code for programs. It never changes.</param>
/// <param name="Passes">False if somebody has to fix a setting, so that waiting is no use.</param>
public sealed record DatabaseTrouble(string Code, string Detail, bool Passes = true)
{
    public static readonly DatabaseTrouble Away = new("DATABASE_AWAY", "The database does not answer.");
    public static readonly DatabaseTrouble Restarting = new("DATABASE_RESTARTING", "The database is starting, stopping or failing over.");
    public static readonly DatabaseTrouble Refused = new("DATABASE_REFUSES", "The database does not let the service in.", Passes: false);
    public static readonly DatabaseTrouble NoConnection = new("CONNECTIONS_EXHAUSTED", "The database has no free connection.");
    public static readonly DatabaseTrouble PoolExhausted = new(
        "POOL_EXHAUSTED",
        "All connections of this service to the database are in use."
    );
    public static readonly DatabaseTrouble DiskFull = new("DISK_FULL", "The disk of the database is full.");
    public static readonly DatabaseTrouble Overloaded = new(
        "DATABASE_OVERLOADED",
        "The database is short of memory or of another resource."
    );
    public static readonly DatabaseTrouble Disk = new("DISK_ERROR", "The database cannot read or write its files.");
    public static readonly DatabaseTrouble ReadOnly = new(
        "READ_ONLY",
        "The database is read-only at the moment, so writes are refused. Reads still work."
    );
    public static readonly DatabaseTrouble Locked = new("LOCKED", "Another request has held what this one needs for too long.");
    public static readonly DatabaseTrouble Slow = new("TOO_SLOW", "The database took too long.");
    public static readonly DatabaseTrouble Collision = new("COLLISION", "Two requests blocked each other.");

    /// <summary>The driver's own words. It has no type for this.</summary>
    private const string PoolGaveUp = "connection pool has been exhausted";

    private const string IdleInTransactionTimeout = "25P03";

    /// <returns>Null if the database did not cause the failure.</returns>
    /// <remarks>
    /// It looks at inner exceptions, because EF wraps what the driver throws and reports a lost connection as an InvalidOperationException.
    /// </remarks>
    public static DatabaseTrouble? FromException(Exception failure)
    {
        var chain = Chain(failure).ToList();
        if (chain.OfType<PostgresException>().FirstOrDefault() is { } told)
        {
            // FATAL ends a connection, or refuses one: a statement that fails is an ERROR.
            return Told(told.SqlState) ?? (told.InvariantSeverity == "FATAL" ? Refused : null);
        }

        return chain.FirstOrDefault(x => x is NpgsqlException or SocketException or TimeoutException) switch
        {
            null or NpgsqlOperationInProgressException => null,
            NpgsqlException pool when pool.Message.Contains(PoolGaveUp, StringComparison.Ordinal) => PoolExhausted,
            NpgsqlException { IsTransient: false } => Refused,
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => Away with
            {
                Detail = "The database does not answer in time.",
            },
            _ => Away,
        };
    }

    /// <summary>The exception and all of its inner exceptions.</summary>
    public static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? link = exception; link is not null; link = link.InnerException)
        {
            yield return link;
        }
    }

    private static DatabaseTrouble? Told(string state) =>
        state switch
        {
            PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly,
            PostgresErrorCodes.LockNotAvailable => Locked,
            PostgresErrorCodes.QueryCanceled => Slow,
            PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => Collision,
            PostgresErrorCodes.TooManyConnections => NoConnection,
            PostgresErrorCodes.DiskFull => DiskFull,
            IdleInTransactionTimeout => Slow,
            PostgresErrorCodes.InvalidCatalogName => Refused,
            _ when state.StartsWith("57P", StringComparison.Ordinal) => Restarting,
            _ when state.StartsWith("08", StringComparison.Ordinal) => Away,
            _ when state.StartsWith("28", StringComparison.Ordinal) => Refused,
            _ when state.StartsWith("53", StringComparison.Ordinal) => Overloaded,
            _ when state.StartsWith("58", StringComparison.Ordinal) => Disk,
            _ => null,
        };
}
