using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Npgsql.NameTranslation;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Idempotency;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Data;

/// <summary>The ledger's tables, each noun one, reference data one more, of versions; and those of keys, which are no ledger.</summary>
public sealed class PeaceTalksDb(DbContextOptions<PeaceTalksDb> options) : DbContext(options)
{
    public DbSet<LedgerHead> Heads => Set<LedgerHead>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<Change> Changes => Set<Change>();
    public DbSet<ProcessVersion> ProcessVersions => Set<ProcessVersion>();
    public DbSet<PartyVersion> PartyVersions => Set<PartyVersion>();
    public DbSet<SpeakerVersion> SpeakerVersions => Set<SpeakerVersion>();
    public DbSet<IssueVersion> IssueVersions => Set<IssueVersion>();
    public DbSet<ProposalVersion> ProposalVersions => Set<ProposalVersion>();
    public DbSet<ArticleVersion> ArticleVersions => Set<ArticleVersion>();
    public DbSet<Track> Tracks => Set<Track>();
    public DbSet<Position> Positions => Set<Position>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<Citation> Citations => Set<Citation>();
    public DbSet<Remark> Remarks => Set<Remark>();
    public DbSet<Key> Keys => Set<Key>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();

    /// <summary>Whether a transaction of this context is committed: what fails from then on is no longer the write.</summary>
    public bool HasCommitted { get; internal set; }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(PeaceTalksDb).Assembly);
        NameInSnakeCase(model.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Each index is a decision of its own.
        conventions.Conventions.Remove<ForeignKeyIndexConvention>();

        // The order of slugs is the same on every server.
        conventions.Properties<string>().UseCollation("C");
        foreach (var type in typeof(PeaceTalksDb).Assembly.GetTypes().Where(type => type.IsEnum && type.IsPublic && type != typeof(Attribution)))
        {
            conventions.Properties(type).HaveConversion(typeof(EnumNameConverter<>).MakeGenericType(type)).HaveMaxLength(40);
        }
    }

    private static void NameInSnakeCase(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var table = Snake(entity.ClrType == typeof(LedgerHead) ? "Ledger" : entity.ClrType.Name);
            entity.SetTableName(table);
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName($"fk_{table}_{Columns(foreignKey.Properties)}");
                foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) => string.Join('_', properties.Select(property => Snake(property.Name)));

    private static string Snake(string name) => NpgsqlSnakeCaseNameTranslator.ConvertToSnakeCase(name);
}
