using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// An index of bounds as ranges, for the records that began by the last day of a window and ended after it. It finds exactly those. An
    /// index of last days would also read all vague records of later times (10,000 pages instead of 3 in a ledger of a million positions).
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
