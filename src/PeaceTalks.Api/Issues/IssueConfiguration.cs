using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Issues;

public sealed class IssueConfiguration : IEntityTypeConfiguration<Issue>, IEntityTypeConfiguration<IssueVersion>
{
    public void Configure(EntityTypeBuilder<Issue> issue)
    {
        issue.IsReferenceItem();
        issue.HasOne<Process>().WithMany().HasForeignKey(x => x.Process);
        issue.HasAlternateKey(x => new { x.Slug, x.Process });
    }

    public void Configure(EntityTypeBuilder<IssueVersion> version)
    {
        version.IsVersionOf<IssueVersion, Issue>();
        version.IsInSnapshot();

        // The process is repeated here, so that a constraint can require the parent to be in the same one.
        version.HasOne<Issue>().WithMany().HasForeignKey(x => new { x.Slug, x.Process }).HasPrincipalKey(x => new { x.Slug, x.Process });
        version.HasOne<Issue>().WithMany().HasForeignKey(x => new { x.Parent, x.Process }).HasPrincipalKey(x => new { x.Slug, x.Process });
        version.HasCheck("no_own_parent", "parent <> slug");
        version.Property(x => x.Name).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.Property(x => x.Question).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.Property(x => x.Description).HasMaxLength(ReferenceVersion.DescriptionMaxLength);
    }
}

public static class IssueTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<IssueVersion> IssueVersions => db.Set<IssueVersion>();
    }
}
