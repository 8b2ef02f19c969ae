using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Limits;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Articles;

[ApiController]
[Route("api/v1/articles")]
[Tags("Evidence")]
public sealed class ArticlesController(PeaceTalksDb db, PinReader pins, ReferenceWriter references, CodingWriter codings, ArticleReader reader) : ControllerBase
{
    /// <summary>The articles</summary>
    /// <remarks>By slug: titles, outlets, dates and what the dates rest on; never the prose.</remarks>
    /// <param name="outlet">Name of an outlet, as the articles have it.</param>
    /// <param name="rewriteOf">Slug of the article that they retell.</param>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<ArticleContract>> List(
        [FromQuery] string[] outlet, [FromQuery] string[] rewriteOf, string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        await db.RequireArticlesAsync(pin, rewriteOf, cancellation, "rewriteOf");
        var articles = db.ArticleVersions.AsNoTracking().InForceAt(pin.Revision);
        articles = outlet.Length == 0 ? articles : articles.Where(x => outlet.Contains(x.Outlet));
        articles = rewriteOf.Length == 0 ? articles : articles.Where(x => rewriteOf.Contains(x.RewriteOf));
        articles = start is [var after] ? articles.Where(x => string.Compare(x.Slug, after) > 0) : articles;
        var found = await articles.OrderBy(x => x.Slug).Take(limit + 1).ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        var names = await db.NamesAsync(pin, shown.Select(x => x.RewriteOf).OfType<string>(), cancellation);
        return new KnownPage<ArticleContract>(
            pin.Revision, [.. shown.Select(x => ArticleContract.Of(x, names))], found.Count > limit ? Request.NextCursor(pin, shown[^1].Slug) : null,
            HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>An article, paragraph by paragraph</summary>
    /// <remarks>
    /// Every paragraph's number and digest with the positions, milestones and remarks on it: also what was examined and found to hold nothing.
    /// `examined` is false for a paragraph that nobody has coded yet.
    /// </remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<ArticlePage> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, await db.RequireArticleAsync(pin, slug, cancellation), cancellation);
    }

    /// <summary>Add an article</summary>
    /// <remarks>
    /// Becomes one revision. What identifies it and the digests of its paragraphs, never its prose. A slug that is taken is a conflict.
    /// With `dryRun=true` all is checked and answered, and nothing written.
    /// </remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ArticlePage>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ArticlePage>> Add(LedgerWrite<ArticleInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var article = await references.AddAsync(Noun.Article, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? article : CreatedAtAction(nameof(Get), new { slug = article.Article.Slug }, article);
    }

    /// <summary>Edit an article</summary>
    /// <remarks>Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`).</remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<ArticlePage> Edit(string slug, LedgerWrite<ArticleInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        references.EditAsync(
            Noun.Article, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation,
            check: () => db.RequireParagraphsAsync(slug, write.Item.ParagraphDigests.Count, cancellation));

    /// <summary>Record all that an article holds</summary>
    /// <remarks>
    /// Positions, milestones, remarks, and citations of records that another article reported first, as one revision: all of it, or nothing.
    /// With `dryRun=true` all is checked and answered, with what it would change of what is held, and nothing written.
    /// </remarks>
    [HttpPost("{slug}/coding"), Needs(Role.Analyst), Costly]
    [Tags("Record")]
    [ProducesResponseType<Written<CodingContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<CodingContract>>> Code(
        string slug, LedgerWrite<CodingInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        await db.RequireArticleAsync(head, slug, cancellation);
        var written = await codings.RecordAsync(write.Item, write.By(User), (list, i) => $"/item/{list}/{i}", slug, dryRun, cancellation);
        return dryRun ? written : CreatedAtAction(nameof(Get), new { slug }, written);
    }

    private async Task<ArticlePage> AnswerAsync(Pin pin, ArticleVersion article, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, article.Version, dryRun);
        return await reader.ReadAsync(article, pin, pin.PinnedTo($"{Mentions.PathOf(Noun.Article)}/{article.Slug}"), cancellation);
    }
}
