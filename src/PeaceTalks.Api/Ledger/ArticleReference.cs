using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Ledger;

/// <summary>An article, with all that a citation needs to be shown.</summary>
/// <param name="Outlet">Who published it; null where the text does not say.</param>
/// <param name="RewriteOf">Slug of the article that it retells: no further source.</param>
public sealed record ArticleReference(string Slug, string Title, string? Outlet, string? Url, DateBounds PublishedOn, string? RewriteOf);
