using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>
/// JSON against the schemas of an OpenAPI document, by the keywords of JSON Schema 2020-12 that it uses; fails on one that is not known
/// here.
/// </summary>
/// <remarks>Stricter in one thing: where members are listed there are no others, whether or not the schema says so.</remarks>
public sealed class SchemaCheck(JsonNode document)
{
    public IEnumerable<string> Find(JsonElement value, JsonNode schema, string place = "") =>
        schema
            .AsObject()
            .SelectMany(x => OfKeyword(x.Key, x.Value!, value, place).Concat(x.Key == "properties" ? Unlisted(schema, value, place) : []));

    /// <summary>The node, or the component that it refers to.</summary>
    public JsonNode Resolved(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? reference.Split('/')[1..].Aggregate(document, (found, part) => found[part]!) : node;

    private IEnumerable<string> OfKeyword(string keyword, JsonNode said, JsonElement value, string place) =>
        keyword switch
        {
            "$ref" => Find(value, Resolved(new JsonObject { ["$ref"] = (string)said! }), place),
            "oneOf" => OneOf(said.AsArray(), value, place),
            "properties" => value.ValueKind != JsonValueKind.Object
                ? []
                : value
                    .EnumerateObject()
                    .Where(x => said[x.Name] is not null)
                    .SelectMany(x => Find(x.Value, said[x.Name]!, $"{place}/{x.Name}")),
            "additionalProperties" => value.ValueKind != JsonValueKind.Object || said is not JsonObject
                ? []
                : value.EnumerateObject().SelectMany(x => Find(x.Value, said, $"{place}/{x.Name}")),
            "items" => value.ValueKind != JsonValueKind.Array
                ? []
                : value.EnumerateArray().SelectMany((x, i) => Find(x, said, $"{place}/{i}")),
            "description" or "default" or "examples" or "contentMediaType" or "contentSchema" => [],
            _ => Fits(keyword, said, value) ? [] : [$"{place}: {Cut(value.GetRawText())} is against {keyword} {Cut(said.ToJsonString())}"],
        };

    private static IEnumerable<string> Unlisted(JsonNode schema, JsonElement value, string place) =>
        value.ValueKind != JsonValueKind.Object || schema["additionalProperties"] is JsonObject
            ? []
            : value
                .EnumerateObject()
                .Where(x => schema["properties"]![x.Name] is null)
                .Select(x => $"{place}/{x.Name} is not in the document");

    private IEnumerable<string> OneOf(JsonArray choices, JsonElement value, string place)
    {
        var findings = choices.Select(x => Find(value, x!, place).ToList()).ToList();
        return findings.Count(x => x.Count == 0) == 1
            ? []
            : [$"{place}: {findings.Count(x => x.Count == 0)} of oneOf fit", .. findings.SelectMany(x => x)];
    }

    private static bool Fits(string keyword, JsonNode said, JsonElement value) =>
        (keyword, value.ValueKind) switch
        {
            ("type", _) => (said is JsonArray many ? many.Select(x => (string)x!) : [(string)said!]).Any(type => IsOf(type, value)),
            ("enum", _) => said.AsArray().Any(x => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(x), value)),
            ("required", JsonValueKind.Object) => said.AsArray().All(x => value.TryGetProperty((string)x!, out _)),
            ("minItems", JsonValueKind.Array) => value.GetArrayLength() >= (int)said,
            ("maxItems", JsonValueKind.Array) => value.GetArrayLength() <= (int)said,
            ("minLength", JsonValueKind.String) => value.GetString()!.EnumerateRunes().Count() >= (int)said,
            ("maxLength", JsonValueKind.String) => value.GetString()!.EnumerateRunes().Count() <= (int)said,
            ("pattern", JsonValueKind.String) => Regex.IsMatch(value.GetString()!, (string)said!),
            ("minimum", JsonValueKind.Number) => value.GetDecimal() >= (decimal)said,
            ("maximum", JsonValueKind.Number) => value.GetDecimal() <= (decimal)said,
            ("format", JsonValueKind.String or JsonValueKind.Number) => IsInFormat((string)said!, value),
            ("required" or "minItems" or "maxItems" or "minLength" or "maxLength" or "pattern" or "minimum" or "maximum" or "format", _) =>
                true,
            _ => throw new NotSupportedException($"The keyword '{keyword}' of the document is not known here."),
        };

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "null" => value.ValueKind == JsonValueKind.Null,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            _ => throw new NotSupportedException($"The type '{type}' of the document is not known here."),
        };

    private static bool IsInFormat(string format, JsonElement value) =>
        format switch
        {
            "int32" => value.TryGetInt32(out _),
            "int64" => value.TryGetInt64(out _),
            "uuid" => Guid.TryParseExact(value.GetString(), "D", out _),
            "date" => DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => value.GetString()!.EndsWith('Z')
                && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
            _ => throw new NotSupportedException($"The format '{format}' of the document is not known here."),
        };

    private static string Cut(string text) => text.Length > 200 ? $"{text[..200]}..." : text;
}
