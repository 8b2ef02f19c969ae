using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>The rules of meetings that no key, foreign key or check can express. They are those of the other records, and some more.</summary>
    public partial class Meetings
    {
        private static void AddRules(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TRIGGER never_rewritten AFTER UPDATE OR DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION never_rewritten();
                CREATE TRIGGER never_truncated BEFORE TRUNCATE ON meeting FOR EACH STATEMENT EXECUTE FUNCTION never_rewritten();
                CREATE TRIGGER revision_is_open AFTER INSERT ON meeting REFERENCING NEW TABLE AS added
                    FOR EACH STATEMENT EXECUTE FUNCTION revision_is_open('recorded_in');
                CREATE INDEX ix_meeting_vague ON meeting USING gist (daterange(earliest, latest)) WHERE earliest < latest;
                """);

            // What names a meeting names its first state, which has the id of the meeting. The states of a meeting are in one process.
            migrationBuilder.Sql("""
                CREATE OR REPLACE FUNCTION record_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE cited boolean; superseded boolean; placed boolean;
                BEGIN
                    IF TG_TABLE_NAME = 'position' THEN
                        cited := EXISTS (SELECT FROM citation c WHERE c.position = NEW.id);
                        superseded := NEW.corrects IS NULL
                            OR EXISTS (SELECT FROM position p WHERE p.id = NEW.corrects AND p.superseded_in = NEW.recorded_in);
                        placed := NEW.meeting IS NULL OR EXISTS (SELECT FROM meeting m WHERE m.id = NEW.meeting AND m.meeting_id = m.id);
                    ELSIF TG_TABLE_NAME = 'milestone' THEN
                        cited := EXISTS (SELECT FROM citation c WHERE c.milestone = NEW.id);
                        superseded := NEW.corrects IS NULL
                            OR EXISTS (SELECT FROM milestone m WHERE m.id = NEW.corrects AND m.superseded_in = NEW.recorded_in);
                        placed := NEW.meeting IS NULL OR EXISTS (SELECT FROM meeting m WHERE m.id = NEW.meeting AND m.meeting_id = m.id);
                    ELSE
                        cited := EXISTS (SELECT FROM citation c WHERE c.meeting = NEW.id);
                        superseded := NEW.corrects IS NULL
                            OR EXISTS (
                                SELECT FROM meeting m
                                WHERE m.id = NEW.corrects AND m.superseded_in = NEW.recorded_in AND m.meeting_id = NEW.meeting_id);
                        placed := EXISTS (
                                SELECT FROM meeting m WHERE m.id = NEW.meeting_id AND m.meeting_id = m.id AND m.process = NEW.process)
                            AND (NEW.part_of IS NULL OR EXISTS (SELECT FROM meeting m WHERE m.id = NEW.part_of AND m.meeting_id = m.id));
                    END IF;
                    IF NOT cited THEN
                        RAISE EXCEPTION '% % has no citation', TG_TABLE_NAME, NEW.id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_has_citation', TABLE = TG_TABLE_NAME;
                    END IF;
                    IF NOT superseded THEN
                        RAISE EXCEPTION '% % corrects a record that its revision does not supersede', TG_TABLE_NAME, NEW.id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_supersedes', TABLE = TG_TABLE_NAME;
                    END IF;
                    IF NOT placed THEN
                        RAISE EXCEPTION '% % names a meeting by another id than that of its first state', TG_TABLE_NAME, NEW.id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_names_meeting', TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER meeting_is_whole AFTER INSERT ON meeting DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION record_is_whole();
                CREATE CONSTRAINT TRIGGER meeting_references AFTER INSERT ON meeting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    EXECUTE FUNCTION references_exist(
                        'participants', '$[*].party', 'party',
                        'participants', '$[*].speaker', 'speaker',
                        'issues', '$[*]', 'issue',
                        'proposals', '$[*]', 'proposal');
                """);

            // No meeting is part of itself by way of what any state in force at the commit says.
            migrationBuilder.Sql("""
                CREATE FUNCTION meeting_has_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (
                        WITH RECURSIVE whole (id) AS (
                            SELECT NEW.part_of
                            UNION
                            SELECT m.part_of FROM whole w
                            JOIN meeting m ON m.meeting_id = w.id AND m.superseded_in IS NULL AND m.part_of IS NOT NULL)
                        SELECT FROM whole WHERE id = NEW.meeting_id) THEN
                        RAISE EXCEPTION 'part_of of % would lead back to it', NEW.meeting_id
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER meetings_have_no_cycle AFTER INSERT ON meeting DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.part_of IS NOT NULL) EXECUTE FUNCTION meeting_has_no_cycle();
                """);
        }

        private static void RemoveRules(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER meetings_have_no_cycle ON meeting;
                DROP FUNCTION meeting_has_no_cycle();
                DROP TRIGGER meeting_is_whole ON meeting;
                CREATE OR REPLACE FUNCTION record_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE cited boolean; superseded boolean;
                BEGIN
                    IF TG_TABLE_NAME = 'position' THEN
                        cited := EXISTS (SELECT FROM citation c WHERE c.position = NEW.id);
                        superseded := NEW.corrects IS NULL
                            OR EXISTS (SELECT FROM position p WHERE p.id = NEW.corrects AND p.superseded_in = NEW.recorded_in);
                    ELSE
                        cited := EXISTS (SELECT FROM citation c WHERE c.milestone = NEW.id);
                        superseded := NEW.corrects IS NULL
                            OR EXISTS (SELECT FROM milestone m WHERE m.id = NEW.corrects AND m.superseded_in = NEW.recorded_in);
                    END IF;
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
                """);
        }
    }
}
