using Npgsql;
using NpgsqlTypes;

namespace PeaceTalks.Benchmarks.Writes;

/// <summary>
/// What an expert would write: the same rows into the same tables, with their keys, checks and triggers, and under the same counter. One
/// client, on a connection of its own.
/// </summary>
internal sealed class HandWritten : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private HandWritten(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HandWritten> ConnectAsync(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 1,
        };
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        return new HandWritten(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>A transaction with one position, in two round trips.</summary>
    public async Task WriteAsync(GeneratedPosition position)
    {
        var (number, at) = await BeginAsync();
        var id = Guid.CreateVersion7();
        await using var batch = connection.CreateBatch();
        AddRevision(batch, number, at);
        Add(
            batch,
            "INSERT INTO change (revision, place, action, noun, subject) VALUES ($1, 1, 'ADDED', 'POSITION', $2)",
            number,
            id.ToString()
        );
        Add(
            batch,
            """
            INSERT INTO position
                (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, recorded_in, place)
            VALUES ($1, $2, $3, $4, '[]', '[]', $5, $6, $6, 'STATED', $3, 'PARAPHRASE', $7, 1)
            """,
            id,
            position.Track,
            position.Party,
            position.Stance,
            position.Summary,
            position.StatedOn,
            number
        );
        Add(
            batch,
            """
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
            VALUES ($1, $2, $3, $4, $5, 1, 0), ($6, $2, $7, $4, $5, 1, 1)
            """,
            Guid.CreateVersion7(),
            id,
            position.Article,
            position.Paragraph,
            number,
            Guid.CreateVersion7(),
            position.OtherArticle
        );
        Add(batch, "COMMIT");
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>A transaction with many positions, each table by COPY.</summary>
    public async Task CopyAsync(IReadOnlyList<GeneratedPosition> positions)
    {
        var (number, at) = await BeginAsync();
        await using (var batch = connection.CreateBatch())
        {
            AddRevision(batch, number, at);
            await batch.ExecuteNonQueryAsync();
        }

        var ids = positions.Select(_ => Guid.CreateVersion7()).ToList();
        await using (
            var changes = await connection.BeginBinaryImportAsync(
                "COPY change (revision, place, action, noun, subject) FROM STDIN (FORMAT BINARY)"
            )
        )
        {
            foreach (var (i, id) in ids.Index())
            {
                await changes.StartRowAsync();
                await changes.WriteAsync(number);
                await changes.WriteAsync(i + 1);
                await changes.WriteAsync("ADDED");
                await changes.WriteAsync("POSITION");
                await changes.WriteAsync(id.ToString());
            }

            await changes.CompleteAsync();
        }

        await using (
            var records = await connection.BeginBinaryImportAsync(
                "COPY position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, "
                    + "recorded_in, place) FROM STDIN (FORMAT BINARY)"
            )
        )
        {
            foreach (var (i, position) in positions.Index())
            {
                await records.StartRowAsync();
                await records.WriteAsync(ids[i]);
                await records.WriteAsync(position.Track);
                await records.WriteAsync(position.Party);
                await records.WriteAsync(position.Stance);
                await records.WriteAsync("[]", NpgsqlDbType.Jsonb);
                await records.WriteAsync("[]", NpgsqlDbType.Jsonb);
                await records.WriteAsync(position.Summary);
                await records.WriteAsync(position.StatedOn);
                await records.WriteAsync(position.StatedOn);
                await records.WriteAsync("STATED");
                await records.WriteAsync(position.Party);
                await records.WriteAsync("PARAPHRASE");
                await records.WriteAsync(number);
                await records.WriteAsync(i + 1);
            }

            await records.CompleteAsync();
        }

        await using (
            var citations = await connection.BeginBinaryImportAsync(
                "COPY citation (id, position, article, paragraph, recorded_in, place, ordinal) FROM STDIN (FORMAT BINARY)"
            )
        )
        {
            foreach (var (i, position) in positions.Index())
            {
                foreach (var (ordinal, article) in new[] { position.Article, position.OtherArticle }.Index())
                {
                    await citations.StartRowAsync();
                    await citations.WriteAsync(Guid.CreateVersion7());
                    await citations.WriteAsync(ids[i]);
                    await citations.WriteAsync(article);
                    await citations.WriteAsync(position.Paragraph);
                    await citations.WriteAsync(number);
                    await citations.WriteAsync(i + 1);
                    await citations.WriteAsync(ordinal);
                }
            }

            await citations.CompleteAsync();
        }

        await using var commit = new NpgsqlCommand("COMMIT", connection);
        await commit.ExecuteNonQueryAsync();
    }

    private async Task<(long Number, DateTime At)> BeginAsync()
    {
        await using var batch = connection.CreateBatch();
        Add(batch, "BEGIN");
        Add(
            batch,
            "UPDATE ledger SET head = head + 1, head_at = greatest(clock_timestamp(), head_at + interval '1 microsecond') "
                + "WHERE id = 1 RETURNING head, head_at"
        );
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetDateTime(1));
    }

    private static void AddRevision(NpgsqlBatch batch, long number, DateTime at) =>
        Add(
            batch,
            "INSERT INTO revision (number, at, author, note, touches_references) VALUES ($1, $2, 'Benchmark', 'By hand', false)",
            number,
            at
        );

    private static void Add(NpgsqlBatch batch, string sql, params IReadOnlyList<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
