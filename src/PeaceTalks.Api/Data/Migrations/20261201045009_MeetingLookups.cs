using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>Indexes for meetings by participant, by subject and by state.</summary>
    public partial class MeetingLookups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_meeting_issues",
                table: "meeting",
                column: "issues")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_participants",
                table: "meeting",
                column: "participants")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "jsonb_path_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_proposals",
                table: "meeting",
                column: "proposals")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_state",
                table: "meeting",
                columns: new[] { "state", "listed_on", "recorded_in", "place" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_meeting_issues",
                table: "meeting");

            migrationBuilder.DropIndex(
                name: "ix_meeting_participants",
                table: "meeting");

            migrationBuilder.DropIndex(
                name: "ix_meeting_proposals",
                table: "meeting");

            migrationBuilder.DropIndex(
                name: "ix_meeting_state",
                table: "meeting");
        }
    }
}
