using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Data;

/// <summary>Columns and constraints that several tables share.</summary>
public static class TableConventions
{
    /// <summary>A day in the world, as three columns. Its bounds must be in order.</summary>
    public static void HasDay<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, DateBounds?>> property, string prefix)
        where T : class
    {
        entity.ComplexProperty(
            property,
            day =>
            {
                day.Property(x => x.Earliest).HasColumnName($"{prefix}earliest");
                day.Property(x => x.Latest).HasColumnName($"{prefix}latest");
                day.Property(x => x.Basis).HasColumnName($"{prefix}basis");
            }
        );
        entity.HasBoundsChecks(prefix);
    }

    public static void HasBoundsChecks<T>(this EntityTypeBuilder<T> entity, string prefix)
        where T : class
    {
        entity.HasCheck($"{prefix}bounds", $"{prefix}earliest <= {prefix}latest");
        entity.HasCheck($"{prefix}basis", IsOneOf<DateBasis>($"{prefix}basis"));
    }

    public static void HasCheck<T>(this EntityTypeBuilder<T> entity, string name, string sql)
        where T : class => entity.ToTable(table => table.HasCheckConstraint($"ck_{Table(entity)}_{name}", sql));

    /// <summary>A column that only holds names of the enum.</summary>
    public static void HasEnum<T, TEnum>(this EntityTypeBuilder<T> entity, string column)
        where T : class
        where TEnum : struct, Enum => entity.HasCheck(column, IsOneOf<TEnum>(column));

    private static string IsOneOf<TEnum>(string column)
        where TEnum : struct, Enum => $"{column} IN ({string.Join(", ", EnumNames.All<TEnum>().Select(name => $"'{name}'"))})";

    /// <summary>The name of the table of an entity: its own in snake case, unless its configuration has given it another before.</summary>
    public static string Table<T>(EntityTypeBuilder<T> entity)
        where T : class =>
        Npgsql.NameTranslation.NpgsqlSnakeCaseNameTranslator.ConvertToSnakeCase(entity.Metadata.GetTableName() ?? typeof(T).Name);
}
