using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// The schemas of contracts that have converters of their own (<see cref="DateBoundsConverter"/>, <see cref="TermConverter"/>).
/// </summary>
internal static class ConvertedSchemas
{
    public static OpenApiSchema Day(Side side, string? meaning, Func<Type, IOpenApiSchema> of)
    {
        var edtf = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = Edtf.MaxLength,
            Description =
                "A day in EDTF: a single day `2026-01-07`, some day of a month `2025-12` or of a year `2025`, one day "
                + "between two `[2025-11-24..2025-12-10]`, or one day up to a limit `[..2026-01-08]`.",
            Examples = ["2026-01-07", "2025-12", "[2025-11-24..2025-12-10]", "[..2026-01-08]"],
        };
        return side == Side.Request
            ? Object(
                side,
                $"{meaning} In requests, the bounds follow from `edtf`.",
                ["edtf", "basis"],
                new() { ["edtf"] = edtf, ["basis"] = of(typeof(DateBasis)) },
                """{"edtf": "2025-12", "basis": "RELATIVE"}"""
            )
            : Object(
                side,
                meaning,
                ["edtf", "earliest", "latest", "basis"],
                new()
                {
                    ["edtf"] = edtf,
                    ["earliest"] = ContractSchemas.OrNull(
                        Described(of(typeof(DateOnly)), "The first day that it can have been. Null if that is unknown.")
                    ),
                    ["latest"] = Described(of(typeof(DateOnly)), "The last day that it can have been."),
                    ["basis"] = of(typeof(DateBasis)),
                },
                """{"edtf": "2025-12", "earliest": "2025-12-01", "latest": "2025-12-31", "basis": "RELATIVE"}"""
            );
    }

    public static OpenApiSchema Term(Side side, XmlDocs docs, Func<Type, IOpenApiSchema> of)
    {
        var properties = typeof(Term)
            .GetConstructors()
            .MaxBy(x => x.GetParameters().Length)!
            .GetParameters()
            .Select(x => typeof(Term).GetProperty(x.Name!)!)
            .ToDictionary(
                x => char.ToLowerInvariant(x.Name[0]) + x.Name[1..],
                x => Described(Bounded(of(x.PropertyType), x.Name), docs.Of(x))
            );
        IOpenApiSchema Bounded(IOpenApiSchema schema, string member) =>
            side == Side.Answer ? Bounds.Answer(schema, char.ToLowerInvariant(member[0]) + member[1..]) : schema;
        foreach (var name in new[] { "value", "unit" })
        {
            properties[name] = ContractSchemas.OrNull(properties[name]);
        }

        if (side == Side.Answer)
        {
            return Object(
                side,
                docs.Of(typeof(Term)),
                [.. properties.Keys],
                properties,
                """{"key": "withdrawalDistance", "comparator": "AT_MOST", "value": 40, "unit": "km", "carried": false}"""
            );
        }

        ((OpenApiSchema)properties["carried"]).Default = false;
        return new OpenApiSchema
        {
            Description = $"{docs.Of(typeof(Term))} Write it as an object or as text.",
            OneOf =
            [
                Object(
                    side,
                    null,
                    ["key", "comparator"],
                    properties,
                    """{"key": "withdrawalDistance", "comparator": "AT_MOST", "value": 40, "unit": "km"}"""
                ),
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MaxLength = Positions.Term.TextMaxLength,
                    Description = $"As text: {Positions.Term.Forms}.",
                    Examples = ["withdrawalDistance <= 40 km", "withdrawalDistance same as other side", "guaranteeDuration > 15 years"],
                },
            ],
        };
    }

    /// <summary>Refers to the schema of CSL-JSON, which this document does not repeat.</summary>
    public static OpenApiSchema Csl(string? meaning) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = meaning,
            Examples =
            [
                JsonNode.Parse(
                    """{"id": "a-slug", "type": "article-newspaper", "title": "A title", "container-title": "An outlet", "issued": {"date-parts": [[2026, 1]]}}"""
                )!,
            ],
        };

    /// <summary>
    /// The cells of a line, by the names of their columns. An empty cell is null. None is required, because a request chooses the columns.
    /// </summary>
    public static OpenApiSchema Row(Type row, XmlDocs docs, Func<Type, IOpenApiSchema> of)
    {
        var columns = Columns.OfRow(row);
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = docs.Of(row),
            Properties = columns.ToDictionary(
                x => x.Name,
                x => Described(ContractSchemas.OrNull(Bounds.Cell(of(x.Type), x.Name)), Descriptions.OfColumn(x, docs))
            ),
        };
    }

    private static OpenApiSchema Object(
        Side side,
        string? description,
        string[] required,
        Dictionary<string, IOpenApiSchema> properties,
        string example
    ) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = properties,
            Required = required.ToHashSet(),
            AdditionalPropertiesAllowed = side == Side.Answer,
            Examples = [JsonNode.Parse(example)!],
        };

    private static IOpenApiSchema Described(IOpenApiSchema schema, string? description)
    {
        if (description is not null)
        {
            schema.Description = description;
        }

        return schema;
    }
}
