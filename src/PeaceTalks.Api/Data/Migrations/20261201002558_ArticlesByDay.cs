using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// For the articles of a time, newest first. EF cannot express an index on a column of a complex property.
    /// </summary>
    public partial class ArticlesByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE INDEX ix_article_version_published ON article_version (published_latest DESC, slug);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_article_version_published;");
        }
    }
}
