using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Codings;

/// <summary>Articles with what was coded from each of their paragraphs. <see cref="ArticlesController"/> lists the articles.</summary>
[ApiController]
[Route("api/v1/articles")]
[Tags("Evidence")]
public sealed class CodedArticlesController(
    ArticleNoun noun,
    PeaceTalksDb db,
    PinReader pins,
    ReferenceWriter references,
    CodingWriter codings,
    ArticleReader reader
) : ControllerBase
{
    /// <summary>Get an article, paragraph by paragraph</summary>
    /// <remarks>
    /// Each paragraph comes with its number and digest, and with the positions, milestones, meetings and remarks on it. Paragraphs that
    /// were examined and found to hold nothing are included. `examined` is false for a paragraph that nobody has coded yet; `coverage`
    /// counts the others, by what accounts for them.
    /// </remarks>
    [HttpGet("{slug}", Name = "getArticle"), RequiresRole(Role.Reader)]
    public async Task<ArticlePage> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, await db.RequireArticleAsync(pin, slug, cancellation), cancellation);
    }

    /// <summary>Add an article</summary>
    /// <remarks>
    /// Send what identifies the article, and its paragraphs: their `text`, of which the service keeps the digests alone, or their number, or
    /// their digests. Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is
    /// validated and you get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addArticle"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ArticlePage>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ArticlePage>> Add(
        LedgerWrite<ArticleInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var article = await references.AddAsync(
            noun,
            write.Item,
            write.By(User),
            dryRun,
            (pin, x) => AnswerAsync(pin, x, cancellation, dryRun),
            cancellation
        );
        return dryRun ? article : CreatedAtRoute("getArticle", new { slug = article.Article.Slug }, article);
    }

    /// <summary>Edit an article</summary>
    /// <remarks>
    /// Send the whole article, and the version that you have read as `If-Match`. The edit creates one revision, or none if nothing changes.
    /// </remarks>
    [HttpPut("{slug}", Name = "editArticle"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public async Task<ArticlePage> Edit(
        string slug,
        LedgerWrite<ArticleInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var version = Request.RequiredVersion();
        var pin = await pins.ReadAsync(null, null, cancellation);
        // If another edit comes between, the version is stale, and nothing is written.
        var item = write.Item.After(await db.RequireArticleAsync(pin, slug, cancellation));
        return await references.EditAsync(
            noun,
            slug,
            version,
            item,
            write.By(User),
            dryRun,
            (pin, x) => AnswerAsync(pin, x, cancellation, dryRun),
            cancellation,
            check: () => db.RequireParagraphsAsync(slug, item.DigestsOfParagraphs().Count, cancellation, item.ParagraphsPlace)
        );
    }

    /// <summary>Record everything that an article holds</summary>
    /// <remarks>
    /// Positions, milestones, meetings, remarks, and citations of records that another article reported first. They become one revision:
    /// all of them are written, or none. With `dryRun=true` the request is checked and answered, including what it would change of what is
    /// held, but nothing is written.
    /// </remarks>
    [HttpPost("{slug}/coding", Name = "recordCoding"), RequiresRole(Role.Analyst), Costly]
    [Tags("Record")]
    [ProducesResponseType<Written<CodingContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<CodingContract>>> Code(
        string slug,
        LedgerWrite<CodingInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var written = await codings.RecordAsync(write.Item, slug, write.By(User), dryRun, cancellation);
        HttpContext.SetRevisionHeader(written);
        return dryRun ? written : CreatedAtRoute("getArticle", new { slug }, written);
    }

    private async Task<ArticlePage> AnswerAsync(Pin pin, ArticleVersion article, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.SetVersionHeaders(pin, article.Version, dryRun);
        return await reader.ReadAsync(article, pin, HttpContext.LinksTo(pin, $"{Noun.Article.Path()}/{article.Slug}"), cancellation);
    }
}
