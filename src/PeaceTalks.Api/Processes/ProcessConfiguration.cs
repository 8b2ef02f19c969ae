using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Processes;

public sealed class ProcessConfiguration : IEntityTypeConfiguration<Process>, IEntityTypeConfiguration<ProcessVersion>
{
    public void Configure(EntityTypeBuilder<Process> process) => process.IsReferenceItem();

    public void Configure(EntityTypeBuilder<ProcessVersion> version)
    {
        version.IsVersionOf<ProcessVersion, Process>();
        version.IsInSnapshot();
        version.Property(x => x.Name).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.Property(x => x.Description).HasMaxLength(ReferenceVersion.DescriptionMaxLength);
        version.Property(x => x.Participants).IsJsonList();
    }
}

public static class ProcessTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<ProcessVersion> ProcessVersions => db.Set<ProcessVersion>();
    }
}
