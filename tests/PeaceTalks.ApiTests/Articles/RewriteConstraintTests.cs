using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Articles;

/// <summary>Rows are only ever added, to the revision that is being written; what may change is that a row is superseded, once.</summary>
public sealed class RewriteConstraintTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Closed = "revision_is_open";

    public static TheoryData<string> Tables =>
        [
            "revision",
            "change",
            "track",
            "process",
            "party",
            "speaker",
            "issue",
            "proposal",
            "article",
            "process_version",
            "party_version",
            "speaker_version",
            "issue_version",
            "proposal_version",
            "article_version",
            "position",
            "milestone",
            "meeting",
            "citation",
            "remark",
            "audit_entry",
            "former_epoch",
        ];

    /// <summary>
    /// A revision is not in one, a track says nothing until it has a record, and epochs and the audit are no part of the ledger.
    /// </summary>
    public static TheoryData<string> InRevisions =>
        [.. Tables.Select<object[], string>(x => (string)x[0]).Except(["revision", "track", "audit_entry", "former_epoch"])];

    public static TheoryData<string> Superseded =>
        [
            "process_version",
            "party_version",
            "speaker_version",
            "issue_version",
            "proposal_version",
            "article_version",
            "position",
            "milestone",
            "meeting",
            "citation",
            "remark",
        ];

    [Theory]
    [Breaks(By.Sql, "never_truncated")]
    [MemberData(nameof(Tables))]
    public Task No_table_is_emptied(string table) =>
        app.ShouldBreakAsync("never_rewritten", sql => sql.ExecuteAsync($"TRUNCATE {table} CASCADE"));

    [Fact]
    public async Task All_tables_of_the_ledger_are_tried_here()
    {
        await using var sql = await LedgerSql.OpenAsync(app);
        var tables = await sql.ReadAsync<string[]>(
            """
            SELECT array_agg(relname::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('__EFMigrationsHistory', 'ledger', 'key', 'kept_answer')
            """
        );

        tables.ShouldBe(Tables.Select<object[], string>(x => (string)x[0]), ignoreOrder: true);
    }

    [Theory]
    [Breaks(By.Sql, "never_rewritten")]
    [MemberData(nameof(Tables))]
    public async Task No_row_is_changed_or_deleted(string table)
    {
        var column = table switch
        {
            "revision" => "note = note || '!'",
            "change" => "subject = subject || '-x'",
            "track" => "id = gen_random_uuid()",
            "position" or "milestone" or "meeting" => "summary = summary || '!'",
            "citation" => "quote = 'Other words'",
            "remark" => "text = text || '!'",
            "audit_entry" => "note = 'Another'",
            "former_epoch" => "last_revision = last_revision + 1",
            "article_version" => "title = title || '!'",
            _ when table.EndsWith("_version", StringComparison.Ordinal) => "name = name || '!'",
            _ => "recorded_in = (SELECT max(number) FROM revision)",
        };

        // The keys that point here are taken away first: they would complain before the rule does.
        await app.ShouldBreakAsync(
            "never_rewritten",
            async sql =>
            {
                await EndEpochAsync(sql);
                await DropKeysToAsync(sql, table);
                await sql.ExecuteAsync($"UPDATE {table} SET {column} WHERE ctid = (SELECT ctid FROM {table} LIMIT 1)");
            }
        );
        await app.ShouldBreakAsync(
            "never_rewritten",
            async sql =>
            {
                await EndEpochAsync(sql);
                await DropKeysToAsync(sql, table);
                await sql.ExecuteAsync($"DELETE FROM {table} WHERE ctid = (SELECT ctid FROM {table} LIMIT 1)");
            }
        );
    }

    /// <summary>So that every table has a row.</summary>
    private static Task EndEpochAsync(LedgerSql sql) => sql.ExecuteAsync("UPDATE ledger SET epoch = gen_random_uuid()");

    [Theory]
    [MemberData(nameof(Superseded))]
    public async Task A_row_is_superseded_once_and_not_put_in_force_again(string table)
    {
        var row = $"ctid = (SELECT ctid FROM {table} WHERE superseded_in IS NOT NULL LIMIT 1)";
        Task SupersedeAsync(LedgerSql sql) =>
            sql.ExecuteAsync(
                $"UPDATE {table} SET superseded_in = {sql.Revision} WHERE ctid = (SELECT ctid FROM {table} WHERE superseded_in IS NULL LIMIT 1)"
            );

        await app.ShouldTakeAsync(SupersedeAsync);
        await app.ShouldBreakAsync(
            "never_rewritten",
            async sql =>
            {
                await SupersedeAsync(sql);
                await sql.ExecuteAsync($"UPDATE {table} SET superseded_in = {sql.Revision} WHERE {row}");
            }
        );
        await app.ShouldBreakAsync(
            "never_rewritten",
            async sql =>
            {
                await SupersedeAsync(sql);
                await sql.ExecuteAsync($"UPDATE {table} SET superseded_in = NULL WHERE {row}");
            }
        );
    }

    [Theory]
    [MemberData(nameof(Superseded))]
    public async Task A_row_is_superseded_in_the_revision_being_written_and_in_none_that_was_read(string table)
    {
        // Revision 2 is closed, and later than the rows of the data set.
        await TestTalks.NewAsync(app);

        await app.ShouldBreakAsync(
            Closed,
            sql =>
                sql.ExecuteAsync(
                    $"UPDATE {table} SET superseded_in = 2 WHERE ctid = (SELECT ctid FROM {table} WHERE recorded_in = 1 AND superseded_in IS NULL LIMIT 1)"
                )
        );
    }

    [Theory]
    [Breaks(By.Sql, Closed)]
    [MemberData(nameof(InRevisions))]
    public async Task Nothing_is_added_to_a_closed_revision(string table)
    {
        var fresh = table switch
        {
            "change" => """{"place": 100000}""",
            _ when table.EndsWith("_version", StringComparison.Ordinal) =>
                """{"version": 100, "recorded_in": 1, "superseded_in": 1000000}""",
            _ => """{"slug": "new", "recorded_in": 1, "paragraph": 2000}""",
        };

        await app.ShouldBreakAsync(
            Closed,
            async sql =>
            {
                await sql.ExecuteAsync($"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS fk_{table}_superseded_in");
                await sql.CopyAsync(table, "true", fresh);
            }
        );
    }

    [Theory]
    [Breaks(By.Sql, "revision_is_next")]
    [InlineData("head - 1", "head_at + interval '1 second'")]
    [InlineData("head + 1", "head_at + interval '1 second'")]
    [InlineData("head", "head_at")]
    [InlineData("head", "head_at - interval '1 second'")]
    public async Task A_revision_has_the_next_number_which_is_that_of_the_head_and_a_later_instant(string number, string at)
    {
        const string Advance = "UPDATE ledger SET head = head + 1; ";
        const string Insert = "INSERT INTO revision (number, at, author, note, touches_references)";

        await app.ShouldBreakAsync(
            "revision_is_next",
            sql => sql.ExecuteAsync($"{Advance}{Insert} SELECT {number}, {at}, 'Test', 'Test', false FROM ledger")
        );
        await app.ShouldBreakAsync(
            "revision_is_next",
            sql => sql.ExecuteAsync($"{Insert} SELECT head + 1, head_at + interval '1 second', 'Test', 'Test', false FROM ledger")
        );
        await app.ShouldTakeAsync(sql =>
            sql.ExecuteAsync($"{Advance}{Insert} SELECT head, head_at + interval '1 microsecond', 'Test', 'Test', false FROM ledger")
        );
    }

    [Fact]
    [Breaks(
        By.Sql,
        "ck_revision_number",
        "ck_ledger_one_row",
        "ck_ledger_head",
        "ck_former_epoch_last_revision",
        "ck_change_place",
        "ck_change_action",
        "ck_change_noun",
        "ck_change_supersedes"
    )]
    public async Task What_the_service_writes_by_itself_is_checked_too()
    {
        await app.ShouldBreakAsync(
            "ck_revision_number",
            async sql =>
            {
                await sql.ExecuteAsync("ALTER TABLE revision DISABLE TRIGGER revision_is_next");
                await sql.ExecuteAsync(
                    "INSERT INTO revision (number, at, author, note, touches_references) VALUES (0, now(), 'Test', 'Test', false)"
                );
            }
        );
        await app.ShouldBreakAsync(
            "ck_ledger_one_row",
            sql => sql.ExecuteAsync("INSERT INTO ledger SELECT 2, epoch, head, head_at FROM ledger")
        );
        await app.ShouldBreakAsync("ck_ledger_head", sql => sql.ExecuteAsync("UPDATE ledger SET head = -1"));
        await app.ShouldBreakAsync(
            "ck_former_epoch_last_revision",
            sql => sql.ExecuteAsync("INSERT INTO former_epoch SELECT gen_random_uuid(), -1")
        );
        foreach (
            var (constraint, columns) in new[]
            {
                ("ck_change_place", """ "place": 0 """),
                ("ck_change_action", """ "action": "FORGED" """),
                ("ck_change_noun", """ "noun": "RUMOUR" """),
                ("ck_change_supersedes", """ "action": "CORRECTED" """),
                ("ck_change_supersedes", """ "supersedes": "something" """),
            }
        )
        {
            await app.ShouldBreakAsync(
                constraint,
                sql => sql.CopyAsync("change", "action = 'ADDED'", $$"""{"revision": {{sql.Revision}}, {{columns}}}""")
            );
        }
    }

    private static Task DropKeysToAsync(LedgerSql sql, string table) =>
        sql.ExecuteAsync(
            $"""
            DO $$ DECLARE pointing record; BEGIN
                FOR pointing IN SELECT conrelid::regclass AS "table", conname FROM pg_constraint WHERE contype = 'f' AND confrelid = '{table}'::regclass LOOP
                    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', pointing."table", pointing.conname);
                END LOOP;
            END $$
            """
        );
}
