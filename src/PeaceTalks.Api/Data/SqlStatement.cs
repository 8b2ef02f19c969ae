using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>SQL and the values of its parameters.</summary>
/// <param name="Text">The parameters are written {0}, {1} and so on, as EF writes them too.</param>
public sealed record SqlStatement(string Text, IReadOnlyList<object> Values)
{
    /// <summary>Runs the statement on its own, outside any transaction.</summary>
    public async Task<T> ReadAsync<T>(
        LedgerDatabase database,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var batch = connection.CreateBatch();
        AddTo(batch);
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
