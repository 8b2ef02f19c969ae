using PeaceTalks.Api.Texts;
using System.Text.RegularExpressions;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>The identity of a process, party, speaker, issue, proposal or article: its slug, which never changes.</summary>
public abstract class ReferenceItem
{
    public required string Slug { get; init; }
    public required long RecordedIn { get; init; }
}

/// <summary>What is said of a reference item, whole, from one revision until the next edit.</summary>
public abstract class ReferenceVersion : ISupersedable
{
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 2000;

    public required string Slug { get; init; }

    /// <summary>From 1; the item's ETag.</summary>
    public required int Version { get; init; }

    public required long RecordedIn { get; init; }

    /// <summary>What references call it: its name or title.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The revision that replaced it; null for the version in force.</summary>
    public long? SupersededIn { get; set; }
}

/// <summary>Slugs: lower-case words and digits with single hyphens between.</summary>
public static partial class Slugs
{
    public const int MaxLength = 100;

    /// <summary>For the database and the API's description. In .NET <c>$</c> also matches before a last line end: use <see cref="Form"/>.</summary>
    public const string Pattern = $"^{Words}$";

    private const string Words = "[a-z0-9]+(-[a-z0-9]+)*";

    [GeneratedRegex($@"^{Words}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Form();
}

/// <summary>Another name of the same party or speaker: a spelling, a language.</summary>
/// <param name="Language">BCP 47.</param>
public sealed record Alias(string Name, string Language)
{
    public const int LanguageMaxLength = 20;
}

/// <summary>Where something that is said of reference data comes from.</summary>
/// <param name="Article">Slug.</param>
/// <param name="Paragraph">From 1.</param>
/// <param name="Quote">The quoted words, where there are any.</param>
/// <param name="AssertedBy">Slug of the party that said so; null where it is the outlet's own voice.</param>
[SchemaName("Source")]
public sealed record ReferenceSource(string Article, int Paragraph, string? Quote = null, string? AssertedBy = null)
{
    public const int QuoteMaxLength = 500;
}
