using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>The rules of the ledger that no key, foreign key or check can express.</summary>
    public partial class Ledger
    {
        private static readonly string[] Identities = ["process", "party", "speaker", "issue", "proposal", "article"];

        private static readonly string[] Versions =
            ["process_version", "party_version", "speaker_version", "issue_version", "proposal_version", "article_version"];

        private static readonly string[] Records = ["position", "milestone", "citation", "remark"];

        private static void AddRules(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("INSERT INTO ledger (id, epoch, head, head_at) VALUES (1, gen_random_uuid(), 0, clock_timestamp());");

            // Numbers have no gaps, whoever inserts, and instants never run backwards.
            migrationBuilder.Sql("""
                CREATE FUNCTION revision_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE previous revision;
                BEGIN
                    SELECT * INTO previous FROM revision ORDER BY number DESC LIMIT 1;
                    IF NEW.number <> coalesce(previous.number, 0) + 1 OR NEW.at < previous.at
                        OR NEW.number <> (SELECT head FROM ledger) THEN
                        RAISE EXCEPTION 'revision % does not follow revision %', NEW.number, coalesce(previous.number, 0)
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_next', TABLE = 'revision';
                    END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER revision_is_next BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION revision_is_next();
                """);

            // Rows are only ever added. The only change allowed is to supersede a row, once.
            migrationBuilder.Sql("""
                CREATE FUNCTION never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE superseded bigint;
                BEGIN
                    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'superseded_in' = to_jsonb(OLD) - 'superseded_in'
                        AND to_jsonb(OLD) ->> 'superseded_in' IS NULL THEN
                        superseded := to_jsonb(NEW) ->> 'superseded_in';
                        IF EXISTS (SELECT 1 FROM revision r WHERE r.number = superseded AND r.xmin <> pg_current_xact_id()::xid) THEN
                            RAISE EXCEPTION 'revision % is closed', superseded
                                USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_open', TABLE = TG_TABLE_NAME;
                        END IF;
                        RETURN NULL;
                    END IF;
                    RAISE EXCEPTION 'the ledger is never rewritten: % of a row of %', lower(TG_OP), TG_TABLE_NAME
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_rewritten', TABLE = TG_TABLE_NAME;
                END $$;
                """);
            foreach (var table in (string[])["revision", "change", "track", .. Identities, .. Versions, .. Records])
            {
                migrationBuilder.Sql($"""
                    CREATE TRIGGER never_rewritten AFTER UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION never_rewritten();
                    CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION never_rewritten();
                    """);
            }

            // A committed revision is closed: nothing can be added to what a pinned read saw, or superseded in it (see above).
            migrationBuilder.Sql("""
                CREATE FUNCTION revision_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE closed bigint;
                BEGIN
                    EXECUTE format(
                        'SELECT r.number FROM added a JOIN revision r ON r.number = a.%I WHERE r.xmin <> pg_current_xact_id()::xid LIMIT 1', TG_ARGV[0])
                        INTO closed;
                    IF closed IS NOT NULL THEN
                        RAISE EXCEPTION 'revision % is closed', closed
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_open', TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                """);
            foreach (var table in (string[])["change", .. Identities, .. Versions, .. Records])
            {
                migrationBuilder.Sql($"""
                    CREATE TRIGGER revision_is_open AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
                        FOR EACH STATEMENT EXECUTE FUNCTION revision_is_open('{(table == "change" ? "revision" : "recorded_in")}');
                    """);
            }

            // A record names its source, and a correction supersedes what it corrects.
            migrationBuilder.Sql("""
                CREATE FUNCTION record_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE cited boolean; superseded boolean;
                BEGIN
                    EXECUTE format(
                        'SELECT EXISTS (SELECT 1 FROM citation WHERE %1$I = $1),
                                $2 IS NULL OR EXISTS (SELECT 1 FROM %1$I WHERE id = $2 AND superseded_in = $3)', TG_TABLE_NAME)
                        INTO cited, superseded USING NEW.id, NEW.corrects, NEW.recorded_in;
                    IF NOT cited THEN
                        RAISE EXCEPTION '% % has no citation', TG_TABLE_NAME, NEW.id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_has_citation', TABLE = TG_TABLE_NAME;
                    END IF;
                    IF NOT superseded THEN
                        RAISE EXCEPTION '% % corrects a record that its revision does not supersede', TG_TABLE_NAME, NEW.id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_supersedes', TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER position_is_whole AFTER INSERT ON position DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION record_is_whole();
                CREATE CONSTRAINT TRIGGER milestone_is_whole AFTER INSERT ON milestone DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION record_is_whole();
                """);

            // No version in force at the commit is its own ancestor by the column that the argument names.
            migrationBuilder.Sql("""
                CREATE FUNCTION has_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE cycle boolean;
                BEGIN
                    EXECUTE format(
                        'WITH RECURSIVE ancestor (slug) AS (
                            SELECT %1$I FROM %2$I WHERE slug = $1 AND superseded_in IS NULL
                            UNION
                            SELECT v.%1$I FROM ancestor a JOIN %2$I v ON v.slug = a.slug AND v.superseded_in IS NULL)
                         SELECT EXISTS (SELECT 1 FROM ancestor WHERE slug = $1)', TG_ARGV[0], TG_TABLE_NAME)
                        INTO cycle USING NEW.slug;
                    IF cycle THEN
                        RAISE EXCEPTION '% of % would lead back to it', TG_ARGV[0], NEW.slug
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER issue_tree_has_no_cycle AFTER INSERT ON issue_version DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION has_no_cycle('parent');
                CREATE CONSTRAINT TRIGGER rewrites_have_no_cycle AFTER INSERT ON article_version DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION has_no_cycle('rewrite_of');
                """);

            // The foreign keys of values in jsonb lists, as column, path and table. Issues and proposals must be in the same process.
            migrationBuilder.Sql("""
                CREATE FUNCTION references_exist() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE content jsonb := to_jsonb(NEW); missing text;
                BEGIN
                    FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
                        EXECUTE format(
                            'SELECT slug FROM (SELECT jsonb_path_query($1, $2::jsonpath) #>> ''{}'' AS slug) named
                             WHERE slug IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %I t WHERE t.slug = named.slug %s) LIMIT 1',
                            TG_ARGV[i + 2], CASE WHEN TG_ARGV[i + 2] IN ('issue', 'proposal') THEN 'AND t.process = $3' END)
                            INTO missing USING content -> TG_ARGV[i], TG_ARGV[i + 1], content ->> 'process';
                        IF missing IS NOT NULL THEN
                            RAISE EXCEPTION '%: no % ''%''', TG_ARGV[i], TG_ARGV[i + 2], missing
                                USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_' || TG_ARGV[i], TABLE = TG_TABLE_NAME;
                        END IF;
                    END LOOP;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER process_version_references AFTER INSERT ON process_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    EXECUTE FUNCTION references_exist(
                        'participants', '$[*].party', 'party');
                CREATE CONSTRAINT TRIGGER party_version_references AFTER INSERT ON party_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    EXECUTE FUNCTION references_exist(
                        'memberships', '$[*].group', 'party',
                        'memberships', '$[*].source.assertedBy', 'party',
                        'memberships', '$[*].source.article', 'article');
                CREATE CONSTRAINT TRIGGER speaker_version_references AFTER INSERT ON speaker_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    EXECUTE FUNCTION references_exist(
                        'mandates', '$[*].party', 'party',
                        'mandates', '$[*].source.assertedBy', 'party',
                        'mandates', '$[*].source.article', 'article');
                CREATE CONSTRAINT TRIGGER proposal_version_references AFTER INSERT ON proposal_version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    EXECUTE FUNCTION references_exist(
                        'issues', '$[*]', 'issue',
                        'sponsors', '$[*].party', 'party',
                        'relations', '$[*].proposal', 'proposal',
                        'labels', '$[*].party', 'party',
                        'sponsors', '$[*].source.assertedBy', 'party',
                        'sponsors', '$[*].source.article', 'article',
                        'relations', '$[*].source.assertedBy', 'party',
                        'relations', '$[*].source.article', 'article',
                        'labels', '$[*].source.assertedBy', 'party',
                        'labels', '$[*].source.article', 'article');
                CREATE CONSTRAINT TRIGGER position_references AFTER INSERT ON position DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.conditions <> '[]')
                    EXECUTE FUNCTION references_exist(
                        'conditions', '$[*].by', 'party');
                """);
        }
    }
}
