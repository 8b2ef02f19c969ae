using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Binding;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>A row of a table. Its columns are its scalars and those of its members, in the order of declaration.</summary>
public interface IRow;

/// <summary>A column of a table.</summary>
/// <param name="Name">The path to the value in camelCase, as in the JSON of the answer: <c>statedOnEdtf</c>.</param>
/// <param name="Read">Gets the value from a row. Null for an empty cell.</param>
/// <param name="Meaning">What the column means. Null if it is described as its member is.</param>
/// <param name="Member">The member of the row that the column is part of. Null if the answer makes the columns.</param>
public sealed record Column(string Name, Type Type, Func<object, object?> Read, string? Meaning = null, PropertyInfo? Member = null);

/// <summary>
/// The columns of a row class. A day has four columns, of which the EDTF is the text in the JSON. Lists have no column: rows write them as
/// text.
/// </summary>
public static class Columns
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Column>> ByRow = new();

    public static IReadOnlyList<Column> OfRow(Type row) =>
        ByRow.GetOrAdd(row, type => [.. Members(type).SelectMany(member => OfRow(member, member.Name, member, member.GetValue))]);

    private static IEnumerable<Column> OfRow(PropertyInfo member, string path, PropertyInfo top, Func<object, object?> read)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        if (type == typeof(DateBounds))
        {
            return OfDay(path, top, read);
        }

        if (ScalarText.Shape(type) is (_, Many: false))
        {
            return [new(JsonNamingPolicy.CamelCase.ConvertName(path), type, read, Member: top)];
        }

        return ScalarText.Shape(type) is null && type.IsClass && type.Assembly == typeof(Columns).Assembly
            ? Members(type)
                .SelectMany(part => OfRow(part, path + part.Name, top, row => read(row) is { } whole ? part.GetValue(whole) : null))
            : throw new InvalidOperationException($"{member.DeclaringType}.{member.Name} does not fit into one cell: write it as text.");
    }

    private static IEnumerable<Column> OfDay(string path, PropertyInfo top, Func<object, object?> read)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(path);
        return
        [
            new($"{name}Edtf", typeof(string), row => (read(row) as DateBounds)?.ToEdtf(), Member: top),
            new($"{name}Earliest", typeof(DateOnly), row => (read(row) as DateBounds)?.Earliest, Member: top),
            new($"{name}Latest", typeof(DateOnly), row => (read(row) as DateBounds)?.Latest, Member: top),
            new($"{name}Basis", typeof(DateBasis), row => (read(row) as DateBounds)?.Basis, Member: top),
        ];
    }

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetIndexParameters().Length == 0)
            .OrderBy(member => member.MetadataToken);
}
