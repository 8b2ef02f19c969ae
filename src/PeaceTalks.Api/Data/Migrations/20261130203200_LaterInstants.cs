using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>Each revision has a later instant than the one before. Instants that earlier revisions share stay as they are.</summary>
    public partial class LaterInstants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE OR REPLACE FUNCTION revision_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE previous revision;
                BEGIN
                    SELECT * INTO previous FROM revision ORDER BY number DESC LIMIT 1;
                    IF NEW.number <> coalesce(previous.number, 0) + 1 OR NEW.at <= previous.at
                        OR NEW.number <> (SELECT head FROM ledger) THEN
                        RAISE EXCEPTION 'revision % does not follow revision %', NEW.number, coalesce(previous.number, 0)
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_next', TABLE = 'revision';
                    END IF;
                    RETURN NEW;
                END $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE OR REPLACE FUNCTION revision_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
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
                """);
        }
    }
}
