using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>SQL and the values of its parameters.</summary>
/// <param name="Text">The parameters are written {0}, {1} and so on, as EF writes them too.</param>
public sealed record SqlStatement(string Text, IReadOnlyList<object> Values)
{
    /// <summary>Runs the statement on its own, outside any transaction.</summary>
    public Task<T> ReadAsync<T>(
        LedgerDatabase database,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    ) => ReadAllAsync([this], database, null, read, cancellation);

    /// <summary>Runs the statement and reads its rows.</summary>
    /// <param name="transaction">The transaction in which to read. Null for a connection from the pool.</param>
    public Task<List<T>> ReadAsync<T>(
        LedgerDatabase database,
        Func<NpgsqlDataReader, T> readRow,
        CancellationToken cancellation,
        NpgsqlTransaction? transaction = null
    ) =>
        ReadAllAsync(
            [this],
            database,
            transaction,
            async (reader, cancelled) =>
            {
                List<T> rows = [];
                while (await reader.ReadAsync(cancelled))
                {
                    rows.Add(readRow(reader));
                }

                return rows;
            },
            cancellation
        );

    /// <summary>Runs the statements in one round trip, and reads their results one after the other.</summary>
    /// <param name="transaction">The transaction in which to read. Null for a connection from the pool.</param>
    public static async Task<T> ReadAllAsync<T>(
        IReadOnlyList<SqlStatement> statements,
        LedgerDatabase database,
        NpgsqlTransaction? transaction,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        await using var own = transaction is null ? await database.OpenAsync(cancellation) : null;
        await using var batch = (own ?? transaction!.Connection!).CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            statement.AddTo(batch);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await read(reader, cancellation);
    }

    /// <summary>Adds the statement to a batch. Its parameters are positional, so that the text need not be searched for them.</summary>
    public void AddTo(NpgsqlBatch batch)
    {
        var names = new object[Values.Count];
        var command = new NpgsqlBatchCommand();
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = $"${i + 1}";
            command.Parameters.Add(new NpgsqlParameter { Value = Values[i] });
        }

        command.CommandText = string.Format(CultureInfo.InvariantCulture, Text, names);
        batch.BatchCommands.Add(command);
    }
}

public static class SqlStatementQueries
{
    /// <summary>Runs the statement in the transaction of the context, if there is one. EF maps its columns by their names.</summary>
    public static Task<List<T>> SqlAsync<T>(this PeaceTalksDb db, SqlStatement statement, CancellationToken cancellation) =>
        db.Database.SqlQueryRaw<T>(statement.Text, [.. statement.Values]).ToListAsync(cancellation);
}
