using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Articles;

public static class NamesQueries
{
    /// <summary>The named articles, as known at the revision. Articles that do not exist are left out.</summary>
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

    /// <summary>The slugs of all articles, for suggestions.</summary>
    public static Task<List<string>> ArticleSlugsAsync(this PeaceTalksDb db, long revision, CancellationToken cancellation) =>
        db.ArticleVersions.InForceAt(revision).Select(x => x.Slug).ToListAsync(cancellation);

    public static async Task<Names> NamesAsync(
        this PeaceTalksDb db,
        Pin pin,
        IEnumerable<string> articles,
        CancellationToken cancellation
    ) => new(pin, References((await db.ArticlesAsync(pin.Revision, articles, cancellation)).Values));

    /// <summary>The names of several revisions. One statement reads the articles of all of them.</summary>
    /// <returns>By the numbers of the revisions.</returns>
    public static async Task<IReadOnlyDictionary<long, Names>> NamesAsync(
        this PeaceTalksDb db,
        IReadOnlyDictionary<long, Pin> pins,
        IEnumerable<string> articles,
        CancellationToken cancellation
    )
    {
        var wanted = articles.Distinct().ToArray();
        var versions = (await db.ArticleVersions.AsNoTracking().Where(x => wanted.Contains(x.Slug)).ToListAsync(cancellation)).ToLookup(x =>
            x.Slug
        );
        return pins.ToDictionary(
            pin => pin.Key,
            pin => new Names(
                pin.Value,
                References(
                    versions.Select(x => x.SingleOrDefault(version => version.IsInForceAt(pin.Value.Revision))).OfType<ArticleVersion>()
                )
            )
        );
    }

    /// <summary>Includes the articles that the named ones retell, and those that these retell in turn.</summary>
    public static async Task<Names> NamesWithOriginalsAsync(
        this PeaceTalksDb db,
        Pin pin,
        IEnumerable<string> articles,
        CancellationToken cancellation
    )
    {
        var known = await db.ArticlesAsync(pin.Revision, articles, cancellation);
        var found = known;
        while (found.Count > 0)
        {
            found = await db.ArticlesAsync(
                pin.Revision,
                found.Values.Select(x => x.RewriteOf).OfType<string>().Except(known.Keys).ToList(),
                cancellation
            );
            foreach (var (slug, article) in found)
            {
                known.Add(slug, article);
            }
        }

        return new Names(pin, References(known.Values));
    }

    private static Dictionary<string, ArticleReference> References(IEnumerable<ArticleVersion> articles) =>
        articles.ToDictionary(x => x.Slug, x => x.ToReference());
}
