using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>Keys, their audit and idempotent responses; and indexes for who wrote what.</summary>
    public partial class KeysAndAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    hint = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false, collation: "C"),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_key", x => x.id);
                    table.CheckConstraint("ck_key_expires_later", "expires_at > created_at");
                    table.CheckConstraint("ck_key_hash", "length(hash) = 32");
                    table.CheckConstraint("ck_key_name", "name <> ''");
                    table.CheckConstraint("ck_key_role", "role IN ('READER', 'ANALYST', 'ADMIN')");
                });

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    key = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.id);
                    table.CheckConstraint("ck_audit_entry_about_a_key", "(action = 'EPOCH_RENEWED') = (key IS NULL)");
                    table.CheckConstraint("ck_audit_entry_action", "action IN ('KEY_CREATED', 'KEY_REVOKED', 'KEY_USED', 'EPOCH_RENEWED')");
                    table.ForeignKey(
                        name: "fk_audit_entry_by",
                        column: x => x.by,
                        principalTable: "key",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_audit_entry_key",
                        column: x => x.key,
                        principalTable: "key",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kept_answer",
                columns: table => new
                {
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    headers = table.Column<string>(type: "jsonb", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_answer", x => new { x.key, x.name });
                    table.CheckConstraint("ck_kept_answer_fingerprint", "length(fingerprint) = 32");
                    table.CheckConstraint("ck_kept_answer_success", "status BETWEEN 200 AND 299");
                    table.ForeignKey(
                        name: "fk_kept_answer_key",
                        column: x => x.key,
                        principalTable: "key",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_revision_author",
                table: "revision",
                columns: new[] { "author", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_change_subject",
                table: "change",
                columns: new[] { "subject", "revision", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_change_supersedes",
                table: "change",
                column: "supersedes",
                filter: "supersedes IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_key",
                table: "audit_entry",
                columns: new[] { "key", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_kept_answer_at",
                table: "kept_answer",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_key_hint",
                table: "key",
                column: "hint");

            migrationBuilder.CreateIndex(
                name: "ux_key_hash",
                table: "key",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_key_name",
                table: "key",
                column: "name",
                unique: true,
                filter: "revoked_at IS NULL");

            // The audit is append-only.
            migrationBuilder.Sql("""
                CREATE TRIGGER never_rewritten AFTER UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION never_rewritten();
                CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION never_rewritten();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "kept_answer");

            migrationBuilder.DropTable(
                name: "key");

            migrationBuilder.DropIndex(
                name: "ix_revision_author",
                table: "revision");

            migrationBuilder.DropIndex(
                name: "ix_change_subject",
                table: "change");

            migrationBuilder.DropIndex(
                name: "ix_change_supersedes",
                table: "change");
        }
    }
}
