using Npgsql;

namespace PeaceTalks.Api.Setup;

/// <summary>Held by the one instance that sets up the database, until it is disposed of, or the instance or its connection dies.</summary>
public sealed class SetupLock : IAsyncDisposable
{
    /// <summary>Any number, the same in every version.</summary>
    private const long Key = 0x50656163655461;

    private readonly NpgsqlConnection connection;

    private SetupLock(NpgsqlConnection connection) => this.connection = connection;

    /// <param name="connectionString">Without limits of time, and outside the pool: the end of the connection is the end of the lock.</param>
    /// <param name="onWait">Called where another instance holds it.</param>
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
