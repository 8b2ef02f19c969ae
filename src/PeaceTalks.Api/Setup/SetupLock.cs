using Npgsql;

namespace PeaceTalks.Api.Setup;

/// <summary>
/// Held by the one instance that sets up the database. It ends when it is disposed of, or when the instance or its connection dies.
/// </summary>
public sealed class SetupLock : IAsyncDisposable
{
    /// <summary>An arbitrary number, the same in every version.</summary>
    private const long Key = 0x50656163655461;

    private readonly NpgsqlConnection connection;

    private SetupLock(NpgsqlConnection connection) => this.connection = connection;

    /// <param name="connectionString">Without time limits and outside the pool, because the lock ends with its connection.</param>
    /// <param name="onWait">Called if another instance holds the lock.</param>
    public static async Task<SetupLock> TakeAsync(string connectionString, Action onWait, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var ask = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
            if (await ask.ExecuteScalarAsync(cancellation) is false)
            {
                onWait();
                await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection);
                await wait.ExecuteNonQueryAsync(cancellation);
            }

            return new SetupLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
