using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Articles;

[ApiController]
[Route("api/v1/articles")]
[Tags("Evidence")]
public sealed class ArticlesController(PeaceTalksDb db, LedgerDatabase database, PinReader pins) : ControllerBase
{
    /// <summary>List articles</summary>
    /// <remarks>The list is sorted by slug. It has titles, outlets, dates and what the dates are based on, but never the prose.</remarks>
    /// <param name="outlet">Name of an outlet, as the articles give it.</param>
    /// <param name="rewriteOf">Slug of an article. Selects the articles that retell it.</param>
    [HttpGet(Name = "listArticles"), RequiresRole(Role.Reader)]
    public async Task<KnownPage<ArticleContract>> List(
        [FromQuery] string[] outlet,
        [FromQuery] string[] rewriteOf,
        [FromQuery] SearchQuery? q = null,
        string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        await database.RequireOutletsAsync(pin, outlet, cancellation);
        await database.RequireArticlesAsync(pin, rewriteOf, cancellation, "rewriteOf");
        var articles = db.ArticleVersions.AsNoTracking().InForceAt(pin.Revision);
        if (q is not null)
        {
            var having = db.ArticlesWith(q, pin.Revision);
            articles = articles.Where(x => having.Contains(x.Slug));
        }

        articles = outlet.Length == 0 ? articles : articles.Where(x => outlet.Contains(x.Outlet));
        articles = rewriteOf.Length == 0 ? articles : articles.Where(x => rewriteOf.Contains(x.RewriteOf));
        articles = start is [var after] ? articles.Where(x => string.Compare(x.Slug, after) > 0) : articles;
        var found = await articles.OrderBy(x => x.Slug).Take(limit + 1).ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        var names = await db.NamesAsync(pin, shown.Select(x => x.RewriteOf).OfType<string>(), cancellation);
        return new KnownPage<ArticleContract>(
            pin.Revision,
            [.. shown.Select(x => ArticleContract.FromArticle(x, names))],
            found.Count > limit ? Request.NextCursor(pin, shown[^1].Slug) : null,
            HttpContext.Pinned(pin, dated: false)
        );
    }
}
