using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Articles;

public sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>, IEntityTypeConfiguration<ArticleVersion>
{
    public void Configure(EntityTypeBuilder<Article> article) => article.IsReferenceItem();

    public void Configure(EntityTypeBuilder<ArticleVersion> version)
    {
        version.IsVersionOf<ArticleVersion, Article>();
        version.Property(x => x.Title).HasMaxLength(ArticleVersion.TitleMaxLength);
        version.Property(x => x.Outlet).HasMaxLength(ArticleVersion.OutletMaxLength);
        version.Property(x => x.Url).HasMaxLength(ArticleVersion.UrlMaxLength);
        version.Property(x => x.Language).HasMaxLength(Alias.LanguageMaxLength);
        version.Property(x => x.PublishedOnNote).HasMaxLength(ReferenceVersion.DescriptionMaxLength);
        version.Property(x => x.Authors).IsJsonList();
        version.Property(x => x.ParagraphDigests).IsJsonList();
        version.HasOne<Article>().WithMany().HasForeignKey(x => x.RewriteOf);
        version.HasIndex(x => new { x.Outlet, x.RecordedIn }).HasDatabaseName("ix_article_version_outlet");

        // A further index, ix_article_version_published, has the articles by their day. EF cannot express it: see the migration
        // ArticlesByDay.
        version.HasDay(x => x.PublishedOn, "published_");
        version.HasCheck("no_own_rewrite", "rewrite_of <> slug");
        version.HasCheck("paragraphs", "jsonb_array_length(paragraph_digests) >= 1");
    }
}

public static class ArticleTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<ArticleVersion> ArticleVersions => db.Set<ArticleVersion>();
    }
}
