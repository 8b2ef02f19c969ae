using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Npgsql.NameTranslation;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The database. Each folder with a table configures it (<c>...Configuration.cs</c>) and gives it a property, as in <c>db.Positions</c>.
/// </summary>
public sealed class PeaceTalksDb(DbContextOptions<PeaceTalksDb> options, CurrentTransaction? transaction = null) : DbContext(options)
{
    /// <summary>The transaction of the request (<see cref="JoinedTransaction"/>).</summary>
    public CurrentTransaction Transaction { get; } = transaction ?? new CurrentTransaction();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(PeaceTalksDb).Assembly);
        NameInSnakeCase(model.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Every index is a deliberate decision.
        conventions.Conventions.Remove<ForeignKeyIndexConvention>();

        // Slugs sort in the same order on every server.
        conventions.Properties<string>().UseCollation("C");

        // Enums are stored by name. An enum with a type smaller than int, such as attribution, is stored as its number.
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
