using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Speakers;

public sealed class SpeakerConfiguration : IEntityTypeConfiguration<Speaker>, IEntityTypeConfiguration<SpeakerVersion>
{
    public void Configure(EntityTypeBuilder<Speaker> speaker) => speaker.IsReferenceItem();

    public void Configure(EntityTypeBuilder<SpeakerVersion> version)
    {
        version.IsVersionOf<SpeakerVersion, Speaker>();
        version.IsInSnapshot();
        version.Property(x => x.Name).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.HasEnum<SpeakerVersion, SpeakerKind>("kind");
        version.Property(x => x.Aliases).IsJsonList();
        version.Property(x => x.Mandates).IsJsonList();
    }
}

public static class SpeakerTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<SpeakerVersion> SpeakerVersions => db.Set<SpeakerVersion>();
    }
}
