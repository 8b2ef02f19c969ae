using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class VagueDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_position_vague",
                table: "position",
                column: "latest",
                filter: "earliest < latest");

            migrationBuilder.CreateIndex(
                name: "ix_milestone_vague",
                table: "milestone",
                column: "latest",
                filter: "earliest < latest");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_position_vague",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_milestone_vague",
                table: "milestone");
        }
    }
}
