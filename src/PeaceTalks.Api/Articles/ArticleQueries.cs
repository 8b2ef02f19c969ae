using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Articles;

public static class ArticleQueries
{
    /// <exception cref="ProblemException">404: the article in the path does not exist.</exception>
    public static async Task<ArticleVersion> RequireArticleAsync(
        this PeaceTalksDb db,
        Pin pin,
        string slug,
        CancellationToken cancellation
    ) =>
        await db.ArticleVersions.AsNoTracking().InForceAt(pin.Revision).SingleOrDefaultAsync(x => x.Slug == slug, cancellation)
        ?? throw Problems.NotFound(
            "article",
            slug,
            Spelling.Nearest(slug, await db.ArticleSlugsAsync(pin.Revision, cancellation)),
            Noun.Article.Path()
        );

    /// <exception cref="ProblemException">422: an article in a filter does not exist.</exception>
    public static async Task RequireArticlesAsync(
        this PeaceTalksDb db,
        Pin pin,
        string[] slugs,
        CancellationToken cancellation,
        string parameter = "article"
    )
    {
        if (slugs.Except((await db.ReferencesAsync(pin.Revision, slugs, cancellation)).Keys).Any())
        {
            var mentions = slugs.Select(slug => new SlugReference(parameter, Noun.Article, slug));
            throw Problems.UnknownReferences(pin.Snapshot.Unknown(mentions, await db.ArticleSlugsAsync(pin.Revision, cancellation)));
        }
    }
}
