using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class TracksByWhoSpoke : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_position_asserted_by",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_speaker",
                table: "position");

            migrationBuilder.CreateIndex(
                name: "ix_position_asserted_by",
                table: "position",
                columns: new[] { "asserted_by", "latest" })
                .Annotation("Npgsql:IndexInclude", new[] { "track_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_speaker",
                table: "position",
                columns: new[] { "speaker", "latest" })
                .Annotation("Npgsql:IndexInclude", new[] { "track_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_position_asserted_by",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_speaker",
                table: "position");

            migrationBuilder.CreateIndex(
                name: "ix_position_asserted_by",
                table: "position",
                columns: new[] { "asserted_by", "latest" });

            migrationBuilder.CreateIndex(
                name: "ix_position_speaker",
                table: "position",
                columns: new[] { "speaker", "latest" });
        }
    }
}
