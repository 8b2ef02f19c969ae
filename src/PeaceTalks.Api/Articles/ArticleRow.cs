using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Articles;

/// <summary>An article as a line of CSV.</summary>
/// <param name="Outlet">The publisher. Empty if the text does not say.</param>
/// <param name="PublishedOnNote">What the date, or its bounds, are based on.</param>
/// <param name="RewriteOfSlug">The article that this one retells.</param>
/// <param name="Paragraphs">The number of paragraphs.</param>
public sealed record ArticleRow(
    string Slug,
    string Title,
    string? Outlet,
    int AuthorCount,
    string? Authors,
    string? Url,
    string Language,
    DateBounds PublishedOn,
    string? PublishedOnNote,
    string? RewriteOfSlug,
    int Paragraphs,
    int Version,
    long RecordedIn
) : IRow
{
    public static ArticleRow FromArticle(ArticleContract article) =>
        new(
            article.Slug,
            article.Title,
            article.Outlet,
            article.Authors.Count,
            Cells.ToCell(article.Authors),
            article.Url,
            article.Language,
            article.PublishedOn,
            article.PublishedOnNote,
            article.RewriteOf?.Slug,
            article.Paragraphs,
            article.Version,
            article.RecordedIn
        );
}
