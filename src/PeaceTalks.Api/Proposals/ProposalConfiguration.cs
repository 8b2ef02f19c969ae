using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Proposals;

public sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>, IEntityTypeConfiguration<ProposalVersion>
{
    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.IsReferenceItem();
        proposal.HasOne<Process>().WithMany().HasForeignKey(x => x.Process);
        proposal.HasAlternateKey(x => new { x.Slug, x.Process });

        // Configured here and not with milestones, because proposals know their milestones and not the other way round.
        proposal
            .HasMany<Milestone>()
            .WithOne()
            .HasForeignKey(x => new { x.Proposal, x.Process })
            .HasPrincipalKey(x => new { x.Slug, x.Process });
    }

    public void Configure(EntityTypeBuilder<ProposalVersion> version)
    {
        version.IsVersionOf<ProposalVersion, Proposal>();
        version.IsInSnapshot();
        version.HasOne<Proposal>().WithMany().HasForeignKey(x => new { x.Slug, x.Process }).HasPrincipalKey(x => new { x.Slug, x.Process });
        version.Property(x => x.Name).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.Property(x => x.Summary).HasMaxLength(ProposalVersion.SummaryMaxLength);
        version.HasEnum<ProposalVersion, ProposalKind>("kind");
        version.HasEnum<ProposalVersion, Disclosure>("disclosure");
        version.Property(x => x.Issues).IsJsonList();
        version.HasCheck("issues", "jsonb_array_length(issues) >= 1");
        version.Property(x => x.Sponsors).IsJsonList();
        version.Property(x => x.Relations).IsJsonList();
        version.Property(x => x.Labels).IsJsonList();
    }
}

public static class ProposalTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<ProposalVersion> ProposalVersions => db.Set<ProposalVersion>();
    }
}
