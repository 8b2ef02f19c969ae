using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Ledger;

public sealed class LedgerHeadConfiguration : IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerHead> ledger)
    {
        ledger.HasKey(x => x.Id);
        ledger.Property(x => x.Id).ValueGeneratedNever();
        ledger.ToTable(table => table.HasCheckConstraint("ck_ledger_one_row", $"id = {LedgerHead.OnlyId}"));
        ledger.ToTable(table => table.HasCheckConstraint("ck_ledger_head", "head >= 0"));
    }
}

public sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.HasKey(x => x.Number);
        revision.Property(x => x.Number).ValueGeneratedNever();
        revision.Property(x => x.Author).HasMaxLength(Revision.AuthorMaxLength);
        revision.Property(x => x.Note).HasMaxLength(Revision.NoteMaxLength);
        revision.HasCheck("number", "number >= 1");

        // Which revision an instant falls in, and which names a revision reads under.
        revision.HasIndex(x => x.At).HasDatabaseName("ix_revision_at");
        revision.HasIndex(x => x.Number).HasFilter("touches_references").HasDatabaseName("ix_revision_references");

        // What somebody has written.
        revision.HasIndex(x => new { x.Author, x.Number }).HasDatabaseName("ix_revision_author");
    }
}

public sealed class ChangeConfiguration : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> change)
    {
        change.HasKey(x => new { x.Revision, x.Place });
        change.HasOne<Revision>().WithMany().HasForeignKey(x => x.Revision);
        change.Property(x => x.Subject).HasMaxLength(Slugs.MaxLength);
        change.Property(x => x.Supersedes).HasMaxLength(Slugs.MaxLength);
        change.HasCheck("place", "place >= 1");

        // What was ever done to something.
        change.HasIndex(x => new { x.Subject, x.Revision, x.Place }).HasDatabaseName("ix_change_subject");
        change.HasIndex(x => x.Supersedes).HasFilter("supersedes IS NOT NULL").HasDatabaseName("ix_change_supersedes");
        change.HasEnum<Change, ChangeAction>("action");
        change.HasEnum<Change, Noun>("noun");
        change.HasCheck("supersedes", "(action = 'CORRECTED') = (supersedes IS NOT NULL)");
    }
}

public sealed class CitationConfiguration : IEntityTypeConfiguration<Citation>
{
    public void Configure(EntityTypeBuilder<Citation> citation)
    {
        citation.HasKey(x => x.Id);
        citation.Property(x => x.Id).ValueGeneratedNever();
        citation.Property(x => x.Quote).HasMaxLength(Citation.QuoteMaxLength);
        citation.HasOne<Position>().WithMany(x => x.Citations).HasForeignKey(x => x.Position);
        citation.HasOne<Milestone>().WithMany(x => x.Citations).HasForeignKey(x => x.Milestone);
        citation.HasOne<Article>().WithMany().HasForeignKey(x => x.Article);
        citation.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        citation.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        citation.HasCheck("one_record", "num_nonnulls(position, milestone) = 1");
        citation.HasCheck("paragraph", "paragraph >= 1");
        citation.HasCheck("superseded_later", "superseded_in > recorded_in");

        // The citations of a record; and, from an article, the records of its paragraphs. A record cites a paragraph once.
        citation.HasIndex(x => new { x.Position, x.Article, x.Paragraph }).IsUnique().HasDatabaseName("ux_citation_position");
        citation.HasIndex(x => new { x.Milestone, x.Article, x.Paragraph }).IsUnique().HasDatabaseName("ux_citation_milestone");
        citation.HasIndex(x => new { x.Article, x.Paragraph }).HasDatabaseName("ix_citation_article");
    }
}
