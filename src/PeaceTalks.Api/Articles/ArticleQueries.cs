using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Articles;

public static class ArticleQueries
{
    /// <exception cref="ProblemException">404: the article that the path names is not there.</exception>
    public static async Task<ArticleVersion> RequireArticleAsync(this PeaceTalksDb db, Pin pin, string slug, CancellationToken cancellation) =>
        await db.ArticleVersions.AsNoTracking().InForceAt(pin.Revision).SingleOrDefaultAsync(x => x.Slug == slug, cancellation)
        ?? throw Problems.NotFound(
            "article", slug, Spelling.Nearest(slug, await db.ArticleSlugsAsync(pin.Revision, cancellation)), Ledger.Mentions.PathOf(Noun.Article));

    /// <exception cref="ProblemException">422: an article that a filter names is not there.</exception>
    public static async Task RequireArticlesAsync(
        this PeaceTalksDb db, Pin pin, string[] slugs, CancellationToken cancellation, string parameter = "article")
    {
        if (slugs.Length > 0)
        {
            await db.RequireAsync(pin, [.. slugs.Select(slug => new Mention(parameter, Noun.Article, slug))], cancellation);
        }
    }
}
