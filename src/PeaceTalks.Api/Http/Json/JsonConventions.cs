using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PeaceTalks.Api.Http.Json;

/// <summary>
/// How this service reads and writes JSON, in the API and in its files: it is strict when it reads and explicit when it writes.
/// </summary>
public static class JsonConventions
{
    /// <summary>The maximum depth of JSON that is read from a client.</summary>
    public const int MaxDepth = 32;

    /// <summary>The maximum depth of JSON that is written. A tree of issues takes two levels for each of its own.</summary>
    private const int MaxWrittenDepth = 1000;

    // Options that are equal, down to these instances, share what System.Text.Json works out for each type.
    private static readonly DefaultJsonTypeInfoResolver Resolver = new();
    private static readonly JsonConverter[] Converters =
    [
        new EnumNameConverters(),
        new CleanTextConverter(),
        new InstantConverter(),
        new DateBoundsConverter(),
        .. ApiConverterAttribute.All(),
    ];

    /// <summary>For JSON outside MVC, such as the shipped data set.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen();

    /// <remarks>It sets everything itself, so that no foreign default applies (MVC's are lenient).</remarks>
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
        // Half of the content is quotations, so “…” and Cyrillic stay readable. This is safe, because the JSON is never pasted into HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = Resolver;
        foreach (var converter in Converters)
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
