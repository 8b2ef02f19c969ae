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

    /// <exception cref="ProblemException">422: a paragraph beyond the last one is cited or remarked on.</exception>
    public static async Task RequireParagraphsAsync(this PeaceTalksDb db, string article, int paragraphs, CancellationToken cancellation)
    {
        var last = Math.Max(
            await db.Citations.Where(x => x.Article == article).MaxAsync(x => (int?)x.Paragraph, cancellation) ?? 0,
            await db.Remarks.Where(x => x.Article == article).MaxAsync(x => (int?)x.Paragraph, cancellation) ?? 0);
        if (last > paragraphs)
        {
            throw Problems.Unprocessable("/item/paragraphDigests", $"ends at {paragraphs}, but paragraph {last} is cited or remarked on; keep it");
        }
    }

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
