using System.Reflection;
using Npgsql;
using PeaceTalks.ApiTests.Ledger.Pins;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>Every rule of the database has a test that tries to break it through the API, and one through SQL.</summary>
public sealed class ConstraintCoverageTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    /// <summary>What no request can break, and why.</summary>
    private static readonly Dictionary<string, string> NotByApi = new()
    {
        ["ux_position_place"] = Counted,
        ["ux_milestone_place"] = Counted,
        ["ux_meeting_place"] = Counted,
        ["ck_meeting_held_whole"] = "the service writes a day, or none",
        ["ux_remark_article"] = Counted,
        ["ck_change_action"] = Written,
        ["ck_change_noun"] = Written,
        ["ck_change_place"] = Written,
        ["ck_change_supersedes"] = Written,
        ["ck_ledger_one_row"] = Written,
        ["ck_ledger_head"] = Written,
        ["ck_former_epoch_last_revision"] = Written,
        ["ck_revision_number"] = Counted,
        ["revision_is_next"] = Counted,
        ["revision_is_open"] = "a request has no say in which revision it writes to",
        ["never_truncated"] = "no request empties a table",
        ["never_rewritten"] = "no request deletes; what a PUT does is a new version",
        ["ck_citation_one_record"] = "a citation is sent with its record, or to its address",
        ["ck_citation_superseded_later"] = "no request supersedes a citation",
        ["ck_key_role"] = "another role is no value of the enum",
        ["ck_key_hash"] = Written,
        ["ux_key_hash"] = "secrets are made by the service, of 256 random bits",
        ["ck_audit_entry_action"] = Written,
        ["ck_audit_entry_about_a_key"] = Written,
        ["ck_kept_answer_success"] = Written,
        ["ck_kept_answer_fingerprint"] = Written,
        ["ck_remark_speaker_of_party"] = "the party follows from the speaker",
        ["ck_remark_superseded_later"] = "no request supersedes a remark",
    };

    /// <summary>Triggers that refuse nothing (<see cref="HeadListenerTests"/>, <see cref="EpochTests"/>).</summary>
    private const string Tells = "'head_is_told', 'epoch_has_ended'";

    private const string Counted = "the service counts places and numbers itself";
    private const string Written = "the service writes this row itself, of values of its own";

    [Fact]
    public async Task Every_constraint_and_trigger_has_a_test_that_tries_to_break_it_through_the_api_and_one_through_sql()
    {
        var tried = Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .SelectMany(x => x.GetMethods())
            .SelectMany(x => x.GetCustomAttributes<BreaksAttribute>())
            .SelectMany(x => x.Constraints, (x, name) => (Name: name, x.Way))
            .ToHashSet();
        var names = await ReadAsync(
            $"""
            SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'x', 't') AND conrelid <> 0
            UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT IN ({Tells})
            UNION SELECT indexrelid::regclass::text FROM pg_index
                WHERE indisunique AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                  AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE contype IN ('p', 'u'))
            """,
            x => x.GetString(0)
        );

        names.Count.ShouldBeGreaterThan(80);
        names.Where(x => !tried.Contains((x, By.Sql))).ShouldBeEmpty("no test tries these through SQL");
        names.Where(x => !tried.Contains((x, By.Api)) && !NotByApi.ContainsKey(x)).ShouldBeEmpty("no test tries these through the API");
        NotByApi.Keys.Except(names).ShouldBeEmpty("these are no constraints any more");
        tried
            .Select(x => x.Name)
            .Except(names)
            .Where(x => !x.StartsWith("pk_", StringComparison.Ordinal))
            .ShouldBeEmpty("these are no constraints any more");
    }

    [Fact]
    public async Task Every_foreign_key_refuses_what_is_not_there()
    {
        await KeepAnAnswerAsync();
        var keys = await ReadAsync(
            """
            SELECT c.conname, c.conrelid::regclass::text,
                   array(SELECT a.attname::text FROM unnest(c.conkey) k JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k),
                   array(SELECT format_type(a.atttypid, NULL) FROM unnest(c.conkey) k JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k)
            FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1
            """,
            x => (Name: x.GetString(0), Table: x.GetString(1), Columns: x.GetFieldValue<string[]>(2), Types: x.GetFieldValue<string[]>(3))
        );
        keys.Count.ShouldBeGreaterThan(50);

        foreach (var key in keys)
        {
            var dangling = key.Columns.Zip(key.Types, (column, type) => $"{column} = {Dangling(type)}");
            await AloneShouldBreakAsync(
                key.Table,
                key.Name,
                "'c', 'f'",
                $"UPDATE {key.Table} SET {string.Join(", ", dangling)} WHERE ctid = (SELECT ctid FROM {key.Table} LIMIT 1)"
            );
        }
    }

    [Fact]
    public async Task Every_primary_and_alternate_key_is_taken_once()
    {
        await KeepAnAnswerAsync();
        var keys = await ReadAsync(
            """
            SELECT conname, conrelid::regclass::text,
                   (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = conrelid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
            FROM pg_constraint WHERE contype IN ('p', 'u') AND conrelid::regclass::text !~ 'Migrations' AND connamespace = 'public'::regnamespace ORDER BY 1
            """,
            x => (Name: x.GetString(0), Table: x.GetString(1), Columns: x.GetString(2))
        );
        keys.Count.ShouldBeGreaterThan(20);

        foreach (var key in keys)
        {
            await AloneShouldBreakAsync(
                key.Table,
                key.Name,
                "'c', 'f', 'p', 'u'",
                $"INSERT INTO {key.Table} ({key.Columns}) SELECT {key.Columns} FROM {key.Table} LIMIT 1"
            );
        }
    }

    /// <summary>So that every table has a row.</summary>
    private async Task KeepAnAnswerAsync()
    {
        (await app.SendAsync(HttpMethod.Post, "/api/v1/epoch", new { note = "For a test" })).Expect(200);
        (
            await app.SendAsync(
                HttpMethod.Post,
                "/api/v1/parties",
                LedgerApp.Write(
                    new
                    {
                        slug = $"party-{Guid.NewGuid()}",
                        name = "A party",
                        kind = "STATE",
                    }
                ),
                idempotencyKey: $"{Guid.NewGuid()}"
            )
        ).Expect(201);
    }

    /// <summary>
    /// Breaks one constraint with the table's others of these types and its triggers out of the way, all of which is taken back.
    /// </summary>
    private async Task AloneShouldBreakAsync(string table, string constraint, string others, string statement)
    {
        await using var connection = await app.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(
            connection,
            $"""
            DO $$ DECLARE other record; BEGIN
                FOR other IN SELECT conrelid::regclass AS "table", conname FROM pg_constraint
                    WHERE contype IN ({others}) AND '{table}'::regclass IN (conrelid, confrelid) AND conname <> '{constraint}'
                LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', other."table", other.conname);
                END LOOP;
                FOR other IN SELECT indexrelid::regclass AS name FROM pg_index
                    WHERE indrelid = '{table}'::regclass AND indisunique AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)
                LOOP
                    EXECUTE format('DROP INDEX %s', other.name);
                END LOOP;
            END $$;
            ALTER TABLE {table} DISABLE TRIGGER USER;
            """
        );
        var broken = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, statement), constraint);
        broken.ConstraintName.ShouldBe(constraint, broken.MessageText);
    }

    private static string Dangling(string type) =>
        type switch
        {
            "uuid" => "gen_random_uuid()",
            "bigint" => "999999",
            _ => "'not-there'",
        };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<T>> ReadAsync<T>(string query, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
