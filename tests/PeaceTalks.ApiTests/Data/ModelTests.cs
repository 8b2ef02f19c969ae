using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests.Data;

/// <summary>What the migrations made is what the model says.</summary>
public sealed class ModelTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>What the model cannot name is in the migrations alone: an index on a column of a complex property.</summary>
    private static readonly string[] NotInTheModel = ["article_version.ix_article_version_published plain published_latest,slug"];

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var scope = app.Scope();

        scope.ServiceProvider.GetRequiredService<PeaceTalksDb>().Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Tables_have_the_columns_of_the_model()
    {
        var expected =
            from table in await TablesAsync()
            from column in table.Columns
            select $"{table.Name}.{column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")}{(column.ComputedColumnSql is null ? "" : " generated")}";

        var actual = await ReadAsync(
            """
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE ' null' END
                || CASE WHEN a.attgenerated = 's' THEN ' generated' ELSE '' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '__EFMigrationsHistory' AND a.attnum > 0 AND NOT a.attisdropped
            """
        );

        actual.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Tables_have_the_keys_and_checks_of_the_model()
    {
        var expected =
            from table in await TablesAsync()
            from name in table
                .UniqueConstraints.Select(x => x.Name)
                .Concat(table.ForeignKeyConstraints.Select(x => x.Name))
                .Concat(table.CheckConstraints.Select(x => x.Name!))
            select $"{table.Name}.{name}";

        var actual = await ReadAsync(
            """
            SELECT t.relname || '.' || c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f', 'c') AND t.relname <> '__EFMigrationsHistory'
            """
        );

        actual.ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>And no others but of expressions, which the model cannot name: what each of those is for, a test of plans shows.</summary>
    [Fact]
    public async Task Tables_have_the_indexes_of_the_model()
    {
        var expected =
            from table in await TablesAsync()
            from index in table.Indexes
            select $"{table.Name}.{index.Name} {(index.IsUnique ? "unique" : "plain")} {string.Join(',', index.Columns.Select(x => x.Name))}";

        var actual = await ReadAsync(
            """
            SELECT t.relname || '.' || i.relname || CASE WHEN x.indisunique THEN ' unique ' ELSE ' plain ' END
                || (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k (attnum, n)
                    JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum WHERE k.n <= x.indnkeyatts)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
            WHERE t.relnamespace = 'public'::regnamespace AND x.indexprs IS NULL AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('p', 'u'))
            """
        );

        actual.ShouldBe(expected.Concat(NotInTheModel), ignoreOrder: true);
    }

    private async Task<List<ITable>> TablesAsync()
    {
        await using var scope = app.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
        return [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables];
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
