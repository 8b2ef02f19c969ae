using System.Globalization;
using Microsoft.OpenApi;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// The maximum sizes in the document, for clients that reserve room for them. What can be written has the limits of its validators.
/// Responses have the limits of what was written. What grows with the ledger (a list, an assembled text) has a limit that no ledger comes
/// near.
/// </summary>
internal static class Bounds
{
    public const int Entries = 100_000;
    public const int Text = 1_000_000;
    public const string Largest = "9223372036854775807";

    private static readonly Dictionary<string, int> OfAnswers = new()
    {
        ["slug"] = Slugs.MaxLength,
        ["name"] = ReferenceVersion.NameMaxLength,
        ["question"] = ReferenceVersion.NameMaxLength,
        ["label"] = ReferenceVersion.NameMaxLength,
        ["office"] = ReferenceVersion.NameMaxLength,
        ["outlet"] = ArticleVersion.OutletMaxLength,
        ["description"] = ReferenceVersion.DescriptionMaxLength,
        ["publishedOnNote"] = ReferenceVersion.DescriptionMaxLength,
        ["summary"] = Record.SummaryMaxLength,
        ["quote"] = Citation.QuoteMaxLength,
        ["language"] = Alias.LanguageMaxLength,
        ["edtf"] = Edtf.MaxLength,
        ["unit"] = Term.UnitMaxLength,
        ["key"] = Term.KeyMaxLength,
        ["author"] = Revision.AuthorMaxLength,
        ["note"] = Revision.NoteMaxLength,
    };

    /// <summary>Adds limits to a response schema that has none yet, by the name of the member.</summary>
    public static IOpenApiSchema Answer(IOpenApiSchema schema, string member = "")
    {
        if (schema is not OpenApiSchema inline)
        {
            return schema;
        }

        SetRange(inline, IsScore(member) ? "-2" : "0", IsScore(member) ? "2" : null);
        SetLength(inline, OfAnswers.GetValueOrDefault(member, Text));
        SetCount(inline, Entries);
        if (inline.Items is OpenApiSchema items)
        {
            SetRange(items, "0", null);
        }

        return inline;
    }

    /// <summary>
    /// Adds limits to the schema of a CSV cell. They exceed those of the text itself, because an apostrophe may precede it.
    /// </summary>
    public static IOpenApiSchema Cell(IOpenApiSchema schema, string column) => Answer(schema, IsScore(column) ? column : "");

    /// <summary>Adds limits to a parameter that declares none itself.</summary>
    public static IOpenApiSchema Parameter(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema inline)
        {
            SetRange(inline, "0", null);
            SetLength(inline, ScalarText.MaxLength);
            SetCount(inline, ScalarText.MaxValues);
        }

        return schema;
    }

    /// <summary>Adds limits to numbers in a body that no validator restricts: those of the type.</summary>
    public static IOpenApiSchema Request(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema inline)
        {
            SetRange(inline, inline.Format == "int32" ? int.MinValue.ToString(CultureInfo.InvariantCulture) : $"-{Largest}", null);
        }

        return schema;
    }

    private static bool IsScore(string member) => member.EndsWith("score", StringComparison.OrdinalIgnoreCase);

    private static void SetRange(OpenApiSchema schema, string minimum, string? maximum)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Integer) == true)
        {
            schema.Minimum ??= minimum;
            schema.Maximum ??= maximum ?? (schema.Format == "int32" ? int.MaxValue.ToString(CultureInfo.InvariantCulture) : Largest);
        }
    }

    private static void SetLength(OpenApiSchema schema, int length)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.String) == true && schema.Enum is null)
        {
            schema.MaxLength ??= length;
        }
    }

    private static void SetCount(OpenApiSchema schema, int count)
    {
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
        {
            schema.MaxItems ??= count;
            SetLength(schema.Items as OpenApiSchema ?? new OpenApiSchema(), count == Entries ? Text : ScalarText.MaxLength);
        }
    }
}
