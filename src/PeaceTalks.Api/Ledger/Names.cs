using PeaceTalks.Api.Articles;

namespace PeaceTalks.Api.Ledger;

/// <summary>What answers are written with: the names and articles of one revision.</summary>
public sealed class Names(Pin pin, IReadOnlyDictionary<string, ArticleVersion> articles)
{
    /// <summary>For answers that name no article.</summary>
    public Names(Pin pin) : this(pin, new Dictionary<string, ArticleVersion>())
    {
    }

    public Pin Pin { get; } = pin;

    public Catalogue Catalogue => Pin.Catalogue;

    /// <summary>Whether a record was superseded by the revision of the answer, and when; a later supersession is not known to it.</summary>
    public long? Seen(long? supersededIn) => supersededIn <= Pin.Revision ? supersededIn : null;

    public Reference Process(string slug) => new(slug, Catalogue.Processes[slug].Name);

    public Reference Party(string slug) => new(slug, Catalogue.Parties[slug].Name);

    public Reference? PartyOrNull(string? slug) => slug is null ? null : Party(slug);

    public Reference? SpeakerOrNull(string? slug) => slug is null ? null : new(slug, Catalogue.Speakers[slug].Name);

    public Reference Issue(string slug) => new(slug, Catalogue.Issues[slug].Name);

    public Reference Proposal(string slug) => new(slug, Catalogue.Proposals[slug].Name);

    public ArticleReference Article(string slug) => ArticleReference.Of(articles[slug]);

    /// <summary>The article that this one retells in the end: itself, where it retells none.</summary>
    /// <remarks>Follows the articles that are known here (<see cref="NamesQueries.NamesWithOriginalsAsync"/>).</remarks>
    public string OriginalOf(string slug) =>
        articles.GetValueOrDefault(slug)?.RewriteOf is { } original ? OriginalOf(original) : slug;

    public SourceContract? Source(Source? source) =>
        source is null ? null : new(Article(source.Article), source.Paragraph, source.Quote, PartyOrNull(source.AssertedBy));
}
