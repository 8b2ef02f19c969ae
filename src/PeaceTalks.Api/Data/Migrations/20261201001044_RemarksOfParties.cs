using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class RemarksOfParties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "mode",
                table: "remark",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "party",
                table: "remark",
                type: "character varying(100)",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "speaker",
                table: "remark",
                type: "character varying(100)",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_remark_mode",
                table: "remark",
                columns: new[] { "mode", "article", "paragraph", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_remark_party",
                table: "remark",
                columns: new[] { "party", "article", "paragraph", "recorded_in", "place" })
                .Annotation("Npgsql:IndexInclude", new[] { "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_remark_speaker",
                table: "remark",
                columns: new[] { "speaker", "article", "paragraph", "recorded_in", "place" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_remark_mode",
                table: "remark",
                sql: "mode IN ('DIRECT_QUOTE', 'PARAPHRASE', 'DOCUMENT', 'ANONYMOUS_SOURCE', 'OUTLET')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_remark_mode_of_party",
                table: "remark",
                sql: "(mode IS NULL) = (party IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_remark_outlet_alone",
                table: "remark",
                sql: "mode <> 'OUTLET' OR speaker IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_remark_quote_of_speaker",
                table: "remark",
                sql: "mode <> 'DIRECT_QUOTE' OR speaker IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_remark_speaker_of_party",
                table: "remark",
                sql: "speaker IS NULL OR party IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_remark_party",
                table: "remark",
                column: "party",
                principalTable: "party",
                principalColumn: "slug",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_remark_speaker",
                table: "remark",
                column: "speaker",
                principalTable: "speaker",
                principalColumn: "slug",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_remark_party",
                table: "remark");

            migrationBuilder.DropForeignKey(
                name: "fk_remark_speaker",
                table: "remark");

            migrationBuilder.DropIndex(
                name: "ix_remark_mode",
                table: "remark");

            migrationBuilder.DropIndex(
                name: "ix_remark_party",
                table: "remark");

            migrationBuilder.DropIndex(
                name: "ix_remark_speaker",
                table: "remark");

            migrationBuilder.DropCheckConstraint(
                name: "ck_remark_mode",
                table: "remark");

            migrationBuilder.DropCheckConstraint(
                name: "ck_remark_mode_of_party",
                table: "remark");

            migrationBuilder.DropCheckConstraint(
                name: "ck_remark_outlet_alone",
                table: "remark");

            migrationBuilder.DropCheckConstraint(
                name: "ck_remark_quote_of_speaker",
                table: "remark");

            migrationBuilder.DropCheckConstraint(
                name: "ck_remark_speaker_of_party",
                table: "remark");

            migrationBuilder.DropColumn(
                name: "mode",
                table: "remark");

            migrationBuilder.DropColumn(
                name: "party",
                table: "remark");

            migrationBuilder.DropColumn(
                name: "speaker",
                table: "remark");
        }
    }
}
