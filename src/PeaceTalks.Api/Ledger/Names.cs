using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger;

/// <summary>The names and articles of one revision, from which answers are written.</summary>
/// <param name="without">Slugs of articles that are left out, whose citations are not shown.</param>
public sealed class Names(Pin pin, IReadOnlyDictionary<string, ArticleReference> articles, string[]? without = null)
{
    /// <summary>For answers that name no article.</summary>
    public Names(Pin pin)
        : this(pin, new Dictionary<string, ArticleReference>()) { }

    public Pin Pin { get; } = pin;

    public ReferenceSnapshot Snapshot => Pin.Snapshot;

    /// <summary>The revision that superseded a record, if the answer's revision already knows of it. Otherwise null.</summary>
    public long? Seen(long? supersededIn) => supersededIn <= Pin.Revision ? supersededIn : null;

    public Reference Of(Noun noun, string slug) => new(slug, Snapshot.NameOf(noun, slug));

    public Reference Process(string slug) => Of(Noun.Process, slug);

    public Reference Party(string slug) => Of(Noun.Party, slug);

    public Reference? PartyOrNull(string? slug) => slug is null ? null : Party(slug);

    public Reference? SpeakerOrNull(string? slug) => slug is null ? null : Of(Noun.Speaker, slug);

    public Reference Issue(string slug) => Of(Noun.Issue, slug);

    public Reference Proposal(string slug) => Of(Noun.Proposal, slug);

    public ArticleReference Article(string slug) => articles[slug];

    /// <summary>Whether citations of the article are shown.</summary>
    public bool Shows(string article) => without is null || !without.Contains(article);

    public SourceContract? Source(ReferenceSource? source) =>
        source is null ? null : new(Article(source.Article), source.Paragraph, source.Quote, PartyOrNull(source.AssertedBy));
}
