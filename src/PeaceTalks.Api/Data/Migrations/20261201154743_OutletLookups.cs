using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>An index for the articles of an outlet, and for the names of the outlets.</summary>
    public partial class OutletLookups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_article_version_outlet",
                table: "article_version",
                columns: new[] { "outlet", "recorded_in" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_article_version_outlet",
                table: "article_version");
        }
    }
}
