using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class FormerEpochs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "former_epoch",
                columns: table => new
                {
                    epoch = table.Column<Guid>(type: "uuid", nullable: false),
                    last_revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_epoch", x => x.epoch);
                    table.CheckConstraint("ck_former_epoch_last_revision", "last_revision >= 0");
                });

            migrationBuilder.Sql("""
                CREATE FUNCTION epoch_has_ended() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO former_epoch (epoch, last_revision) VALUES (OLD.epoch, OLD.head)
                    ON CONFLICT (epoch) DO NOTHING;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER epoch_has_ended AFTER UPDATE OF epoch ON ledger FOR EACH ROW
                    WHEN (OLD.epoch IS DISTINCT FROM NEW.epoch) EXECUTE FUNCTION epoch_has_ended();
                CREATE TRIGGER never_rewritten AFTER UPDATE OR DELETE ON former_epoch FOR EACH ROW EXECUTE FUNCTION never_rewritten();
                CREATE TRIGGER never_truncated BEFORE TRUNCATE ON former_epoch FOR EACH STATEMENT EXECUTE FUNCTION never_rewritten();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER epoch_has_ended ON ledger; DROP FUNCTION epoch_has_ended();");
            migrationBuilder.DropTable(
                name: "former_epoch");
        }
    }
}
