using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Ledger;

/// <summary>An article, with everything that you need to show a citation of it.</summary>
/// <param name="Outlet">The publisher. Null if the text does not say.</param>
/// <param name="RewriteOf">Slug of the article that it retells. A retelling is not a further source.</param>
public sealed record ArticleReference(string Slug, string Title, string? Outlet, string? Url, DateBounds PublishedOn, string? RewriteOf);
