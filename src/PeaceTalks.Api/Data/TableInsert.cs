using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Inserts entities, with one statement for each table, however many rows there are. The mapping is that of EF, which would send a
/// statement for each row, and so run the triggers of a statement for each row.
/// </summary>
internal sealed class TableInsert
{
    private static readonly ConcurrentDictionary<IEntityType, TableInsert> Known = new();

    private readonly IReadOnlyList<Column> columns;
    private readonly IReadOnlyList<IClrPropertyGetter> lists;
    private readonly string sql;
    private readonly string unlessKnown;

    /// <summary>How many tables deep the references of this table lead.</summary>
    private readonly int depth;

    private TableInsert(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        columns = [.. entity.GetFlattenedProperties().Where(x => x.GetComputedColumnSql() is null).Select(x => new Column(x, table))];
        lists = [.. entity.GetNavigations().Where(x => x.IsCollection).Select(x => x.GetGetter())];
        sql = $"""
            INSERT INTO "{table.Name}" ({string.Join(", ", columns.Select(x => x.Name))})
            SELECT * FROM unnest({string.Join(", ", columns.Select((x, i) => $"{{{i}}}{x.Cast}"))})
            """;
        var key = entity.FindPrimaryKey()!.Properties.Select(x => $"\"{x.GetColumnName()}\"");
        unlessKnown = $"{sql}\nON CONFLICT ({string.Join(", ", key)}) DO NOTHING";
        depth = entity
            .GetForeignKeys()
            .Where(x => x.PrincipalEntityType != entity)
            .Select(x => Into(x.PrincipalEntityType).depth + 1)
            .DefaultIfEmpty()
            .Max();
    }

    /// <summary>
    /// The statements that insert the entities, and those in their lists, such as the citations of a record. A table comes after those
    /// that it refers to.
    /// </summary>
    /// <param name="mayBeKnown">Those of them that are left out if their key is already there. Others then break a constraint.</param>
    public static IEnumerable<SqlStatement> Of(IModel model, IEnumerable<object> entities, IReadOnlySet<object>? mayBeKnown = null) =>
        from entity in entities
        from row in Into(model, entity).WithLists(entity)
        group row by (Table: Into(model, row), MayBeKnown: mayBeKnown?.Contains(row) == true) into rows
        orderby rows.Key.Table.depth
        select rows.Key.Table.Statement([.. rows], rows.Key.MayBeKnown);

    private static TableInsert Into(IModel model, object row) => Into(model.FindEntityType(row.GetType())!);

    private static TableInsert Into(IEntityType entity) => Known.GetOrAdd(entity, x => new TableInsert(x));

    private IEnumerable<object> WithLists(object entity) =>
        lists.SelectMany(x => (IEnumerable<object>)x.GetClrValueUsingContainingEntity(entity)!).Prepend(entity);

    private SqlStatement Statement(IReadOnlyList<object> rows, bool mayBeKnown) =>
        new(mayBeKnown ? unlessKnown : sql, [.. columns.Select(x => x.ValuesOf(rows))]);

    /// <summary>A column, whose values are sent as one array.</summary>
    private sealed class Column
    {
        private readonly IClrPropertyGetter getter;
        private readonly ValueConverter? converter;
        private readonly Type type;

        public Column(IProperty property, StoreObjectIdentifier table)
        {
            (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
            type = converter?.ProviderClrType ?? property.ClrType;
            if (type.IsValueType && property.IsNullable && Nullable.GetUnderlyingType(type) is null)
            {
                type = typeof(Nullable<>).MakeGenericType(type);
            }

            Name = $"\"{property.GetColumnName(table)}\"";
            Cast = property.GetColumnType(table) == "jsonb" ? "::jsonb[]" : "";
        }

        public string Name { get; }

        /// <summary>The driver knows the type of the others by their values.</summary>
        public string Cast { get; }

        public Array ValuesOf(IReadOnlyList<object> rows)
        {
            var values = Array.CreateInstance(type, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                var value = getter.GetClrValueUsingContainingEntity(rows[i]);
                values.SetValue(converter is null ? value : converter.ConvertToProvider(value), i);
            }

            return values;
        }
    }
}
