using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PeaceTalks.Api.Http.Json;

/// <summary>How this service reads and writes JSON, at its edge and in its files: strict in what it takes, explicit in what it gives.</summary>
public static class JsonConventions
{
    /// <summary>Of what is read from a client.</summary>
    public const int MaxDepth = 32;

    /// <summary>Of what is written: a tree of issues takes two for each of its levels.</summary>
    private const int MaxWrittenDepth = 1000;

    /// <summary>For JSON outside of MVC, such as the shipped data set.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen();

    /// <remarks>Sets everything itself: other people's defaults (MVC's are lenient) do not shine through.</remarks>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.MaxDepth = MaxWrittenDepth;
        // Quotations are half of what is served here: “…” and Cyrillic stay readable. Safe, since it is never pasted into HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.Converters.Add(new EnumNameConverters());
        options.Converters.Add(new CleanTextConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DateBoundsConverter());
        foreach (var converter in ApiConverterAttribute.All())
        {
            options.Converters.Add(converter);
        }
    }

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
