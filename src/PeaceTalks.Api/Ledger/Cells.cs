using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger;

/// <summary>Writes a list as the text of one cell, with semicolons between the items. An empty list is null.</summary>
public static class Cells
{
    /// <summary><c>donbas-territory; donetsk-withdrawal</c></summary>
    public static string? AsCell(this IEnumerable<Reference> references) => ToCell(references.Select(x => x.Slug));

    /// <summary><c>Zelenskyy (en); Зеленський (uk)</c></summary>
    public static string? AsCell(this IEnumerable<Alias> aliases) => ToCell(aliases.Select(x => $"{x.Name} ({x.Language})"));

    /// <summary><c>Reuters, "Title", 2026-01-07, paragraph 3: "quoted words"</c></summary>
    public static string? AsCell(this IEnumerable<CitationContract> citations) =>
        ToCell(
            citations.Select(x =>
                $"{(x.Article.Outlet is null ? "" : $"{x.Article.Outlet}, ")}\"{x.Article.Title}\", {x.Article.PublishedOn}, paragraph {x.Paragraph}{(x.Quote is null ? "" : $": \"{x.Quote}\"")}"
            )
        );

    /// <summary><c>, 2022-02 to 2024-09-05</c>, as far as the days are known.</summary>
    public static string Span(DateBounds? from, DateBounds? until) =>
        (from, until) switch
        {
            (null, null) => "",
            (_, null) => $", from {from}",
            (null, _) => $", until {until}",
            _ => $", {from} to {until}",
        };

    public static string? ToCell(IEnumerable<string> items) => string.Join("; ", items) is { Length: > 0 } cell ? cell : null;
}

/// <summary>The first citation of a record, in columns.</summary>
/// <param name="Article">Slug of the article.</param>
/// <param name="PublishedOn">When the article was published, in EDTF.</param>
public sealed record CitationColumns(
    string Article,
    string? Outlet,
    string Title,
    string? Url,
    string PublishedOn,
    int Paragraph,
    string? Quote
)
{
    public static CitationColumns? FirstOf(IReadOnlyList<CitationContract> citations) =>
        citations is [var (article, paragraph, quote, _), ..]
            ? new(article.Slug, article.Outlet, article.Title, article.Url, article.PublishedOn.ToEdtf(), paragraph, quote)
            : null;
}
