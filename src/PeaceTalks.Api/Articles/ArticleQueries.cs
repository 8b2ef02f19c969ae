using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Articles;

public static class ArticleQueries
{
    /// <exception cref="ProblemException">422: an article that a filter names is not there.</exception>
    public static async Task RequireArticlesAsync(this PeaceTalksDb db, Pin pin, string[] slugs, CancellationToken cancellation)
    {
        if (slugs.Length > 0)
        {
            await db.RequireAsync(pin, [.. slugs.Select(slug => new Mention("article", Noun.Article, slug))], cancellation);
        }
    }
}
