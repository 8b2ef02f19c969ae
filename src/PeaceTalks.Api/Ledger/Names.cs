using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger;

/// <summary>What answers are written with: the names and articles of one revision.</summary>
public sealed class Names(Pin pin, IReadOnlyDictionary<string, ArticleVersion> articles)
{
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

    /// <summary>The article that this one retells in the end: itself, where it retells none; of articles that retell one another the first by slug.</summary>
    /// <remarks>Follows the articles that are known here (<see cref="NamesQueries.NamesWithOriginalsAsync"/>).</remarks>
    public string OriginalOf(string slug)
    {
        List<string> way = [slug];
        while (articles.TryGetValue(way[^1], out var article) && article.RewriteOf is { } original)
        {
            if (way.IndexOf(original) is var again and >= 0)
            {
                return way.Skip(again).Min(StringComparer.Ordinal)!;
            }

            way.Add(original);
        }

        return way[^1];
    }

    public SourceContract? Source(Source? source) =>
        source is null ? null : new(Article(source.Article), source.Paragraph, source.Quote, PartyOrNull(source.AssertedBy));
}

public static class NamesQueries
{
    /// <summary>The articles named, as known at the revision; one that is not there is left out.</summary>
    public static async Task<Dictionary<string, ArticleVersion>> ArticlesAsync(
        this PeaceTalksDb db, long revision, IEnumerable<string> slugs, CancellationToken cancellation)
    {
        var wanted = slugs.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db.ArticleVersions.AsNoTracking().InForceAt(revision).Where(x => wanted.Contains(x.Slug)).ToDictionaryAsync(x => x.Slug, cancellation);
    }

    /// <summary>All slugs of articles, to say which of them was meant by one that is not there.</summary>
    public static Task<List<string>> ArticleSlugsAsync(this PeaceTalksDb db, long revision, CancellationToken cancellation) =>
        db.ArticleVersions.InForceAt(revision).Select(x => x.Slug).ToListAsync(cancellation);

    public static async Task<Names> NamesAsync(this PeaceTalksDb db, Pin pin, IEnumerable<string> articles, CancellationToken cancellation) =>
        new(pin, await db.ArticlesAsync(pin.Revision, articles, cancellation));

    /// <summary>With the articles that those named retell, and those that these do.</summary>
    public static async Task<Names> NamesWithOriginalsAsync(this PeaceTalksDb db, Pin pin, IEnumerable<string> articles, CancellationToken cancellation)
    {
        var known = await db.ArticlesAsync(pin.Revision, articles, cancellation);
        var found = known;
        while (found.Count > 0)
        {
            found = await db.ArticlesAsync(pin.Revision, found.Values.Select(x => x.RewriteOf).OfType<string>().Except(known.Keys).ToList(), cancellation);
            foreach (var (slug, article) in found)
            {
                known.Add(slug, article);
            }
        }

        return new Names(pin, known);
    }
}
