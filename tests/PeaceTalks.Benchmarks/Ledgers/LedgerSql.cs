namespace PeaceTalks.Benchmarks.Ledgers;

/// <summary>
/// The SQL that fills a ledger. The same size always gives the same ledger: what looks random comes from hashes of the ids.
/// </summary>
/// <remarks>
/// It has everything that the rule of what is held looks at: silence, vague days, days without an earliest bound, contradictions,
/// superseded records and citations, articles that retell others, and names that changed.
/// </remarks>
internal static class LedgerSql
{
    /// <summary>The revision in which some names and articles were edited.</summary>
    private const int Edited = 100;

    /// <summary>The id that the service gives a track, so that it finds the tracks here.</summary>
    private const string TrackId =
        "encode(set_byte(set_byte(substr(digest, 1, 16), 6, get_byte(digest, 6) & 15 | 128), "
        + "8, get_byte(digest, 8) & 63 | 128), 'hex')::uuid";

    private const string ArticleColumns =
        "outlet, authors, url, language, rewrite_of, paragraph_digests, published_basis, published_earliest, published_latest";

    public static string Reference(LedgerSize size) =>
        $"""
            UPDATE ledger SET head = {LedgerSize.Head};
            INSERT INTO revision (number, at, author, note, touches_references)
                SELECT i, '2025-01-01'::timestamptz + i * interval '1 hour', 'Benchmark', 'Generated', i IN (1, {Edited})
                FROM generate_series(1, {LedgerSize.Head}) i;

            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in)
                SELECT 'talks', 1, 'Talks', 'Of a benchmark', jsonb_agg(jsonb_build_object('party', 'party-' || i, 'role', role)), 1
                FROM unnest(ARRAY['OBSERVER', 'PRINCIPAL', 'PRINCIPAL', 'MEDIATOR', 'GUARANTOR', 'SUPPORTER', 'OBSERVER'])
                    WITH ORDINALITY roles (role, i);

            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, {size.Parties + size.FurtherParties}) i;
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in)
                SELECT slug, 1, initcap(replace(slug, '-', ' ')) || ' “é”', 'STATE', '[]', '[]', 1 FROM party;
            {Edit("party", "name", "kind, aliases, memberships")}

            INSERT INTO speaker SELECT 'speaker-' || i, 1 FROM generate_series(1, {size.Speakers}) i;
            INSERT INTO speaker_version (slug, version, name, kind, aliases, mandates, recorded_in)
                SELECT slug, 1, initcap(replace(slug, '-', ' ')), 'PERSON', '[]', '[]', 1 FROM speaker;

            -- Every fifth issue is below the one before it.
            INSERT INTO issue (slug, process, recorded_in)
                SELECT 'issue-' || i, 'talks', 1 FROM generate_series(1, {size.Issues + size.FurtherIssues}) i;
            INSERT INTO issue_version (slug, version, process, parent, name, question, recorded_in)
                SELECT 'issue-' || i, 1, 'talks', CASE WHEN i % 5 = 0 THEN 'issue-' || i - 1 END, 'Issue ' || i, 'What becomes of it?', 1
                FROM generate_series(1, {size.Issues + size.FurtherIssues}) i;

            -- Every fourth proposal addresses the issue before as well.
            INSERT INTO proposal (slug, process, recorded_in)
                SELECT 'proposal-' || i, 'talks', 1 FROM generate_series(1, {size.Issues + size.FurtherIssues}) i;
            INSERT INTO proposal_version (slug, version, process, name, summary, kind, disclosure, issues, sponsors, relations, labels, recorded_in)
                SELECT 'proposal-' || i, 1, 'talks', 'Proposal ' || i, 'An idea.', 'OFFER', 'PUBLISHED',
                    CASE WHEN i % 4 = 0 THEN jsonb_build_array('issue-' || i, 'issue-' || i - 1) ELSE jsonb_build_array('issue-' || i) END,
                    '[]', '[]', '[]', 1
                FROM generate_series(1, {size.Issues + size.FurtherIssues}) i;

            -- Every fifth article retells the one before it, and every tenth retells one that retells another.
            INSERT INTO article SELECT 'article-' || i, 1 FROM generate_series(1, {LedgerSize.Articles}) i;
            INSERT INTO article_version (slug, version, title, {ArticleColumns}, recorded_in)
                SELECT 'article-' || i, 1, 'What they said, part ' || i,
                    CASE WHEN i % 7 > 0 THEN 'Outlet ' || i % 7 END, jsonb_build_array('Author ' || i % 50),
                    CASE WHEN i % 3 = 0 THEN 'https://a.example/' || i END, 'en',
                    CASE WHEN i % 5 = 0 OR i % 10 = 9 THEN 'article-' || i - 1 END,
                    (SELECT jsonb_agg(encode(sha256(convert_to(i || ' ' || paragraph, 'UTF8')), 'hex')) FROM generate_series(1, 30) paragraph),
                    'STATED', date '2023-01-01' + i % 700 - i % 2, date '2023-01-01' + i % 700, 1
                FROM generate_series(1, {LedgerSize.Articles}) i;
            {Edit("article", "title", ArticleColumns)}

            INSERT INTO track (id, process, party, issue)
                SELECT {TrackId}, 'talks', party, target
                FROM (SELECT 'party-' || p AS party, 'issue-' || i AS target
                      FROM generate_series(1, {size.Parties}) p, generate_series(1, {size.Issues}) i) t,
                     LATERAL (SELECT sha256(convert_to(concat_ws(chr(10), party, target, ''), 'UTF8')) AS digest) d;
            INSERT INTO track (id, process, party, proposal)
                SELECT {TrackId}, 'talks', party, target
                FROM (SELECT 'party-' || p AS party, 'proposal-' || i AS target
                      FROM generate_series(1, {size.Parties}) p, generate_series(1, {size.Issues}) i) t,
                     LATERAL (SELECT sha256(convert_to(concat_ws(chr(10), party, '', target), 'UTF8')) AS digest) d;
            ANALYZE;
            """;

