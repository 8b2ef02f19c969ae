using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger;

public sealed class LedgerHeadConfiguration : IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerHead> ledger)
    {
        ledger.ToTable("ledger");
        ledger.HasKey(x => x.Id);
        ledger.Property(x => x.Id).ValueGeneratedNever();
        ledger.ToTable(table => table.HasCheckConstraint("ck_ledger_one_row", $"id = {LedgerHead.OnlyId}"));
        ledger.ToTable(table => table.HasCheckConstraint("ck_ledger_head", "head >= 0"));
    }
}

public sealed class FormerEpochConfiguration : IEntityTypeConfiguration<FormerEpoch>
{
    public void Configure(EntityTypeBuilder<FormerEpoch> former)
    {
        former.HasKey(x => x.Epoch);
        former.Property(x => x.Epoch).ValueGeneratedNever();
        former.HasCheck("last_revision", "last_revision >= 0");
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

        // Finds the revision of an instant, and the revision whose names apply.
        revision.HasIndex(x => x.At).HasDatabaseName("ix_revision_at");
        revision.HasIndex(x => x.Number).HasFilter("touches_references").HasDatabaseName("ix_revision_references");

        // Lists what an author has written.
        revision.HasIndex(x => new { x.Author, x.Number }).HasDatabaseName("ix_revision_author");
    }
}

public sealed class LedgerChangeConfiguration : IEntityTypeConfiguration<LedgerChange>
{
    public void Configure(EntityTypeBuilder<LedgerChange> change)
    {
        change.ToTable("change");
        change.HasKey(x => new { x.Revision, x.Place });
        change.HasOne<Revision>().WithMany().HasForeignKey(x => x.Revision);
        change.Property(x => x.Subject).HasMaxLength(Slugs.MaxLength);
        change.Property(x => x.Supersedes).HasMaxLength(Slugs.MaxLength);
        change.HasCheck("place", "place >= 1");

        // Lists everything that was ever done to a subject.
        change
            .HasIndex(x => new
            {
                x.Subject,
                x.Revision,
                x.Place,
            })
            .HasDatabaseName("ix_change_subject");

        // Lists what was ever done to things of a kind. Most changes are of positions.
        change
            .HasIndex(x => new
            {
                x.Noun,
                x.Revision,
                x.Place,
            })
            .HasDatabaseName("ix_change_noun");
        change.HasIndex(x => x.Supersedes).HasFilter("supersedes IS NOT NULL").HasDatabaseName("ix_change_supersedes");
        change.HasEnum<LedgerChange, ChangeAction>("action");
        change.HasEnum<LedgerChange, Noun>("noun");
        change.HasCheck("supersedes", "(action = 'CORRECTED') = (supersedes IS NOT NULL)");
    }
}

public static class LedgerTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<LedgerHead> Heads => db.Set<LedgerHead>();
        public DbSet<FormerEpoch> FormerEpochs => db.Set<FormerEpoch>();
        public DbSet<Revision> Revisions => db.Set<Revision>();
        public DbSet<LedgerChange> Changes => db.Set<LedgerChange>();
    }
}
