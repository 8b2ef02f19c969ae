using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// Which records began by the last day of a window and ended after it: an index of ranges finds those alone, one of last days walks past
    /// all vague records that the ledger has of later times (10,000 pages in a ledger of a million positions, against 3).
    /// </summary>
    public partial class BoundsAsRanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var noun in (string[])["position", "milestone"])
            {
                migrationBuilder.Sql($"CREATE INDEX ix_{noun}_vague ON {noun} USING gist (daterange(earliest, latest)) WHERE earliest < latest");
            }
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
