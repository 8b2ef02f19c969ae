using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Runs the statements of a request. While the request writes, they run in its transaction. Otherwise each takes a connection from the
/// pool.
/// </summary>
public sealed class DatabaseSession(LedgerDatabase database, CurrentTransaction transaction)
{
    /// <summary>The transaction of the request. Null unless it is writing.</summary>
    public NpgsqlTransaction? Transaction => transaction.UnderWay;

    /// <inheritdoc cref="SqlStatement.ReadAsync{T}(LedgerDatabase, Func{NpgsqlDataReader, T}, CancellationToken, NpgsqlTransaction)"/>
    public Task<List<T>> ReadAsync<T>(SqlStatement statement, Func<NpgsqlDataReader, T> readRow, CancellationToken cancellation) =>
        statement.ReadAsync(database, readRow, cancellation, Transaction);

    /// <summary>Runs the statement and reads its rows.</summary>
    public Task<T> ReadAllAsync<T>(
        SqlStatement statement,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    ) => ReadAllAsync([statement], read, cancellation);

    /// <inheritdoc cref="SqlStatement.ReadAllAsync"/>
    public Task<T> ReadAllAsync<T>(
        IReadOnlyList<SqlStatement> statements,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    ) => SqlStatement.ReadAllAsync(statements, database, Transaction, read, cancellation);

    /// <summary>Runs the statements of a write in one round trip. If one fails, those after it are not run.</summary>
    public Task WriteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellation) =>
        ReadAllAsync(
            statements,
            async (reader, cancelled) =>
            {
                while (await reader.NextResultAsync(cancelled)) { }

                return reader.RecordsAffected;
            },
            cancellation
        );
}
