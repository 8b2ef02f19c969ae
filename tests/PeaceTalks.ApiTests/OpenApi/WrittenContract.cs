using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.OpenApi;

/// <param name="Pointer">Where it stands in the body; in lists, in the first entry.</param>
/// <param name="Place">Where it is complained of.</param>
/// <param name="Schema">What the document says of it.</param>
/// <param name="Entry">Of a list: the smallest entry; null for a text.</param>
public sealed record Limited(string Pointer, string Place, JsonNode Schema, JsonNode? Entry = null);

/// <summary>The contract of a body, as the serializer reads it: all texts and lists in it, and bodies made for them.</summary>
public sealed class WrittenContract(Type type, JsonNode schema, JsonNode document)
{
    private static readonly JsonSerializerOptions Options = JsonConventions.Options;

    /// <summary>What is written, without the note.</summary>
    public Type Item => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    public IEnumerable<Limited> Limits() => In(type, schema, "");

    /// <summary>A body of the right form with all its members, one entry a list, and the value in its place.</summary>
    public JsonNode With(string pointer, JsonNode value)
    {
        var body = Made(type, whole: true);
        var parts = pointer.Split('/')[1..];
        var parent = parts[..^1].Aggregate(body, (node, part) => node is JsonArray list ? list[int.Parse(part)]! : node[part]!);
        if (parent is JsonArray entries)
        {
            entries[int.Parse(parts[^1])] = value;
        }
        else
        {
            parent[parts[^1]] = value;
        }

        return body;
    }

    private IEnumerable<Limited> In(Type declared, JsonNode described, string pointer)
    {
        var written = Nullable.GetUnderlyingType(declared) ?? declared;
        var node = Resolved(described);
        if (written == typeof(string))
        {
            return [new Limited(pointer, pointer, node)];
        }

        if (written == typeof(DateBounds))
        {
            return [new Limited($"{pointer}/edtf", $"{pointer}/edtf", Resolved(node["properties"]!["edtf"]!))];
        }

        if (written == typeof(Term))
        {
            return
            [
                new Limited(pointer, pointer, node["oneOf"]![1]!),
                .. Members(written).SelectMany(x => In(x.Type, node["oneOf"]![0]!["properties"]![x.Name]!, $"{pointer}/{x.Name}")),
            ];
        }

        var contract = Options.GetTypeInfo(written);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => In(contract.ElementType!, node["items"]!, $"{pointer}/0")
                .Prepend(new Limited(pointer, pointer, node, Made(contract.ElementType!, whole: false))),
            JsonTypeInfoKind.Object => Members(written).SelectMany(x => In(x.Type, node["properties"]![x.Name]!, $"{pointer}/{x.Name}")),
            _ when written.IsEnum
                    || written == typeof(int)
                    || written == typeof(bool)
                    || written == typeof(Guid)
                    || written == typeof(decimal)
                    || written == typeof(DateTimeOffset) => [],
            _ => throw new InvalidOperationException($"{pointer} is a {written}: say here what limits it."),
        };
    }

    private JsonNode Resolved(JsonNode node) =>
        node["$ref"] is { } reference ? Resolved(((string)reference!).Split('/')[1..].Aggregate(document, (found, part) => found[part]!))
        : node["oneOf"] is JsonArray { Count: 2 } choice && (string?)choice[1]!["type"] == "null" ? Resolved(choice[0]!)
        : node;

    private static JsonNode Made(Type declared, bool whole)
    {
        var written = Nullable.GetUnderlyingType(declared) ?? declared;
        if (written == typeof(DateBounds))
        {
            return JsonNode.Parse("""{"edtf": "2026-01-07", "basis": "STATED"}""")!;
        }

        var contract = Options.GetTypeInfo(written);
        return written == typeof(string) ? "x"
            : written.IsEnum ? EnumNames.All(written)[0]
            : written == typeof(Guid) ? Guid.Empty.ToString()
            : written == typeof(DateTimeOffset) ? "2100-01-01T00:00:00Z"
            : written == typeof(bool) ? false
            : written == typeof(int) || written == typeof(decimal) ? 1
            : contract.Kind == JsonTypeInfoKind.Enumerable ? new JsonArray(Made(contract.ElementType!, whole))
            : new JsonObject(
                Members(written).Where(x => whole || x.IsRequired).Select(x => KeyValuePair.Create(x.Name, (JsonNode?)Made(x.Type, whole)))
            );
    }

    private static IEnumerable<(string Name, Type Type, bool IsRequired)> Members(Type written) =>
        written == typeof(Term)
            ?
            [
                ("key", typeof(string), true),
                ("comparator", typeof(Comparator), true),
                ("value", typeof(decimal), false),
                ("unit", typeof(string), false),
                ("carried", typeof(bool), false),
            ]
            : Options
                .GetTypeInfo(written)
                .Properties.Where(x => x.Set is not null || x.AssociatedParameter is not null)
                .Select(x => (x.Name, x.PropertyType, x.AssociatedParameter is { HasDefaultValue: false }));
}
