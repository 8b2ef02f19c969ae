using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// Indexes for lists by stance, mode and status, for feeds, for the versions of reference data by which two revisions differ, and for
    /// slugs that look like a new one.
    /// </summary>
    public partial class BoundedReads : Migration
    {
        private static readonly string[] Slugs = ["process", "party", "speaker", "issue", "proposal", "article"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_position_party",
                table: "position");

            migrationBuilder.CreateIndex(
                name: "ix_speaker_version_recorded_in",
                table: "speaker_version",
                column: "recorded_in");

            migrationBuilder.CreateIndex(
                name: "ix_speaker_version_superseded_in",
                table: "speaker_version",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_proposal_version_recorded_in",
                table: "proposal_version",
                column: "recorded_in");

            migrationBuilder.CreateIndex(
                name: "ix_proposal_version_superseded_in",
                table: "proposal_version",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_process_version_recorded_in",
                table: "process_version",
                column: "recorded_in");

            migrationBuilder.CreateIndex(
                name: "ix_process_version_superseded_in",
                table: "process_version",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_position_mode",
                table: "position",
                columns: new[] { "mode", "latest", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_position_party",
                table: "position",
                columns: new[] { "party", "latest", "recorded_in", "place", "stance", "mode" });

            migrationBuilder.CreateIndex(
                name: "ix_position_stance",
                table: "position",
                columns: new[] { "stance", "latest", "recorded_in", "place" })
                .Annotation("Npgsql:IndexInclude", new[] { "track_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_superseded",
                table: "position",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_position_superseded_day",
                table: "position",
                columns: new[] { "latest", "recorded_in", "place", "party" },
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_party_version_recorded_in",
                table: "party_version",
                column: "recorded_in");

            migrationBuilder.CreateIndex(
                name: "ix_party_version_superseded_in",
                table: "party_version",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_issue_version_recorded_in",
                table: "issue_version",
                column: "recorded_in");

            migrationBuilder.CreateIndex(
                name: "ix_issue_version_superseded_in",
                table: "issue_version",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_change_noun",
                table: "change",
                columns: new[] { "noun", "revision", "place" });

            // EF cannot express an index of an expression. It is the one in LookAlikes.
            foreach (var noun in Slugs)
            {
                migrationBuilder.Sql(
                    $"CREATE INDEX ix_{noun}_slug_skeleton ON {noun} (replace(replace(replace(slug, '0', 'o'), '1', 'l'), 'i', 'l'))"
                );
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var noun in Slugs)
            {
                migrationBuilder.Sql($"DROP INDEX ix_{noun}_slug_skeleton");
            }

            migrationBuilder.DropIndex(
                name: "ix_speaker_version_recorded_in",
                table: "speaker_version");

            migrationBuilder.DropIndex(
                name: "ix_speaker_version_superseded_in",
                table: "speaker_version");

            migrationBuilder.DropIndex(
                name: "ix_proposal_version_recorded_in",
                table: "proposal_version");

            migrationBuilder.DropIndex(
                name: "ix_proposal_version_superseded_in",
                table: "proposal_version");

            migrationBuilder.DropIndex(
                name: "ix_process_version_recorded_in",
                table: "process_version");

            migrationBuilder.DropIndex(
                name: "ix_process_version_superseded_in",
                table: "process_version");

            migrationBuilder.DropIndex(
                name: "ix_position_mode",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_party",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_stance",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_superseded",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_position_superseded_day",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_party_version_recorded_in",
                table: "party_version");

            migrationBuilder.DropIndex(
                name: "ix_party_version_superseded_in",
                table: "party_version");

            migrationBuilder.DropIndex(
                name: "ix_issue_version_recorded_in",
                table: "issue_version");

            migrationBuilder.DropIndex(
                name: "ix_issue_version_superseded_in",
                table: "issue_version");

            migrationBuilder.DropIndex(
                name: "ix_change_noun",
                table: "change");

            migrationBuilder.CreateIndex(
                name: "ix_position_party",
                table: "position",
                columns: new[] { "party", "latest", "recorded_in", "place" });
        }
    }
}
