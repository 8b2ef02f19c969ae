using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// The triggers that run for each write have static SQL, whose plan the database keeps. They built it anew each time, and planned it
    /// each time.
    /// </summary>
    public partial class StaticTriggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE OR REPLACE FUNCTION revision_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE closed bigint;
                BEGIN
                    IF TG_ARGV[0] = 'revision' THEN
                        SELECT r.number INTO closed FROM added a JOIN revision r ON r.number = a.revision
                        WHERE r.xmin <> pg_current_xact_id()::xid LIMIT 1;
                    ELSE
                        SELECT r.number INTO closed FROM added a JOIN revision r ON r.number = a.recorded_in
                        WHERE r.xmin <> pg_current_xact_id()::xid LIMIT 1;
                    END IF;
                    IF closed IS NOT NULL THEN
                        RAISE EXCEPTION 'revision % is closed', closed
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_open', TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The functions do what they did before.
        }
    }
}
