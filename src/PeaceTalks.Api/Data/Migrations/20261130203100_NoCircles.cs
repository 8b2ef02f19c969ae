using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// No proposal is part or a revision of itself by way of others, and no party belongs to itself. Ledgers that have such circles keep
    /// them, until one of their items is edited.
    /// </summary>
    public partial class NoCircles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Like has_no_cycle, for slugs in a jsonb list: the arguments are its column and the path to the slugs.
            migrationBuilder.Sql("""
                CREATE FUNCTION list_has_no_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE cycle boolean;
                BEGIN
                    EXECUTE format(
                        'WITH RECURSIVE ancestor (slug) AS (
                            SELECT jsonb_path_query(%1$I, $2::jsonpath) #>> ''{}'' FROM %2$I WHERE slug = $1 AND superseded_in IS NULL
                            UNION
                            SELECT jsonb_path_query(v.%1$I, $2::jsonpath) #>> ''{}''
                            FROM ancestor a JOIN %2$I v ON v.slug = a.slug AND v.superseded_in IS NULL)
                         SELECT EXISTS (SELECT 1 FROM ancestor WHERE slug = $1)', TG_ARGV[0], TG_TABLE_NAME)
                        INTO cycle USING NEW.slug, TG_ARGV[1];
                    IF cycle THEN
                        RAISE EXCEPTION '% of % would lead back to it', TG_ARGV[0], NEW.slug
                            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER packages_have_no_cycle AFTER INSERT ON proposal_version DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.relations <> '[]')
                    EXECUTE FUNCTION list_has_no_cycle('relations', '$[*] ? (@.type == "PART_OF").proposal');
                CREATE CONSTRAINT TRIGGER proposal_revisions_have_no_cycle AFTER INSERT ON proposal_version DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.relations <> '[]')
                    EXECUTE FUNCTION list_has_no_cycle('relations', '$[*] ? (@.type == "REVISION_OF").proposal');
                CREATE CONSTRAINT TRIGGER memberships_have_no_cycle AFTER INSERT ON party_version DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.memberships <> '[]')
                    EXECUTE FUNCTION list_has_no_cycle('memberships', '$[*] ? (@.role != "OBSERVER").group');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER packages_have_no_cycle ON proposal_version;
                DROP TRIGGER proposal_revisions_have_no_cycle ON proposal_version;
                DROP TRIGGER memberships_have_no_cycle ON party_version;
                DROP FUNCTION list_has_no_cycle();
                """);
        }
    }
}
