using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PeaceTalks.Api.Data;

/// <summary>What <c>dotnet ef</c> makes migrations from: the model alone, no server.</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<PeaceTalksDb>
{
    public PeaceTalksDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PeaceTalksDb>().UseNpgsql().Options);
}
