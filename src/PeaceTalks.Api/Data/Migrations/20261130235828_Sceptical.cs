using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>The stance SCEPTICAL.</summary>
    public partial class Sceptical : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_position_stance",
                table: "position");

            migrationBuilder.AddCheckConstraint(
                name: "ck_position_stance",
                table: "position",
                sql: "stance IN ('SUPPORTS', 'CONDITIONAL', 'OPEN', 'NEUTRAL', 'SCEPTICAL', 'OPPOSES', 'UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_position_stance",
                table: "position");

            migrationBuilder.AddCheckConstraint(
                name: "ck_position_stance",
                table: "position",
                sql: "stance IN ('SUPPORTS', 'CONDITIONAL', 'OPEN', 'NEUTRAL', 'OPPOSES', 'UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')");
        }
    }
}
