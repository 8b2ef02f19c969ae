using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>Notifies listeners on ledger_head of the epoch and the head, with the commit that moves them (see HeadWatch).</summary>
    public partial class HeadIsTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE FUNCTION head_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify('ledger_head', NEW.epoch || ' ' || NEW.head);
                    RETURN NULL;
                END $$;
                CREATE TRIGGER head_is_told AFTER UPDATE OF head, epoch ON ledger FOR EACH ROW EXECUTE FUNCTION head_is_told();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER head_is_told ON ledger; DROP FUNCTION head_is_told();");
        }
    }
}
