using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Parties;

public sealed class PartyConfiguration : IEntityTypeConfiguration<Party>, IEntityTypeConfiguration<PartyVersion>
{
    public void Configure(EntityTypeBuilder<Party> party) => party.IsReferenceItem();

    public void Configure(EntityTypeBuilder<PartyVersion> version)
    {
        version.IsVersionOf<PartyVersion, Party>();
        version.IsInSnapshot();
        version.Property(x => x.Name).HasMaxLength(ReferenceVersion.NameMaxLength);
        version.HasEnum<PartyVersion, PartyKind>("kind");
        version.Property(x => x.Aliases).IsJsonList();
        version.Property(x => x.Memberships).IsJsonList();
    }
}

public static class PartyTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<PartyVersion> PartyVersions => db.Set<PartyVersion>();
    }
}
