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
    /// <summary>The slugs of the articles that have the words of the query at the revision, by the index on their words.</summary>
    /// <remarks>They are found in a query of their own, because EF does not find the columns of a complex property in given SQL.</remarks>
    public static IQueryable<string> ArticlesWith(this PeaceTalksDb db, SearchQuery q, long revision) =>
        db.Database.SqlQueryRaw<string>(
            """
            SELECT slug AS "Value" FROM article_version
            WHERE search_vector(title, coalesce(outlet, '') || ' ' || authors::text) @@ {0}::tsquery
                AND recorded_in <= {1} AND (superseded_in IS NULL OR superseded_in > {1})
            """,
            q.ToTsQuery(),
            revision
        );

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
        this LedgerDatabase database,
        Pin pin,
        string[] slugs,
        CancellationToken cancellation,
        string parameter = "article"
    )
    {
        if (slugs.Length == 0 || !slugs.Except(await SlugsAsync(" AND slug = ANY({1})", (object)slugs)).Any())
        {
            return;
        }

        var mentions = slugs.Select(slug => new SlugReference(parameter, Noun.Article, slug));
        throw Problems.UnknownReferences(pin.Snapshot.Unknown(mentions, await SlugsAsync("")));

        Task<List<string>> SlugsAsync(string chosen, params object[] values) =>
            new SqlStatement(
                "SELECT slug FROM article_version WHERE recorded_in <= {0} AND (superseded_in IS NULL OR superseded_in > {0})" + chosen,
                [pin.Revision, .. values]
            ).ReadAsync(database, reader => reader.GetString(0), cancellation);
    }
}
