using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>The kind of proposal IDEA.</summary>
    public partial class Ideas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_proposal_version_kind",
                table: "proposal_version");

            migrationBuilder.AddCheckConstraint(
                name: "ck_proposal_version_kind",
                table: "proposal_version",
                sql: "kind IN ('DEMAND', 'OFFER', 'COUNTER_OFFER', 'BRIDGING', 'PLAN', 'PROCEDURAL', 'IDEA')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_proposal_version_kind",
                table: "proposal_version");

            migrationBuilder.AddCheckConstraint(
                name: "ck_proposal_version_kind",
                table: "proposal_version",
                sql: "kind IN ('DEMAND', 'OFFER', 'COUNTER_OFFER', 'BRIDGING', 'PLAN', 'PROCEDURAL')");
        }
    }
}