    /// <summary>In the order in which they were recorded, as a ledger grows: the records of a track are scattered over the table.</summary>
    public static string Records(LedgerSize size) =>
        $"""
            CREATE TEMP TABLE made AS
                SELECT *, 2 + (k * 17 + h % 29) % {LedgerSize.Head - 1} AS recorded_in,
                    CASE WHEN h % 10 < 6 THEN party WHEN h % 10 < 8 THEN 'party-' || 1 + h % {size.Parties} END AS asserted_by,
                    (ARRAY['SUPPORTS', 'CONDITIONAL', 'OPEN', 'OPPOSES', 'NEUTRAL', 'CONDITIONAL', 'SCEPTICAL', 'UNDISCLOSED', 'DECLINED', 'NO_RESPONSE'])
                        [CASE WHEN h % 12 = 0 THEN 8 + h / 12 % 3 ELSE 1 + (t + k / 3 + CASE WHEN h % 9 = 0 THEN 1 ELSE 0 END) % 7 END] AS stance,
                    date '2023-01-01' + (k * 700 / {size.Records} + h % 60) AS latest
                FROM (
                    SELECT md5(id || ' ' || k)::uuid AS id, id AS track_id, party, k,
                        abs(hashtext(id::text)) / 7 AS t, abs(hashtext(id || ' ' || k)) / 7 AS h
                    FROM track, generate_series(0, {size.Records - 1}) k) x;

            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, speaker, mode,
                    recorded_in, superseded_in, place)
                SELECT id, track_id, party, stance,
                    CASE WHEN stance = 'CONDITIONAL' THEN jsonb_build_array(
                            jsonb_build_object('kind', (ARRAY['PRECONDITION', 'RECIPROCAL', 'EXCHANGE'])[1 + h % 3], 'by',
                                CASE WHEN h % 2 = 0 THEN 'party-' || 1 + h % {size.Parties} END,
                                'key', 'the-same', 'text', 'the other side does the same', 'carried', h % 5 = 0))
                        WHEN stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR h % 11 > 0 THEN '[]'
                        ELSE jsonb_build_array(jsonb_build_object('kind', 'CONTINGENT_EVENT', 'by', NULL, 'key', 'ceasefire',
                            'text', 'there is a “ceasefire”', 'carried', false)) END,
                    CASE WHEN stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR h % 6 > 0 THEN '[]'
                        WHEN h % 4 = 0 THEN jsonb_build_array(jsonb_build_object('key', 'withdrawalDistance', 'comparator', 'SAME_AS_OTHER_SIDE',
                            'value', NULL, 'unit', NULL, 'carried', false))
                        ELSE jsonb_build_array(jsonb_build_object('key', 'duration', 'comparator',
                            (ARRAY['EXACTLY', 'AT_MOST', 'AT_LEAST', 'LESS_THAN', 'MORE_THAN'])[1 + h % 5], 'value', (h % 1000) / 10.0,
                            'unit', (ARRAY['years', '%', NULL])[1 + h % 3], 'carried', h % 7 = 0)) END,
                    'The party said, for the ' || k || 'th time, what it thinks of this.',
                    CASE WHEN h % 20 = 0 THEN NULL WHEN h % 20 < 4 THEN latest - h % 40 ELSE latest END, latest,
                    (ARRAY['STATED', 'PUBLICATION', 'RELATIVE', 'INFERRED'])[1 + h % 4], asserted_by,
                    CASE WHEN asserted_by IS NOT NULL AND h % 3 = 0 THEN 'speaker-' || 1 + h % 100 END,
                    CASE WHEN asserted_by IS NULL THEN (ARRAY['OUTLET', 'DOCUMENT', 'ANONYMOUS_SOURCE'])[1 + h % 3]
                        WHEN h % 3 = 0 THEN 'DIRECT_QUOTE' ELSE 'PARAPHRASE' END,
                    recorded_in, CASE WHEN h % 40 = 0 AND recorded_in < {LedgerSize.Head} THEN recorded_in + 1 END,
                    row_number() OVER (PARTITION BY recorded_in ORDER BY id)
                FROM made ORDER BY recorded_in, id;

            -- The second citation is reported later for some records, and was withdrawn for a few.
            INSERT INTO citation (id, position, article, paragraph, quote, recorded_in, superseded_in, place, ordinal)
                SELECT md5(id || ' cites ' || o)::uuid, id, 'article-' || 1 + (h + o * 1) % {LedgerSize.Articles}, 1 + h % 30,
                    CASE WHEN h % 3 = 0 AND o = 0 THEN 'We have said what we think of this.' END,
                    CASE WHEN o = 1 AND h % 8 = 0 THEN least(recorded_in + 3, {LedgerSize.Head}) ELSE recorded_in END,
                    CASE WHEN o = 1 AND h % 50 = 0 AND recorded_in < {LedgerSize.Head - 4} THEN recorded_in + 4 END, 1 + h % 1000, o
                FROM made, generate_series(0, 1) o ORDER BY recorded_in, id;
            DROP TABLE made;

            INSERT INTO change (revision, place, action, noun, subject)
                SELECT recorded_in, place, 'ADDED', 'POSITION', id::text FROM position
                UNION ALL
                SELECT superseded_in, 1000000 + row_number() OVER (PARTITION BY superseded_in ORDER BY id), 'RETRACTED', 'POSITION',
                    id::text
                FROM position WHERE superseded_in IS NOT NULL;
            """;

    /// <summary>A new version of every tenth item, with another name.</summary>
    /// <param name="name">The column of the name.</param>
    /// <param name="others">The columns that stay as they are.</param>
    private static string Edit(string noun, string name, string others) =>
        $"""
            UPDATE {noun}_version SET superseded_in = {Edited} WHERE slug LIKE '%3';
            INSERT INTO {noun}_version (slug, version, {name}, {others}, recorded_in)
                SELECT slug, 2, {name} || ' (edited)', {others}, {Edited} FROM {noun}_version WHERE slug LIKE '%3';
            """;
}
