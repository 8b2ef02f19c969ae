using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Meetings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_citation_one_record",
                table: "citation");

            migrationBuilder.DropCheckConstraint(
                name: "ck_change_noun",
                table: "change");

            migrationBuilder.AddColumn<Guid>(
                name: "meeting",
                table: "position",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "meeting",
                table: "milestone",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "meeting",
                table: "citation",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "meeting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    held_earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    held_latest = table.Column<DateOnly>(type: "date", nullable: true),
                    held_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    participants = table.Column<string>(type: "jsonb", nullable: false),
                    issues = table.Column<string>(type: "jsonb", nullable: false),
                    proposals = table.Column<string>(type: "jsonb", nullable: false),
                    part_of = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(earliest, '-infinity'::date)", stored: true),
                    listed_on = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(held_latest, 'infinity'::date)", stored: true),
                    summary = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<DateOnly>(type: "date", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asserted_by = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    speaker = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attribution = table.Column<short>(type: "smallint", nullable: false, computedColumnSql: "(CASE WHEN asserted_by IS NULL THEN 2 WHEN participants @> ('[{\"party\": \"' || asserted_by || '\"}]')::jsonb THEN 0 ELSE 1 END)::smallint", stored: true),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true),
                    corrects = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting", x => x.id);
                    table.CheckConstraint("ck_meeting_basis", "basis IN ('STATED', 'RELATIVE', 'PUBLICATION', 'INFERRED')");
                    table.CheckConstraint("ck_meeting_bounds", "earliest <= latest");
                    table.CheckConstraint("ck_meeting_held_basis", "held_basis IN ('STATED', 'RELATIVE', 'PUBLICATION', 'INFERRED')");
                    table.CheckConstraint("ck_meeting_held_bounds", "held_earliest <= held_latest");
                    table.CheckConstraint("ck_meeting_held_has_day", "state <> 'HELD' OR held_latest IS NOT NULL");
                    table.CheckConstraint("ck_meeting_held_whole", "num_nonnulls(held_latest, held_basis) <> 1 AND (held_earliest IS NULL OR held_latest IS NOT NULL)");
                    table.CheckConstraint("ck_meeting_kind", "kind IN ('TALKS', 'SUMMIT', 'CALL', 'VISIT', 'OTHER')");
                    table.CheckConstraint("ck_meeting_mode", "mode IN ('DIRECT_QUOTE', 'PARAPHRASE', 'DOCUMENT', 'ANONYMOUS_SOURCE', 'OUTLET')");
                    table.CheckConstraint("ck_meeting_name", "name <> ''");
                    table.CheckConstraint("ck_meeting_outlet_alone", "(mode <> 'OUTLET' OR asserted_by IS NULL)");
                    table.CheckConstraint("ck_meeting_speaker_asserts", "speaker IS NULL OR asserted_by IS NOT NULL");
                    table.CheckConstraint("ck_meeting_state", "state IN ('ANNOUNCED', 'HELD', 'POSTPONED', 'CANCELLED')");
                    table.CheckConstraint("ck_meeting_summary", "summary <> ''");
                    table.CheckConstraint("ck_meeting_superseded_later", "superseded_in > recorded_in");
                    table.ForeignKey(
                        name: "fk_meeting_asserted_by",
                        column: x => x.asserted_by,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_corrects",
                        column: x => x.corrects,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_part_of",
                        column: x => x.part_of,
                        principalTable: "meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_process",
                        column: x => x.process,
                        principalTable: "process",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_speaker",
                        column: x => x.speaker,
                        principalTable: "speaker",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_position_meeting",
                table: "position",
                columns: new[] { "meeting", "latest", "recorded_in", "place" },
                filter: "meeting IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_milestone_meeting",
                table: "milestone",
                columns: new[] { "meeting", "latest", "recorded_in", "place" },
                filter: "meeting IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_citation_meeting",
                table: "citation",
                columns: new[] { "meeting", "article", "paragraph" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_citation_one_record",
                table: "citation",
                sql: "num_nonnulls(position, milestone, meeting) = 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_change_noun",
                table: "change",
                sql: "noun IN ('PROCESS', 'PARTY', 'SPEAKER', 'ISSUE', 'PROPOSAL', 'ARTICLE', 'POSITION', 'MILESTONE', 'MEETING', 'REMARK')");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_day",
                table: "meeting",
                columns: new[] { "listed_on", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_part_of",
                table: "meeting",
                column: "part_of",
                filter: "part_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_process",
                table: "meeting",
                columns: new[] { "process", "listed_on", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_rule",
                table: "meeting",
                columns: new[] { "meeting_id", "in_force_from", "latest", "recorded_in", "place" },
                descending: new[] { false, true, false, true, true })
                .Annotation("Npgsql:IndexInclude", new[] { "id", "superseded_in" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_stated",
                table: "meeting",
                columns: new[] { "latest", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_superseded",
                table: "meeting",
                column: "superseded_in",
                filter: "superseded_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_meeting_one_successor",
                table: "meeting",
                column: "corrects",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_meeting_place",
                table: "meeting",
                columns: new[] { "recorded_in", "place" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_citation_meeting",
                table: "citation",
                column: "meeting",
                principalTable: "meeting",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_milestone_meeting",
                table: "milestone",
                column: "meeting",
                principalTable: "meeting",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_position_meeting",
                table: "position",
                column: "meeting",
                principalTable: "meeting",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            AddRules(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            RemoveRules(migrationBuilder);

            migrationBuilder.DropForeignKey(
                name: "fk_citation_meeting",
                table: "citation");

            migrationBuilder.DropForeignKey(
                name: "fk_milestone_meeting",
                table: "milestone");

            migrationBuilder.DropForeignKey(
                name: "fk_position_meeting",
                table: "position");

            migrationBuilder.DropTable(
                name: "meeting");

            migrationBuilder.DropIndex(
                name: "ix_position_meeting",
                table: "position");

            migrationBuilder.DropIndex(
                name: "ix_milestone_meeting",
                table: "milestone");

            migrationBuilder.DropIndex(
                name: "ux_citation_meeting",
                table: "citation");

            migrationBuilder.DropCheckConstraint(
                name: "ck_citation_one_record",
                table: "citation");

            migrationBuilder.DropCheckConstraint(
                name: "ck_change_noun",
                table: "change");

            migrationBuilder.DropColumn(
                name: "meeting",
                table: "position");

            migrationBuilder.DropColumn(
                name: "meeting",
                table: "milestone");

            migrationBuilder.DropColumn(
                name: "meeting",
                table: "citation");

            migrationBuilder.AddCheckConstraint(
                name: "ck_citation_one_record",
                table: "citation",
                sql: "num_nonnulls(position, milestone) = 1");

            migrationBuilder.AddCheckConstraint(
                name: "ck_change_noun",
                table: "change",
                sql: "noun IN ('PROCESS', 'PARTY', 'SPEAKER', 'ISSUE', 'PROPOSAL', 'ARTICLE', 'POSITION', 'MILESTONE', 'REMARK')");
        }
    }
}
