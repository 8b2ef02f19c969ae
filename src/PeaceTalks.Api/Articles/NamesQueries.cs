using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Articles;

public static class NamesQueries
{
    /// <summary>The articles named, as known at the revision; one that is not there is left out.</summary>
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

    /// <summary>All slugs of articles, to say which of them was meant by one that is not there.</summary>
    public static Task<List<string>> ArticleSlugsAsync(this PeaceTalksDb db, long revision, CancellationToken cancellation) =>
        db.ArticleVersions.InForceAt(revision).Select(x => x.Slug).ToListAsync(cancellation);

    public static async Task<Names> NamesAsync(
        this PeaceTalksDb db,
        Pin pin,
        IEnumerable<string> articles,
        CancellationToken cancellation
    ) => new(pin, References((await db.ArticlesAsync(pin.Revision, articles, cancellation)).Values));

    /// <summary>The names of several revisions, with one statement for the articles of all.</summary>
    /// <returns>By the keys of the pins.</returns>
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

    /// <summary>With the articles that those named retell, and those that these do.</summary>
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
