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

    /// <remarks>
    /// An outlet still exists when all of its articles have been given another one: you can ask for what was known before the edit, and
    /// compare it.
    /// </remarks>
    /// <exception cref="ProblemException">422: no article ever had an outlet of this name, written so.</exception>
    public static async Task RequireOutletsAsync(this LedgerDatabase database, Pin pin, string[] outlets, CancellationToken cancellation)
    {
        if (
            outlets.Length == 0
            || await OutletsAsync(" AND outlet = ANY({1})", (object)outlets) is var found && !outlets.Except(found).Any()
        )
        {
            return;
        }

        var all = await OutletsAsync(" AND outlet IS NOT NULL");
        throw Problems.UnknownReferences(
            outlets
                .Except(found)
                .Select(name => Problems.Unknown("outlet", "outlet", name, Spelling.Nearest(name, all), Noun.Article.Path()))
        );

        Task<List<string>> OutletsAsync(string chosen, params object[] values) =>
            new SqlStatement(
                "SELECT DISTINCT outlet FROM article_version WHERE recorded_in <= {0}" + chosen,
                [pin.Revision, .. values]
            ).ReadAsync(database, reader => reader.GetString(0), cancellation);
    }
}
