using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Articles;

public static class NamesQueries
{
    /// <summary>Leaves the digests where they are: they are most of an article, and no citation shows them.</summary>
    private static readonly Expression<Func<ArticleVersion, ReferredArticle>> Referred = x => new ReferredArticle(
        x.RecordedIn,
        x.SupersededIn,
        new ArticleReference(
            x.Slug,
            x.Title,
            x.Outlet,
            x.Url,
            // Its columns one by one. For the whole, EF would read the whole article.
            new DateBounds(x.PublishedOn.Earliest, x.PublishedOn.Latest, x.PublishedOn.Basis),
            x.RewriteOf
        )
    );

    /// <summary>
    /// The named articles, as known at the revision, with their authors and the digests of all paragraphs. Articles that do not exist are
    /// left out. If you need neither, read <see cref="ReferencesAsync"/>.
    /// </summary>
    public static async Task<Dictionary<string, ArticleVersion>> ArticlesAsync(
        this PeaceTalksDb db,
        long revision,
        IEnumerable<string> slugs,
        CancellationToken cancellation
    )
    {
        var wanted = slugs.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db
                .ArticleVersions.AsNoTracking()
                .InForceAt(revision)
                .Where(x => wanted.Contains(x.Slug))
                .ToDictionaryAsync(x => x.Slug, cancellation);
    }

    /// <summary>What citations show of the named articles, as known at the revision. Articles that do not exist are left out.</summary>
    public static async Task<Dictionary<string, ArticleReference>> ReferencesAsync(
        this PeaceTalksDb db,
        long revision,
        IEnumerable<string> slugs,
        CancellationToken cancellation
    )
    {
        var wanted = slugs.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db
                .ArticleVersions.InForceAt(revision)
                .Where(x => wanted.Contains(x.Slug))
                .Select(Referred)
                .ToDictionaryAsync(x => x.Article.Slug, x => x.Article, cancellation);
    }

    /// <summary>The slugs of all articles, for suggestions.</summary>
    public static Task<List<string>> ArticleSlugsAsync(this PeaceTalksDb db, long revision, CancellationToken cancellation) =>
        db.ArticleVersions.InForceAt(revision).Select(x => x.Slug).ToListAsync(cancellation);

    public static async Task<Names> NamesAsync(
        this PeaceTalksDb db,
        Pin pin,
        IEnumerable<string> articles,
        CancellationToken cancellation,
        string[]? without = null
    ) => new(pin, await db.ReferencesAsync(pin.Revision, articles, cancellation), without);

    /// <summary>The names of several revisions. One statement reads the articles of all of them.</summary>
    /// <param name="without">Slugs of articles that are left out, whose citations are not shown.</param>
    /// <returns>By the numbers of the revisions.</returns>
    public static async Task<IReadOnlyDictionary<long, Names>> NamesAsync(
        this PeaceTalksDb db,
        IReadOnlyDictionary<long, Pin> pins,
        IEnumerable<string> articles,
        CancellationToken cancellation,
        string[]? without = null
    )
    {
        var wanted = articles.Distinct().ToArray();
        var versions = await db.ArticleVersions.Where(x => wanted.Contains(x.Slug)).Select(Referred).ToListAsync(cancellation);
        return pins.ToDictionary(
            pin => pin.Key,
            pin => new Names(
                pin.Value,
                versions.Where(x => x.IsInForceAt(pin.Value.Revision)).ToDictionary(x => x.Article.Slug, x => x.Article),
                without
            )
        );
    }

    private sealed record ReferredArticle(long RecordedIn, long? SupersededIn, ArticleReference Article) : ISupersedable;
}
