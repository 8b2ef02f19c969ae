using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    epoch = table.Column<Guid>(type: "uuid", nullable: false),
                    head = table.Column<long>(type: "bigint", nullable: false),
                    head_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger", x => x.id);
                    table.CheckConstraint("ck_ledger_head", "head >= 0");
                    table.CheckConstraint("ck_ledger_one_row", "id = 1");
                });

            migrationBuilder.CreateTable(
                name: "revision",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    touches_references = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revision", x => x.number);
                    table.CheckConstraint("ck_revision_number", "number >= 1");
                });

            migrationBuilder.CreateTable(
                name: "article",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_article", x => x.slug);
                    table.CheckConstraint("ck_article_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_article_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "change",
                columns: table => new
                {
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    noun = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    supersedes = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change", x => new { x.revision, x.place });
                    table.CheckConstraint("ck_change_action", "action IN ('ADDED', 'EDITED', 'CORRECTED', 'RETRACTED', 'CITED')");
                    table.CheckConstraint("ck_change_noun", "noun IN ('PROCESS', 'PARTY', 'SPEAKER', 'ISSUE', 'PROPOSAL', 'ARTICLE', 'POSITION', 'MILESTONE', 'REMARK')");
                    table.CheckConstraint("ck_change_place", "place >= 1");
                    table.CheckConstraint("ck_change_supersedes", "(action = 'CORRECTED') = (supersedes IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_change_revision",
                        column: x => x.revision,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "party",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_party", x => x.slug);
                    table.CheckConstraint("ck_party_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_party_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "process",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process", x => x.slug);
                    table.CheckConstraint("ck_process_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_process_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "speaker",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speaker", x => x.slug);
                    table.CheckConstraint("ck_speaker_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_speaker_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "article_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    outlet = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    authors = table.Column<string>(type: "jsonb", nullable: false),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    published_on_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    rewrite_of = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    paragraph_digests = table.Column<string>(type: "jsonb", nullable: false),
                    published_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    published_latest = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_article_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_article_version_no_own_rewrite", "rewrite_of <> slug");
                    table.CheckConstraint("ck_article_version_paragraphs", "jsonb_array_length(paragraph_digests) >= 1");
                    table.CheckConstraint("ck_article_version_published_basis", "published_basis IN ('STATED', 'RELATIVE', 'PUBLICATION', 'INFERRED')");
                    table.CheckConstraint("ck_article_version_published_bounds", "published_earliest <= published_latest");
                    table.CheckConstraint("ck_article_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_article_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_article_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_article_version_rewrite_of",
                        column: x => x.rewrite_of,
                        principalTable: "article",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_article_version_slug",
                        column: x => x.slug,
                        principalTable: "article",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_article_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "remark",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    article = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    paragraph = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remark", x => x.id);
                    table.CheckConstraint("ck_remark_kind", "kind IN ('SURVEY', 'MOOD', 'CONTEXT', 'NOT_REPORTED', 'FURNITURE')");
                    table.CheckConstraint("ck_remark_paragraph", "paragraph >= 1");
                    table.CheckConstraint("ck_remark_superseded_later", "superseded_in > recorded_in");
                    table.ForeignKey(
                        name: "fk_remark_article",
                        column: x => x.article,
                        principalTable: "article",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remark_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_remark_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "party_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    aliases = table.Column<string>(type: "jsonb", nullable: false),
                    memberships = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_party_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_party_version_kind", "kind IN ('STATE', 'ALLIANCE', 'GROUP', 'INTERNATIONAL_ORGANISATION', 'NON_STATE_ARMED_GROUP', 'OTHER')");
                    table.CheckConstraint("ck_party_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_party_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_party_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_party_version_slug",
                        column: x => x.slug,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_party_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue", x => x.slug);
                    table.UniqueConstraint("ak_issue_slug_process", x => new { x.slug, x.process });
                    table.CheckConstraint("ck_issue_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_issue_process",
                        column: x => x.process,
                        principalTable: "process",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "process_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C"),
                    participants = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_process_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_process_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_process_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_process_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_process_version_slug",
                        column: x => x.slug,
                        principalTable: "process",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_process_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "proposal",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposal", x => x.slug);
                    table.UniqueConstraint("ak_proposal_slug_process", x => new { x.slug, x.process });
                    table.CheckConstraint("ck_proposal_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.ForeignKey(
                        name: "fk_proposal_process",
                        column: x => x.process,
                        principalTable: "process",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_proposal_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "speaker_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    aliases = table.Column<string>(type: "jsonb", nullable: false),
                    mandates = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_speaker_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_speaker_version_kind", "kind IN ('PERSON', 'INSTITUTION')");
                    table.CheckConstraint("ck_speaker_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_speaker_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_speaker_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_speaker_version_slug",
                        column: x => x.slug,
                        principalTable: "speaker",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_speaker_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    parent = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    question = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_issue_version_no_own_parent", "parent <> slug");
                    table.CheckConstraint("ck_issue_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_issue_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_issue_version_parent_process",
                        columns: x => new { x.parent, x.process },
                        principalTable: "issue",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_version_slug",
                        column: x => x.slug,
                        principalTable: "issue",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_version_slug_process",
                        columns: x => new { x.slug, x.process },
                        principalTable: "issue",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "milestone",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    issue = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    proposal = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    summary = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<DateOnly>(type: "date", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asserted_by = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    speaker = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attribution = table.Column<short>(type: "smallint", nullable: false, computedColumnSql: "(CASE WHEN asserted_by IS NULL THEN 2 WHEN asserted_by = by THEN 0 ELSE 1 END)::smallint", stored: true),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true),
                    corrects = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_milestone", x => x.id);
                    table.CheckConstraint("ck_milestone_basis", "basis IN ('STATED', 'RELATIVE', 'PUBLICATION', 'INFERRED')");
                    table.CheckConstraint("ck_milestone_bounds", "earliest <= latest");
                    table.CheckConstraint("ck_milestone_mode", "mode IN ('DIRECT_QUOTE', 'PARAPHRASE', 'DOCUMENT', 'ANONYMOUS_SOURCE', 'OUTLET')");
                    table.CheckConstraint("ck_milestone_one_target", "num_nonnulls(issue, proposal) <= 1");
                    table.CheckConstraint("ck_milestone_outlet_alone", "(mode <> 'OUTLET' OR asserted_by IS NULL)");
                    table.CheckConstraint("ck_milestone_speaker_asserts", "speaker IS NULL OR asserted_by IS NOT NULL");
                    table.CheckConstraint("ck_milestone_step", "step IN ('FLOATED', 'DRAFTED', 'SUBMITTED', 'UNDER_NEGOTIATION', 'AGREED_IN_PRINCIPLE', 'SIGNED', 'RATIFIED', 'IN_FORCE', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'STALLED', 'UNRESOLVED', 'NARROWED', 'SETTLED')");
                    table.CheckConstraint("ck_milestone_step_of_target", "(step IN ('UNRESOLVED', 'NARROWED', 'SETTLED')) = (proposal IS NULL)");
                    table.CheckConstraint("ck_milestone_summary", "summary <> ''");
                    table.CheckConstraint("ck_milestone_superseded_later", "superseded_in > recorded_in");
                    table.ForeignKey(
                        name: "fk_milestone_asserted_by",
                        column: x => x.asserted_by,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_by",
                        column: x => x.by,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_corrects",
                        column: x => x.corrects,
                        principalTable: "milestone",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_issue_process",
                        columns: x => new { x.issue, x.process },
                        principalTable: "issue",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_process",
                        column: x => x.process,
                        principalTable: "process",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_proposal_process",
                        columns: x => new { x.proposal, x.process },
                        principalTable: "proposal",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_speaker",
                        column: x => x.speaker,
                        principalTable: "speaker",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_milestone_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "proposal_version",
                columns: table => new
                {
                    slug = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    summary = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    disclosure = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issues = table.Column<string>(type: "jsonb", nullable: false),
                    sponsors = table.Column<string>(type: "jsonb", nullable: false),
                    relations = table.Column<string>(type: "jsonb", nullable: false),
                    labels = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proposal_version", x => new { x.slug, x.version });
                    table.CheckConstraint("ck_proposal_version_disclosure", "disclosure IN ('PUBLISHED', 'LEAKED', 'SUMMARISED', 'EXISTENCE_ONLY')");
                    table.CheckConstraint("ck_proposal_version_issues", "jsonb_array_length(issues) >= 1");
                    table.CheckConstraint("ck_proposal_version_kind", "kind IN ('DEMAND', 'OFFER', 'COUNTER_OFFER', 'BRIDGING', 'PLAN', 'PROCEDURAL')");
                    table.CheckConstraint("ck_proposal_version_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_proposal_version_version", "version >= 1");
                    table.ForeignKey(
                        name: "fk_proposal_version_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_proposal_version_slug",
                        column: x => x.slug,
                        principalTable: "proposal",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_proposal_version_slug_process",
                        columns: x => new { x.slug, x.process },
                        principalTable: "proposal",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_proposal_version_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "track",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    process = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    party = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    issue = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    proposal = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    target = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, computedColumnSql: "coalesce(issue, proposal)", stored: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_track", x => x.id);
                    table.UniqueConstraint("ak_track_id_party", x => new { x.id, x.party });
                    table.CheckConstraint("ck_track_one_target", "num_nonnulls(issue, proposal) = 1");
                    table.ForeignKey(
                        name: "fk_track_issue_process",
                        columns: x => new { x.issue, x.process },
                        principalTable: "issue",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_track_party",
                        column: x => x.party,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_track_proposal_process",
                        columns: x => new { x.proposal, x.process },
                        principalTable: "proposal",
                        principalColumns: new[] { "slug", "process" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "position",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    track_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    stance = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    conditions = table.Column<string>(type: "jsonb", nullable: false),
                    terms = table.Column<string>(type: "jsonb", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "coalesce(earliest, '-infinity'::date)", stored: true),
                    summary = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    earliest = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<DateOnly>(type: "date", nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asserted_by = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    speaker = table.Column<string>(type: "character varying(100)", nullable: true, collation: "C"),
                    mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attribution = table.Column<short>(type: "smallint", nullable: false, computedColumnSql: "(CASE WHEN asserted_by IS NULL THEN 2 WHEN asserted_by = party THEN 0 ELSE 1 END)::smallint", stored: true),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true),
                    corrects = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_position", x => x.id);
                    table.CheckConstraint("ck_position_basis", "basis IN ('STATED', 'RELATIVE', 'PUBLICATION', 'INFERRED')");
                    table.CheckConstraint("ck_position_bounds", "earliest <= latest");
                    table.CheckConstraint("ck_position_conditional_has_condition", "(stance = 'CONDITIONAL') = jsonb_path_exists(conditions, '$[*] ? (@.kind != \"CONTINGENT_EVENT\")')");
                    table.CheckConstraint("ck_position_mode", "mode IN ('DIRECT_QUOTE', 'PARAPHRASE', 'DOCUMENT', 'ANONYMOUS_SOURCE', 'OUTLET')");
                    table.CheckConstraint("ck_position_outlet_alone", "(mode <> 'OUTLET' OR asserted_by IS NULL)");
                    table.CheckConstraint("ck_position_silence_has_none", "stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR (conditions = '[]' AND terms = '[]')");
                    table.CheckConstraint("ck_position_speaker_asserts", "speaker IS NULL OR asserted_by IS NOT NULL");
                    table.CheckConstraint("ck_position_stance", "stance IN ('SUPPORTS', 'CONDITIONAL', 'OPEN', 'NEUTRAL', 'OPPOSES', 'UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')");
                    table.CheckConstraint("ck_position_summary", "summary <> ''");
                    table.CheckConstraint("ck_position_superseded_later", "superseded_in > recorded_in");
                    table.CheckConstraint("ck_position_term_values", "NOT jsonb_path_exists(terms, '$[*] ? (@.comparator == \"SAME_AS_OTHER_SIDE\" && @.value != null || @.comparator != \"SAME_AS_OTHER_SIDE\" && @.value == null)')");
                    table.ForeignKey(
                        name: "fk_position_asserted_by",
                        column: x => x.asserted_by,
                        principalTable: "party",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_corrects",
                        column: x => x.corrects,
                        principalTable: "position",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_speaker",
                        column: x => x.speaker,
                        principalTable: "speaker",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_track_id_party",
                        columns: x => new { x.track_id, x.party },
                        principalTable: "track",
                        principalColumns: new[] { "id", "party" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "citation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<Guid>(type: "uuid", nullable: true),
                    milestone = table.Column<Guid>(type: "uuid", nullable: true),
                    article = table.Column<string>(type: "character varying(100)", nullable: false, collation: "C"),
                    paragraph = table.Column<int>(type: "integer", nullable: false),
                    quote = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    recorded_in = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    superseded_in = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_citation", x => x.id);
                    table.CheckConstraint("ck_citation_one_record", "num_nonnulls(position, milestone) = 1");
                    table.CheckConstraint("ck_citation_paragraph", "paragraph >= 1");
                    table.CheckConstraint("ck_citation_superseded_later", "superseded_in > recorded_in");
                    table.ForeignKey(
                        name: "fk_citation_article",
                        column: x => x.article,
                        principalTable: "article",
                        principalColumn: "slug",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citation_milestone",
                        column: x => x.milestone,
                        principalTable: "milestone",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citation_position",
                        column: x => x.position,
                        principalTable: "position",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citation_recorded_in",
                        column: x => x.recorded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citation_superseded_in",
                        column: x => x.superseded_in,
                        principalTable: "revision",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_article_version_in_force",
                table: "article_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_citation_article",
                table: "citation",
                columns: new[] { "article", "paragraph" });

            migrationBuilder.CreateIndex(
                name: "ux_citation_milestone",
                table: "citation",
                columns: new[] { "milestone", "article", "paragraph" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_citation_position",
                table: "citation",
                columns: new[] { "position", "article", "paragraph" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_issue_version_in_force",
                table: "issue_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_milestone_day",
                table: "milestone",
                columns: new[] { "latest", "recorded_in", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_milestone_issue",
                table: "milestone",
                columns: new[] { "issue", "latest" });

            migrationBuilder.CreateIndex(
                name: "ix_milestone_proposal",
                table: "milestone",
                columns: new[] { "proposal", "latest" });

            migrationBuilder.CreateIndex(
                name: "ux_milestone_one_successor",
                table: "milestone",
                column: "corrects",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_milestone_place",
                table: "milestone",
                columns: new[] { "recorded_in", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_party_version_in_force",
                table: "party_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_position_asserted_by",
                table: "position",
                columns: new[] { "asserted_by", "latest" });

            migrationBuilder.CreateIndex(
                name: "ix_position_day",
                table: "position",
                columns: new[] { "latest", "recorded_in", "place" })
                .Annotation("Npgsql:IndexInclude", new[] { "track_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_rule",
                table: "position",
                columns: new[] { "track_id", "in_force_from", "latest", "attribution", "recorded_in", "place" },
                descending: new[] { false, true, false, false, true, true })
                .Annotation("Npgsql:IndexInclude", new[] { "id", "stance", "superseded_in" });

            migrationBuilder.CreateIndex(
                name: "ix_position_speaker",
                table: "position",
                columns: new[] { "speaker", "latest" });

            migrationBuilder.CreateIndex(
                name: "ux_position_one_successor",
                table: "position",
                column: "corrects",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_position_place",
                table: "position",
                columns: new[] { "recorded_in", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_process_version_in_force",
                table: "process_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_proposal_version_in_force",
                table: "proposal_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_remark_article",
                table: "remark",
                columns: new[] { "article", "paragraph", "recorded_in", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_revision_at",
                table: "revision",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_revision_references",
                table: "revision",
                column: "number",
                filter: "touches_references");

            migrationBuilder.CreateIndex(
                name: "ux_speaker_version_in_force",
                table: "speaker_version",
                column: "slug",
                unique: true,
                filter: "superseded_in IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_track_order",
                table: "track",
                columns: new[] { "party", "target", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_track_issue",
                table: "track",
                columns: new[] { "issue", "party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_track_proposal",
                table: "track",
                columns: new[] { "proposal", "party" },
                unique: true);

            AddRules(migrationBuilder);
        }

        /// <remarks>There is no way back from the first migration. Drop the database instead.</remarks>
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Drop the database instead.");
    }
}
