using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Speakers;

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
        remark.HasOne<Party>().WithMany().HasForeignKey(x => x.Party);
        remark.HasOne<Speaker>().WithMany().HasForeignKey(x => x.Speaker);
        remark.HasEnum<Remark, RemarkKind>("kind");
        remark.HasEnum<Remark, AssertionMode>("mode");
        remark.HasCheck("mode_of_party", "(mode IS NULL) = (party IS NULL)");
        remark.HasCheck("speaker_of_party", "speaker IS NULL OR party IS NOT NULL");
        remark.HasCheck("quote_of_speaker", "mode <> 'DIRECT_QUOTE' OR speaker IS NOT NULL");
        remark.HasCheck("outlet_alone", "mode <> 'OUTLET' OR speaker IS NULL");
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

        // For lists by whose mood or words they are, in the order of the list, and for the moods of a party.
        remark
            .HasIndex(x => new
            {
                x.Party,
                x.Article,
                x.Paragraph,
                x.RecordedIn,
                x.Place,
            })
            .IncludeProperties(x => x.Kind)
            .HasDatabaseName("ix_remark_party");
        remark
            .HasIndex(x => new
            {
                x.Speaker,
                x.Article,
                x.Paragraph,
                x.RecordedIn,
                x.Place,
            })
            .HasDatabaseName("ix_remark_speaker");
        remark
            .HasIndex(x => new
            {
                x.Mode,
                x.Article,
                x.Paragraph,
                x.RecordedIn,
                x.Place,
            })
            .HasDatabaseName("ix_remark_mode");
    }
}

public static class RemarkTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Remark> Remarks => db.Set<Remark>();
    }
}
