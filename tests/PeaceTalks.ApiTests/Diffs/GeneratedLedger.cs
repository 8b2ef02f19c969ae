using Npgsql;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>
/// A ledger of any size made by SQL, and in the middle of it news that are the same whatever the size: on 6 March 2013 twelve parties say
/// something new, and three milestones happen; on a day from 1 to 20 March two more parties do, and one milestone. They are
/// recorded as one revision, together with two corrections and two retractions of what other parties held.
/// </summary>
/// <remarks>
/// 100 parties hold positions on the same number of proposals each. A tenth of the records are silences, a twentieth of vague days, a tenth
/// have a milestone beside them. None but the news is within twenty days of them, and what was held before them is the same in every size.
/// Ids and order are made, not drawn, so that the same pages are read each time. A revision has a hundred records, in the order of their
/// days.
/// </remarks>
internal static class GeneratedLedger
{
    /// <summary>In a window of these days there are the news.</summary>
    public const string Days = "from=2013-03-05&to=2013-03-07";

    /// <returns>The number of the news' revision.</returns>
    public static async Task<long> MakeAsync(LedgerApp app, int proposals, int depth)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"""
            BEGIN;
            SET LOCAL session_replication_role = replica;
            SET LOCAL work_mem = '64MB';
            SET LOCAL maintenance_work_mem = '128MB';
            {References(proposals)}
            {Said(depth)}
            {Recorded}
            COMMIT;
            """,
            connection
        )
        {
            CommandTimeout = 600,
        };
        await command.ExecuteNonQueryAsync();
        await SettleAsync(connection);
        await using var news = new NpgsqlCommand("SELECT number FROM revision WHERE note = 'The news'", connection);
        return (long)(await news.ExecuteScalarAsync())!;
    }

    private static string References(int proposals) =>
        $"""
            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in) VALUES ('talks', 1, 'Talks', 'Of a test', '[]', 1);
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, 100) i;
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in) SELECT slug, 1, slug, 'STATE', '[]', '[]', 1 FROM party;
            INSERT INTO issue (slug, process, recorded_in) VALUES ('issue', 'talks', 1);
            INSERT INTO issue_version (slug, version, process, name, question, recorded_in) VALUES ('issue', 1, 'talks', 'Issue', 'What?', 1);
            INSERT INTO proposal (slug, process, recorded_in) SELECT 'proposal-' || i, 'talks', 1 FROM generate_series(1, {proposals}) i;
            INSERT INTO proposal_version (slug, version, process, name, summary, kind, disclosure, issues, sponsors, relations, labels, recorded_in)
                SELECT slug, 1, 'talks', slug, 'An idea.', 'OFFER', 'PUBLISHED', '["issue"]', '[]', '[]', '[]', 1 FROM proposal;
            INSERT INTO article SELECT 'article-' || i, 1 FROM generate_series(1, 100) i;
            INSERT INTO article_version (slug, version, title, authors, language, paragraph_digests, published_basis, published_latest, recorded_in)
                SELECT slug, 1, 'Title', '[]', 'en', '["0"]', 'STATED', '2013-03-06', 1 FROM article;
            INSERT INTO track (id, process, party, proposal) SELECT md5(p.slug || r.slug)::uuid, 'talks', p.slug, r.slug FROM party p, proposal r;
            """;

    /// <summary>What is said, as a temporary table: half of the depth before the news, and half after.</summary>
    private static string Said(int depth) =>
        $"""
            CREATE TEMP TABLE said ON COMMIT DROP AS
            WITH mark AS (
                SELECT t.id AS track, t.party, t.proposal, d, ('x' || substr(md5(t.id::text), 1, 7))::bit(28)::int AS turn,
                    ('x' || substr(md5(t.id::text || d), 1, 7))::bit(28)::int AS dice
                FROM track t, generate_series({-depth / 2}, {depth / 2 - 1}) d),
            spoken AS (
                SELECT 'ADDED' AS action, CASE WHEN d < 0 THEN 1 ELSE 3 END AS phase, track, party,
                    (ARRAY['SUPPORTS', 'OPPOSES', 'OPEN', 'SUPPORTS', 'OPPOSES', 'OPEN', 'SUPPORTS', 'OPPOSES', 'OPEN', 'DECLINED'])[1 + (d + turn) % 10] AS stance,
                    date '2013-03-06' + sign(d + 0.5)::int * 40 + ((d + dice % 1000 / 1000.0) * 9000 / {depth})::int AS day,
                    CASE WHEN dice % 20 = 0 THEN 20 ELSE 0 END AS vague
                FROM mark
                UNION ALL
                SELECT action, 2, t.id, t.party, 'NEUTRAL', date '2013-03-06' + later, vague
                FROM (VALUES ('ADDED', 1, 12, 0, 0), ('ADDED', 13, 14, 14, 19), ('CORRECTED', 15, 16, 0, 0), ('RETRACTED', 17, 18, 0, 0)) news(action, first, last, later, vague)
                JOIN track t ON t.proposal = 'proposal-1' AND substr(t.party, 7)::int BETWEEN first AND last),
            ranked AS (SELECT *, row_number() OVER (PARTITION BY phase ORDER BY day, track) - 1 AS n FROM spoken),
            numbered AS (
                SELECT *, 1 + (n % 100)::int AS place, n / 100 + CASE phase
                    WHEN 1 THEN 2
                    WHEN 2 THEN 3 + (SELECT max(n) FROM ranked WHERE phase = 1) / 100
                    ELSE 4 + (SELECT max(n) FROM ranked WHERE phase = 1) / 100 END AS revision
                FROM ranked)
            SELECT *, (lpad(to_hex(revision), 12, '0') || lpad(to_hex(place), 20, '0'))::uuid AS id FROM numbered ORDER BY revision, place;

            CREATE TEMP TABLE old ON COMMIT DROP AS
            SELECT DISTINCT ON (s.track) s.track, s.id, s.day, news.action, news.revision, news.id AS news
            FROM said s JOIN said news ON news.track = s.track AND news.action <> 'ADDED'
            WHERE s.phase = 1 AND s.stance <> 'DECLINED' ORDER BY s.track, s.day DESC;
            """;

    /// <summary>As revisions, without the indexes that can be made anew, which are made anew once all is there.</summary>
    private const string Recorded = """
        CREATE TEMP TABLE index_made ON COMMIT DROP AS
            SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename IN ('position', 'citation') AND indexname NOT LIKE 'pk%';
        DO $$ DECLARE one text; BEGIN FOR one IN SELECT name FROM index_made LOOP EXECUTE 'DROP INDEX ' || one; END LOOP; END $$;

        INSERT INTO revision VALUES (1, '1990-01-01', 'Test', 'Reference data', true);
        INSERT INTO revision
            SELECT revision, max(day) + CASE max(phase) WHEN 2 THEN interval '-12 days' ELSE interval '1 day' END, 'Test', CASE max(phase) WHEN 2 THEN 'The news' ELSE 'More' END, false
            FROM said GROUP BY revision;
        UPDATE ledger SET head = (SELECT max(number) FROM revision), head_at = (SELECT max(at) FROM revision);
        INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, recorded_in, place, superseded_in, corrects)
            SELECT s.id, s.track, party, stance, '[]', '[]', repeat('What was said. ', 8), coalesce(fixed.day, s.day) - vague, coalesce(fixed.day, s.day), 'STATED', party, 'PARAPHRASE',
                s.revision, place, gone.revision, fixed.id
            FROM said s LEFT JOIN old gone ON gone.id = s.id LEFT JOIN old fixed ON fixed.news = s.id WHERE s.action <> 'RETRACTED';
        INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
            SELECT id, id, 'article-' || 1 + n % 100, 1, revision, place, 0 FROM said WHERE action <> 'RETRACTED';
        INSERT INTO change
            SELECT s.revision, place, s.action, 'POSITION', CASE s.action WHEN 'RETRACTED' THEN old.id ELSE s.id END, CASE s.action WHEN 'CORRECTED' THEN old.id END
            FROM said s LEFT JOIN old ON old.news = s.id;

        INSERT INTO milestone (id, process, proposal, step, summary, earliest, latest, basis, mode, recorded_in, place)
            SELECT id, 'talks', 'proposal-1', 'FLOATED', 'A step', day - vague, day, 'STATED', 'OUTLET', revision, 100 + place
            FROM said WHERE n % 10 = 0 AND phase <> 2 OR phase = 2 AND substr(party, 7)::int IN (1, 2, 3, 13);
        INSERT INTO citation (id, milestone, article, paragraph, recorded_in, place, ordinal) SELECT md5(id::text)::uuid, id, 'article-1', 1, recorded_in, place, 0 FROM milestone;
        INSERT INTO change SELECT recorded_in, place, 'ADDED', 'MILESTONE', id FROM milestone;

        DO $$ DECLARE one text; BEGIN FOR one IN SELECT sql FROM index_made LOOP EXECUTE one; END LOOP; END $$;
        """;

    /// <summary>
    /// An index answers alone where all is known to be visible to everybody, which a vacuum finds out once no older snapshot is about.
    /// </summary>
    private static async Task SettleAsync(NpgsqlConnection connection)
    {
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 600 };
        await using var allVisible = new NpgsqlCommand(
            "SELECT bool_and(relallvisible = relpages) FROM pg_class WHERE relname IN ('position', 'citation', 'track')",
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
}
