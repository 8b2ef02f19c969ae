using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

public sealed class RemarkConfiguration : IEntityTypeConfiguration<Remark>
{
    public void Configure(EntityTypeBuilder<Remark> remark)
    {
        remark.HasKey(x => x.Id);
        remark.Property(x => x.Id).ValueGeneratedNever();
        remark.Property(x => x.Text).HasMaxLength(Remark.TextMaxLength);
        remark.HasOne<Article>().WithMany().HasForeignKey(x => x.Article);
        remark.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        remark.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        remark.HasEnum<Remark, RemarkKind>("kind");
        remark.HasCheck("paragraph", "paragraph >= 1");
        remark.HasCheck("superseded_later", "superseded_in > recorded_in");
        remark
            .HasIndex(x => new
            {
                x.Article,
                x.Paragraph,
                x.RecordedIn,
                x.Place,
            })
            .IsUnique()
            .HasDatabaseName("ux_remark_article");
    }
}

public static class RemarkTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Remark> Remarks => db.Set<Remark>();
    }
}
