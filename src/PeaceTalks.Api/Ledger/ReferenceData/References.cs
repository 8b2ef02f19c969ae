using System.Text.RegularExpressions;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>The identity of an item of reference data: its slug, which never changes.</summary>
public abstract class ReferenceItem
{
    public required string Slug { get; init; }
    public required long RecordedIn { get; init; }
}

/// <summary>One version of a reference item: everything that is said of it, from one revision until the next edit.</summary>
public abstract class ReferenceVersion : ISupersedable
{
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 2000;

    public required string Slug { get; init; }

    /// <summary>The number of the version, from 1. It is the item's ETag.</summary>
    public required int Version { get; init; }

    public required long RecordedIn { get; init; }

    /// <summary>The name or title by which references show it.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Its name and its aliases.</summary>
    public virtual IEnumerable<string> AllNames() => [DisplayName];

    /// <summary>The texts that a search looks at. Names come first.</summary>
    public abstract IEnumerable<SearchedText> SearchedTexts();

    /// <summary>The folded words of each of these texts. They are worked out once, because a list may look at those of all items.</summary>
    public IReadOnlyList<string[]> SearchedWords() =>
        searchedWords ??= [.. SearchedTexts().Select(x => FoldedText.WordsIn(x.Text).Select(word => word.Folded).ToArray())];

    private IReadOnlyList<string[]>? searchedWords;

    /// <summary>The revision that replaced this version. Null while it is in force.</summary>
    public long? SupersededIn { get; init; }
}

/// <summary>Slugs: lower-case words and digits, with single hyphens in between.</summary>
public static partial class Slugs
{
    public const int MaxLength = 100;

    /// <summary>
    /// For the database and the OpenAPI document. In .NET, <c>$</c> also matches before a final line end, so use <see cref="Form"/> there.
    /// </summary>
    public const string Pattern = $"^{Words}$";

    private const string Words = "[a-z0-9]+(-[a-z0-9]+)*";

    [GeneratedRegex($@"^{Words}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Form();
}

/// <summary>Another name of the same item, such as a spelling or a name in another language.</summary>
/// <param name="Language">A BCP 47 language tag.</param>
public sealed record Alias(string Name, string Language)
{
    public const int LanguageMaxLength = 20;
}

/// <summary>The source of something that reference data says.</summary>
/// <param name="Article">Slug of the article.</param>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
/// <param name="Quote">The quoted words, if there are any.</param>
/// <param name="AssertedBy">Slug of the party that said so. Null if it is the outlet's own voice.</param>
[SchemaName("Source")]
public sealed record ReferenceSource(string Article, [FromOne] int Paragraph, string? Quote = null, string? AssertedBy = null)
{
    public const int QuoteMaxLength = 500;
}
