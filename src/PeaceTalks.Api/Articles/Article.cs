using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Articles;

/// <summary>A published text. The ledger stores its title, date and digests, never its prose.</summary>
public sealed class Article : ReferenceItem;

public sealed class ArticleVersion : ReferenceVersion
{
    public const int TitleMaxLength = 300;
    public const int OutletMaxLength = 200;
    public const int UrlMaxLength = 2000;
    public const int MaxParagraphs = 2000;
    public const int DigestLength = 64;

    /// <summary>Of a text that is sent for its digests, and not stored.</summary>
    public const int TextMaxLength = 500_000;

    public required string Title { get; init; }

    public override string DisplayName => Title;

    public override IEnumerable<SearchedText> SearchedTexts() =>
        [
            new(SearchedField.Title, Title),
            .. Outlet is { } outlet ? [new SearchedText(SearchedField.Outlet, outlet)] : Array.Empty<SearchedText>(),
            .. Authors.Select(x => new SearchedText(SearchedField.Author, x)),
        ];

    /// <summary>Null if the text does not say.</summary>
    public required string? Outlet { get; init; }

    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>Stored and never fetched.</summary>
    public required string? Url { get; init; }

    /// <summary>A BCP 47 language tag.</summary>
    public required string Language { get; init; }

    public required DateBounds PublishedOn { get; init; }

    /// <summary>What the date, or its bounds, are based on.</summary>
    public required string? PublishedOnNote { get; init; }

    /// <summary>Slug of the article that this one retells. A retelling is not a further source.</summary>
    public required string? RewriteOf { get; init; }

    /// <summary>
    /// SHA-256, in hexadecimal, of each paragraph's text as UTF-8, without surrounding white space. There is one entry for each paragraph. It
    /// is null if only the number of paragraphs is known.
    /// </summary>
    public required IReadOnlyList<string?> ParagraphDigests { get; init; }

    public ArticleReference ToReference() => new(Slug, Title, Outlet, Url, PublishedOn, RewriteOf);
}
