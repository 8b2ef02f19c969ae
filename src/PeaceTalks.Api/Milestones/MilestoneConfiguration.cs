using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

public sealed class MilestoneConfiguration : IEntityTypeConfiguration<Milestone>
{
    public void Configure(EntityTypeBuilder<Milestone> milestone)
    {
        milestone.IsRecord(holder: "by");
        milestone.HasMany(x => x.Citations).WithOne().HasForeignKey(x => x.Milestone);
        milestone.HasOne<Process>().WithMany().HasForeignKey(x => x.Process);
        milestone.HasOne<Issue>().WithMany().HasForeignKey(x => new { x.Issue, x.Process }).HasPrincipalKey(x => new { x.Slug, x.Process });
        milestone.HasOne<Meeting>().WithMany().HasForeignKey(x => x.Meeting);
        milestone.HasOne<Party>().WithMany().HasForeignKey(x => x.By);
        milestone.HasEnum<Milestone, Step>("step");
        milestone.HasEnum<Milestone, AssertionMode>("mode");
        milestone.HasCheck("one_target", "num_nonnulls(issue, proposal) <= 1");
        milestone.HasCheck("step_of_target", "(step IN ('UNRESOLVED', 'NARROWED', 'SETTLED')) = (proposal IS NULL)");
        milestone.HasIndex(x => new { x.Proposal, x.Latest }).HasDatabaseName("ix_milestone_proposal");
        milestone.HasIndex(x => new { x.Issue, x.Latest }).HasDatabaseName("ix_milestone_issue");
        milestone
            .HasIndex(x => new
            {
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .HasDatabaseName("ix_milestone_day");
        milestone
            .HasIndex(x => new
            {
                x.Meeting,
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .HasFilter("meeting IS NOT NULL")
            .HasDatabaseName("ix_milestone_meeting");
    }
}

public static class MilestoneTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Milestone> Milestones => db.Set<Milestone>();
    }
}
