using Npgsql;

namespace PeaceTalks.ApiTests.Matrix;

/// <summary>
/// Talks made by SQL, too large to be written through the API: each issue has one proposal, and every party a track on both.
/// </summary>
internal static class GeneratedTalks
{
    /// <summary>Reference data and tracks in revision 1, without any record.</summary>
    public static Task MakeAsync(LedgerApp app, int parties, int issues) =>
        RunAsync(
            app,
            $"""
            UPDATE ledger SET head = 1;
            INSERT INTO revision VALUES (1, now(), 'Test', 'Generated', true);
            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in) VALUES ('talks', 1, 'Talks', 'Of a test', '[]', 1);
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, {parties}) i;
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in) SELECT slug, 1, slug, 'STATE', '[]', '[]', 1 FROM party;
            INSERT INTO issue (slug, process, recorded_in) SELECT 'issue-' || i, 'talks', 1 FROM generate_series(1, {issues}) i;
            INSERT INTO issue_version (slug, version, process, name, question, recorded_in) SELECT slug, 1, 'talks', slug, 'What?', 1 FROM issue;
            INSERT INTO proposal (slug, process, recorded_in) SELECT 'proposal-' || i, 'talks', 1 FROM generate_series(1, {issues}) i;
            INSERT INTO proposal_version (slug, version, process, name, summary, kind, disclosure, issues, sponsors, relations, labels, recorded_in)
                SELECT slug, 1, 'talks', slug, 'An idea.', 'OFFER', 'PUBLISHED', jsonb_build_array(replace(slug, 'proposal', 'issue')), '[]', '[]', '[]', 1 FROM proposal;
            INSERT INTO article SELECT 'article', 1;
            INSERT INTO article_version (slug, version, title, authors, language, paragraph_digests, published_basis, published_latest, recorded_in)
                VALUES ('article', 1, 'Title', '[]', 'en', '["0"]', 'STATED', '2024-01-01', 1);
            INSERT INTO track (id, process, party, issue) SELECT gen_random_uuid(), 'talks', p.slug, i.slug FROM party p, issue i;
            INSERT INTO track (id, process, party, proposal) SELECT gen_random_uuid(), 'talks', p.slug, i.slug FROM party p, proposal i;
            """
        );

    /// <summary>
    /// A record on each track on each of the days given, which are days of 2024, with a citation each; the stance turns from day to day.
    /// </summary>
    public static Task RecordAsync(LedgerApp app, IEnumerable<int> days) =>
        RunAsync(
            app,
            $"""
            CREATE TEMP TABLE made ON COMMIT DROP AS
                SELECT gen_random_uuid() AS id, t.id AS track_id, t.party, d FROM track t, unnest(ARRAY[{string.Join(',', days)}]) d;
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, recorded_in, place)
                SELECT id, track_id, party, (ARRAY['SUPPORTS', 'OPPOSES', 'OPEN'])[1 + d % 3], '[]', '[]', repeat('What was said. ', 8),
                    date '2023-12-31' + d, date '2023-12-31' + d, 'STATED', party, 'PARAPHRASE', 1, d * 100000 + row_number() OVER (PARTITION BY d ORDER BY random()) FROM made;
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal) SELECT gen_random_uuid(), id, 'article', 1, 1, 1, 0 FROM made;
            """
        );

    /// <summary>
    /// An index answers alone where all is known to be visible to everybody, which a vacuum finds out once no older snapshot is about.
    /// </summary>
    public static async Task SettleAsync(LedgerApp app)
    {
        await using var connection = await app.ConnectAsync();
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 300 };
        await using var allVisible = new NpgsqlCommand(
            "SELECT relallvisible = relpages FROM pg_class WHERE relname = 'position'",
            connection
        );
        for (var tries = 0; tries < 100; tries++)
        {
            await vacuum.ExecuteNonQueryAsync();
            if ((bool)(await allVisible.ExecuteScalarAsync())!)
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    private static async Task RunAsync(LedgerApp app, string sql)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand($"BEGIN; SET LOCAL session_replication_role = replica; {sql} COMMIT;", connection)
        {
            CommandTimeout = 300,
        };
        await command.ExecuteNonQueryAsync();
    }
}
