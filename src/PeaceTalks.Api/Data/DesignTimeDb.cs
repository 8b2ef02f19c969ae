using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PeaceTalks.Api.Data;

/// <summary>For <c>dotnet ef</c>, which makes migrations from the model alone and needs no server.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<PeaceTalksDb>
{
    public PeaceTalksDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PeaceTalksDb>().UseNpgsql().Options);
}
