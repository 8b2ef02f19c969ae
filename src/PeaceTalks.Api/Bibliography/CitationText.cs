using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Bibliography;

/// <summary>A citation as one line that a scholar can paste.</summary>
public static class CitationText
{
    /// <param name="ledger">The ledger, the data set, the revision and the day.</param>
    /// <param name="title">What was asked, or what the single record says and on whose word.</param>
    /// <param name="fate">What the record corrects, and what became of it if it is no longer in force. Null otherwise.</param>
    /// <param name="digest">Null for an answer that has none: a table under way.</param>
    /// <param name="articles">The articles with the cited paragraphs, in the order in which the answer shows them.</param>
    public static string ToText(
        string ledger,
        string title,
        string? fate,
        string url,
        string? digest,
        IEnumerable<(ArticleReference Article, CitedPlaces Places)> articles
    )
    {
        var based = string.Join("; ", articles.Select(x => Source(x.Article, x.Places)));
        var end = fate is null ? "" : $" {fate}.";
        var proof = digest is null ? "" : $" {digest}.";
        var sources = based.Length == 0 ? "" : $" Based on: {based}.";
        return $"{ledger}: {title.TrimEnd('.')}.{end} {url}.{proof}{sources}".OnOneLine();
    }

    /// <summary>"paragraphs 3, 5 and 18". With quotes: "paragraph 3: "We agree."". Null if there are no paragraphs.</summary>
    public static string? Places(CitedPlaces places)
    {
        var quotes = places.Quotes.Count == 0 ? "" : $": {string.Join(", ", places.Quotes.Select(Quoted))}";
        return places.Paragraphs switch
        {
            [] => null,
            [var only] => $"paragraph {only}{quotes}",
            [.., var last] => $"paragraphs {string.Join(", ", places.Paragraphs.SkipLast(1))} and {last}{quotes}",
        };
    }

    /// <summary>The text in quotation marks.</summary>
    public static string Quoted(string text) => $"\"{text}\"";

    /// <summary>Says that an article is no further source.</summary>
    /// <param name="original">Slug of the article that it retells. Null if it retells none.</param>
    public static string? Retells(string? original) => original is null ? null : $"retells {original}";

    /// <summary><c>Reuters, "Title", 2026-01-07, paragraph 3, https://...</c></summary>
    public static string Source(ArticleReference article, CitedPlaces places) =>
        string.Join(
            ", ",
            new[]
            {
                article.Outlet,
                Quoted(article.Title),
                article.PublishedOn.ToEdtf(),
                Retells(article.RewriteOf),
                Places(places),
                article.Url,
            }.OfType<string>()
        );
}
