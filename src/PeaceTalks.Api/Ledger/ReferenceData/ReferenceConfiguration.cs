using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>What the tables of all reference data share.</summary>
public static class ReferenceConfiguration
{
    /// <summary>Configures a table of identities: a valid slug, and the revision that added it.</summary>
    public static void IsReferenceItem<T>(this EntityTypeBuilder<T> item)
        where T : ReferenceItem
    {
        item.HasKey(x => x.Slug);
        item.Property(x => x.Slug).HasMaxLength(Slugs.MaxLength);
        item.HasCheck("slug", $"slug ~ '{Slugs.Pattern}'");
        item.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
    }

    /// <summary>Configures a table of versions. At most one version of an item is in force.</summary>
    public static void IsVersionOf<T, TItem>(this EntityTypeBuilder<T> version)
        where T : ReferenceVersion
        where TItem : ReferenceItem
    {
        version.HasKey(x => new { x.Slug, x.Version });
        version.HasOne<TItem>().WithMany().HasForeignKey(x => x.Slug);
        version.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        version.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        version
            .HasIndex(x => x.Slug)
            .IsUnique()
            .HasFilter("superseded_in IS NULL")
            .HasDatabaseName($"ux_{TableConventions.Table(version)}_in_force");
        version.HasCheck("version", "version >= 1");
        version.HasCheck("superseded_later", "superseded_in > recorded_in");
    }

    /// <summary>Configures versions that snapshots contain: those that differ between two revisions are found by index.</summary>
    public static void IsInSnapshot<T>(this EntityTypeBuilder<T> version)
        where T : ReferenceVersion
    {
        var table = TableConventions.Table(version);
        version.HasIndex(x => x.RecordedIn).HasDatabaseName($"ix_{table}_recorded_in");
        version.HasIndex(x => x.SupersededIn).HasFilter("superseded_in IS NOT NULL").HasDatabaseName($"ix_{table}_superseded_in");
    }
}
