using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Articles;

/// <summary>
/// An article, as you write it: what identifies it, never its prose. Give its paragraphs in one of three ways: `text`, `paragraphs` or
/// `paragraphDigests`.
/// </summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="PublishedOn">The day of publication, or its bounds.</param>
/// <param name="ParagraphDigests">SHA-256, in hexadecimal, of each paragraph's text as UTF-8, without surrounding white space.</param>
/// <param name="Paragraphs">
/// The number of paragraphs, if you do not have the text. In an edit that keeps the number, known digests stay.
/// </param>
/// <param name="Text">
/// The text of the article. Each line that is not empty is a paragraph. The service makes the digests and does not keep the text.
/// </param>
/// <param name="Outlet">The publisher. Leave it out if the text does not say.</param>
/// <param name="Url">
/// Its address on the web, which is stored and never fetched. The host is in ASCII (an international one as `xn--...`), without a user.
/// </param>
/// <param name="Language">A BCP 47 language tag.</param>
/// <param name="PublishedOnNote">What the date, or its bounds, are based on.</param>
/// <param name="RewriteOf">Slug of the article that this one retells.</param>
public sealed record ArticleInput(
    string Slug,
    string Title,
    DateBounds PublishedOn,
    IReadOnlyList<string>? ParagraphDigests = null,
    [FromOne] int? Paragraphs = null,
    string? Text = null,
    string? Outlet = null,
    IReadOnlyList<string>? Authors = null,
    string? Url = null,
    string Language = "en",
    string? PublishedOnNote = null,
    string? RewriteOf = null
) : IReferenceInput<Article, ArticleVersion>
{
    /// <summary>The digest of each paragraph; null where it is not known.</summary>
    public IReadOnlyList<string?> DigestsOfParagraphs() =>
        Text is not null ? [.. Articles.Paragraphs.Split(Text).Select(Articles.Paragraphs.Digest)]
        : Paragraphs is { } count ? new string?[count]
        : [.. ParagraphDigests ?? []];

    /// <summary>The member that gives the paragraphs.</summary>
    public string ParagraphsPlace =>
        Text is not null ? "/text"
        : Paragraphs is not null ? "/paragraphs"
        : "/paragraphDigests";

    /// <summary>The input for an edit. If it has the number of paragraphs alone, and keeps it, the digests of the version stay.</summary>
    public ArticleInput After(ArticleVersion version) =>
        Paragraphs == version.ParagraphDigests.Count && version.ParagraphDigests.All(x => x is not null)
            ? this with
            {
                Paragraphs = null,
                ParagraphDigests = [.. version.ParagraphDigests.OfType<string>()],
            }
            : this;

    public Article Identity(long recordedIn) => new() { Slug = Slug, RecordedIn = recordedIn };

    public ArticleVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Title = Title,
            Outlet = Outlet,
            Authors = Authors ?? [],
            Url = Url,
            Language = Language,
            PublishedOn = PublishedOn,
            PublishedOnNote = PublishedOnNote,
            RewriteOf = RewriteOf,
            ParagraphDigests = DigestsOfParagraphs(),
        };

    public IEnumerable<SlugReference> References() => RewriteOf is null ? [] : [new SlugReference("/rewriteOf", Noun.Article, RewriteOf)];

    public IEnumerable<Naming> Names() => Outlet is null ? [] : [new Naming("/outlet", Outlet)];
}

