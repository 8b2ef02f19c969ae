using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Records;

public static class RecordConfiguration
{
    /// <summary>
    /// Configures what the tables of all records share. <paramref name="holder"/> is the column of the party that the record is about.
    /// </summary>
    public static void IsRecord<T>(this EntityTypeBuilder<T> record, string holder)
        where T : Record => record.IsRecordOf($"asserted_by = {holder}");

    /// <summary>
    /// Configures what the tables of all records share. <paramref name="isSelf"/> is the SQL condition that the party which asserted the
    /// record is one that it is about.
    /// </summary>
    public static void IsRecordOf<T>(this EntityTypeBuilder<T> record, string isSelf)
        where T : Record
    {
        record.HasKey(x => x.Id);
        record.Property(x => x.Id).ValueGeneratedNever();
        record.Property(x => x.Summary).HasMaxLength(Record.SummaryMaxLength);
        record.Ignore(x => x.Day);
        record.HasBoundsChecks("");
        record
            .Property(x => x.Attribution)
            .HasColumnType("smallint")
            .HasComputedColumnSql($"(CASE WHEN asserted_by IS NULL THEN 2 WHEN {isSelf} THEN 0 ELSE 1 END)::smallint", stored: true);
        record.HasOne<Party>().WithMany().HasForeignKey(x => x.AssertedBy);
        record.HasOne<Speaker>().WithMany().HasForeignKey(x => x.Speaker);
        record.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        record.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        record.HasOne<T>().WithMany().HasForeignKey(x => x.Corrects);
        record.HasIndex(x => x.Corrects).IsUnique().HasDatabaseName($"ux_{TableConventions.Table(record)}_one_successor");
        record.HasIndex(x => new { x.RecordedIn, x.Place }).IsUnique().HasDatabaseName($"ux_{TableConventions.Table(record)}_place");
        record.HasCheck("superseded_later", "superseded_in > recorded_in");
        record.HasCheck("speaker_asserts", "speaker IS NULL OR asserted_by IS NOT NULL");
        record.HasCheck("outlet_alone", "(mode <> 'OUTLET' OR asserted_by IS NULL)");
        record.HasCheck("summary", "summary <> ''");
    }
}

public sealed class CitationConfiguration : IEntityTypeConfiguration<Citation>
{
    public void Configure(EntityTypeBuilder<Citation> citation)
    {
        citation.HasKey(x => x.Id);
        citation.Property(x => x.Id).ValueGeneratedNever();
        citation.Property(x => x.Quote).HasMaxLength(Citation.QuoteMaxLength);
        citation.HasOne<Article>().WithMany().HasForeignKey(x => x.Article);
        citation.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        citation.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        citation.HasCheck("one_record", "num_nonnulls(position, milestone, meeting) = 1");
        citation.HasCheck("paragraph", "paragraph >= 1");
        citation.HasCheck("superseded_later", "superseded_in > recorded_in");

        // For the citations of a record and, from an article, for the records of its paragraphs. A record cites a paragraph at most once.
        citation
            .HasIndex(x => new
            {
                x.Position,
                x.Article,
                x.Paragraph,
            })
            .IsUnique()
            .HasDatabaseName("ux_citation_position");
        citation
            .HasIndex(x => new
            {
                x.Milestone,
                x.Article,
                x.Paragraph,
            })
            .IsUnique()
            .HasDatabaseName("ux_citation_milestone");
        citation
            .HasIndex(x => new
            {
                x.Meeting,
                x.Article,
                x.Paragraph,
            })
            .IsUnique()
            .HasDatabaseName("ux_citation_meeting");
        citation.HasIndex(x => new { x.Article, x.Paragraph }).HasDatabaseName("ix_citation_article");
    }
}

public static class CitationTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Citation> Citations => db.Set<Citation>();
    }
}
