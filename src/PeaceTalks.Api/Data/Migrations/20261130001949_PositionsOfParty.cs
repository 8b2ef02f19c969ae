using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class PositionsOfParty : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_position_party",
                table: "position",
                columns: new[] { "party", "latest", "recorded_in", "place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_position_party",
                table: "position");
        }
    }
}