public sealed class ArticleInputValidator : AbstractValidator<ArticleInput>
{
    public ArticleInputValidator()
    {
        RuleFor(x => x.Slug).Slug();
        RuleFor(x => x.Title).Line(ArticleVersion.TitleMaxLength);
        RuleFor(x => x.Outlet).NullOrLine(ArticleVersion.OutletMaxLength).Without(Alphabets.Mixed);
        RuleFor(x => x.Authors).AtMost(50);
        RuleForEach(x => x.Authors).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Url).AtMost(ArticleVersion.UrlMaxLength).Without(HiddenCharacters.InName).Without(WebAddress.Complaint);
        RuleFor(x => x.Language).LanguageTag();
        RuleFor(x => x.PublishedOnNote).NullOrNotBlank(ReferenceVersion.DescriptionMaxLength);
        RuleFor(x => x)
            .Must(x => new object?[] { x.Text, x.Paragraphs, x.ParagraphDigests }.Count(way => way is not null) == 1)
            .OverridePropertyName("")
            .WithMessage("needs exactly one of text, paragraphs (their number) and paragraphDigests");
        RuleFor(x => x.Text)
            .AtMost(ArticleVersion.TextMaxLength)
            .Must(text => text is null || Paragraphs.Split(text).Count is > 0 and <= ArticleVersion.MaxParagraphs)
            .WithMessage($"has no paragraph, or more than {ArticleVersion.MaxParagraphs}; each line that is not empty is one");
        RuleFor(x => x.Paragraphs)
            .InclusiveBetween(1, ArticleVersion.MaxParagraphs)
            .WithMessage($"is not from 1 to {ArticleVersion.MaxParagraphs}");
        RuleFor(x => x.ParagraphDigests).Must(x => x is null or [_, ..]).WithMessage("is empty; an article has at least one paragraph");
        RuleFor(x => x.ParagraphDigests).AtMost(ArticleVersion.MaxParagraphs);
        RuleForEach(x => x.ParagraphDigests)
            .Matches("^[0-9a-f]{64}\\z")
            .WithMessage("is not a SHA-256 in lower-case hexadecimal")
            .AtMost(ArticleVersion.DigestLength);
        RuleFor(x => x.RewriteOf)
            .SlugOfAnother()
            .Must((article, of) => of != article.Slug)
            .WithMessage("says that the article retells itself");
    }
}

public sealed class ArticleWriteValidator(IValidator<ArticleInput> item) : LedgerWriteValidator<ArticleInput>(item);

/// <summary>A published article.</summary>
/// <param name="Outlet">The publisher. Null if the text does not say.</param>
/// <param name="PublishedOnNote">What the date, or its bounds, are based on.</param>
/// <param name="RewriteOf">The article that this one retells. A retelling is not a further source.</param>
/// <param name="Paragraphs">The number of paragraphs.</param>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record ArticleContract(
    string Slug,
    string Title,
    string? Outlet,
    IReadOnlyList<string> Authors,
    string? Url,
    string Language,
    DateBounds PublishedOn,
    string? PublishedOnNote,
    ArticleReference? RewriteOf,
    int Paragraphs,
    int Version,
    long RecordedIn
) : ICited, IVersioned, IShown
{
    ShownLine IShown.Line =>
        new($"{(Outlet is null ? "" : $"{Outlet}, ")}{Title}, {PublishedOn.ToEdtf()}", Noun.Article.Path(Slug)) { Records = Cited() };

    IEnumerable<ShownFact> IShown.Facts =>
        [
            new("Outlet", Outlet ?? "not known"),
            .. Authors.Count == 0 ? (ShownFact[])[] : [new("Authors", string.Join(", ", Authors))],
            new("Published on", PublishedOn.ToEdtf() + (PublishedOnNote is null ? "" : $" ({PublishedOnNote})")),
            new("Language", Language),
            .. RewriteOf is null ? (ShownFact[])[] : [new("Retells", RewriteOf.Title, Noun.Article.Path(RewriteOf.Slug))],
            .. Url is null ? (ShownFact[])[] : [new("Address", Url)],
        ];

    public static ArticleContract FromArticle(ArticleVersion article, Names names) =>
        new(
            article.Slug,
            article.Title,
            article.Outlet,
            article.Authors,
            article.Url,
            article.Language,
            article.PublishedOn,
            article.PublishedOnNote,
            article.RewriteOf is null ? null : names.Article(article.RewriteOf),
            article.ParagraphDigests.Count,
            article.Version,
            article.RecordedIn
        );

    public IEnumerable<CitedRecord> Cited() => [new(Noun.Article, Slug, Title, PublishedOn, null, null, [])];
}
