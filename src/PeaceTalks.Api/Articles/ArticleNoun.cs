using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Articles;

/// <inheritdoc/>
/// <remarks>Snapshots contain no articles, because there are too many.</remarks>
public sealed class ArticleNoun() : ReferenceNoun<Article, ArticleVersion, ArticleContract>(Noun.Article)
{
    public override async Task<IReadOnlyCollection<string>> SlugsAsync(PeaceTalksDb db, Pin pin, CancellationToken cancellation) =>
        await db.ArticleSlugsAsync(pin.Revision, cancellation);

    public override async Task<IReadOnlyCollection<string>> KnownSlugsAsync(
        PeaceTalksDb db,
        Pin pin,
        IReadOnlyCollection<string> slugs,
        CancellationToken cancellation
    ) => (await db.ReferencesAsync(pin.Revision, slugs, cancellation)).Keys;

    /// <summary>
    /// For articles, new names must not look like names of outlets. Each outlet is listed once, with the slug of one of its articles.
    /// </summary>
    public override async Task<NameIndex> NamesAsync(PeaceTalksDb db, Pin pin, CancellationToken cancellation)
    {
        var outlets = await db
            .ArticleVersions.Where(x => x.SupersededIn == null && x.Outlet != null)
            .GroupBy(x => x.Outlet!)
            .Select(x => new { Outlet = x.Key, Slug = x.Min(article => article.Slug)! })
            .ToListAsync(cancellation);
        return NameIndex.Empty.With(outlets.Select(x => new Naming(x.Slug, x.Outlet)));
    }

    protected override IEnumerable<string> ArticlesOf(ArticleVersion article, ReferenceSnapshot snapshot) =>
        article.RewriteOf is { } original ? [original] : [];

    protected override ArticleContract ToContract(ArticleVersion article, Names names, IEnumerable<ISupersedable> related) =>
        ArticleContract.FromArticle(article, names);
}

public static class ArticleSetup
{
    public static void AddArticles(this IServiceCollection services)
    {
        services.AddReferenceNoun<ArticleNoun>();
        services.AddTable<ArticleContract, ArticleRow>(ArticleRow.FromArticle);
        services.Configure<ConstraintMessages>(messages =>
        {
            messages.Add("rewrites_have_no_cycle", "/item/rewriteOf", "would make the article a retelling of itself");
        });
    }
}
