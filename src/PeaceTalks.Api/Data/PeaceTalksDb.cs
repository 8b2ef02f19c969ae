using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Npgsql.NameTranslation;

namespace PeaceTalks.Api.Data;

/// <summary>The database. Each folder with a table configures it (<c>...Configuration.cs</c>) and names it, as in <c>db.Positions</c>.</summary>
public sealed class PeaceTalksDb(DbContextOptions<PeaceTalksDb> options) : DbContext(options)
{
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

        // Enums are stored by name. One with a smaller type than int, as attribution has, is stored as that number.
        foreach (
            var type in typeof(PeaceTalksDb)
                .Assembly.GetTypes()
                .Where(type => type.IsEnum && type.IsPublic && Enum.GetUnderlyingType(type) == typeof(int))
        )
        {
            conventions.Properties(type).HaveConversion(typeof(EnumNameConverter<>).MakeGenericType(type)).HaveMaxLength(40);
        }
    }

    private static void NameInSnakeCase(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var table = Snake(entity.GetTableName() ?? entity.ClrType.Name);
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

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) =>
        string.Join('_', properties.Select(property => Snake(property.Name)));

    private static string Snake(string name) => NpgsqlSnakeCaseNameTranslator.ConvertToSnakeCase(name);
}
