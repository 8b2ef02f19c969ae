using System.Text.Json;
using Npgsql;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>
/// A transaction past the service, in a revision of its own, to see what the database itself refuses. It is always taken back.
/// </summary>
public sealed class LedgerSql : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private int copies;

    private LedgerSql(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>The number of its revision.</summary>
    public long Revision { get; private set; }

    public static async Task<LedgerSql> OpenAsync(LedgerApp app)
    {
        var sql = new LedgerSql(await app.ConnectAsync());
        await sql.ExecuteAsync("BEGIN");
        await sql.ExecuteAsync(
            "UPDATE ledger SET head = head + 1, head_at = greatest(clock_timestamp(), head_at + interval '1 microsecond')"
        );
        await sql.ExecuteAsync(
            "INSERT INTO revision (number, at, author, note, touches_references) SELECT head, head_at, 'Test', 'For a test', true FROM ledger"
        );
        sql.Revision = await sql.ReadAsync<long>("SELECT head FROM ledger");
        return sql;
    }

    public async Task<int> ExecuteAsync(string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Adds a row like another one, in this revision, with the columns changed that the JSON text names.</summary>
    /// <param name="where">Chooses the other; of several any.</param>
    /// <param name="id">The id of the new row, where the text does not give it; otherwise a new one.</param>
    public async Task CopyAsync(string table, string where, string changes = "{}", Guid? id = null)
    {
        var columns = await ReadAsync<string>(
            $"""
            SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """
        );
        var own = new Dictionary<string, object?>
        {
            ["recorded_in"] = Revision,
            ["place"] = 1000 + ++copies,
            ["id"] = id ?? Guid.CreateVersion7(),
        };
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, object?>>(changes)!)
        {
            own[name] = value;
        }

        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO {table} ({columns})
            SELECT {columns} FROM jsonb_populate_record((SELECT other FROM {table} other WHERE {where} LIMIT 1), $1::jsonb)
            """,
            connection
        )
        {
            Parameters = { new() { Value = JsonSerializer.Serialize(own) } },
        };
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    /// <summary>Asks the deferred constraints as well, as a commit would.</summary>
    public Task CheckAllAsync() => ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE");

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync("ROLLBACK");
        await connection.DisposeAsync();
    }
}

public static class BrokenConstraints
{
    /// <summary>What is written is refused by this constraint, at once or when it would be committed.</summary>
    public static async Task<PostgresException> ShouldBreakAsync(this LedgerApp app, string constraint, Func<LedgerSql, Task> write)
    {
        await using var sql = await LedgerSql.OpenAsync(app);
        var broken = await Should.ThrowAsync<PostgresException>(async () =>
        {
            await write(sql);
            await sql.CheckAllAsync();
        });
        broken.ConstraintName.ShouldBe(constraint, broken.MessageText);
        return broken;
    }

    /// <summary>What is written is taken: that which a broken one differs from.</summary>
    public static async Task ShouldTakeAsync(this LedgerApp app, Func<LedgerSql, Task> write)
    {
        await using var sql = await LedgerSql.OpenAsync(app);
        await write(sql);
        await sql.CheckAllAsync();
    }
}
