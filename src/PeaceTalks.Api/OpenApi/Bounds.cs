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
/// How much there is of anything at most, for those who make room for it. What can be written has the limits of its validators; what an answer is made of has
/// those of what was written; what grows with the ledger (a list, a text put together) has a bound that no ledger comes near.
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

    /// <summary>Bounds for what has none yet, by what the member of an answer is called.</summary>
    public static IOpenApiSchema Answer(IOpenApiSchema schema, string member = "")
    {
        if (schema is not OpenApiSchema inline)
        {
            return schema;
        }

        SetRange(inline, IsScore(member) ? "-2" : "0", IsScore(member) ? "2" : null);
        SetLength(inline, OfAnswers.GetValueOrDefault(member, Text));
        SetCount(inline, Entries);
        return inline;
    }

    /// <summary>Bounds for a cell of CSV: not those of the text that it shows, before which an apostrophe may stand.</summary>
    public static IOpenApiSchema Cell(IOpenApiSchema schema, string column) => Answer(schema, IsScore(column) ? column : "");

    /// <summary>Bounds for a parameter that says none itself.</summary>
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

    /// <summary>The bounds of numbers in a body that no validator knows: those of the type.</summary>
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
