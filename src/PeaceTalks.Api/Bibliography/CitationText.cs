using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Bibliography;

/// <summary>A citation as one line that a scholar can paste.</summary>
public static class CitationText
{
    /// <param name="ledger">The ledger, the data set, the revision and the day.</param>
    /// <param name="title">What was asked, or what the single record says.</param>
    /// <param name="fate">What became of the record if it is no longer in force. Null otherwise.</param>
    /// <param name="digest">Null for an answer that has none: a table under way.</param>
    /// <param name="articles">The articles with the cited paragraphs, in the order in which the answer shows them.</param>
    public static string ToText(
        string ledger,
        string title,
        string? fate,
        string url,
        string? digest,
        IEnumerable<(ArticleReference Article, IReadOnlyList<int> Paragraphs)> articles
    )
    {
        var based = string.Join("; ", articles.Select(x => Source(x.Article, x.Paragraphs)));
        var end = fate is null ? "" : $" {fate}.";
        var proof = digest is null ? "" : $" {digest}.";
        var sources = based.Length == 0 ? "" : $" Based on: {based}.";
        return $"{ledger}: {title.TrimEnd('.')}.{end} {url}.{proof}{sources}".OnOneLine();
    }

    /// <summary>"paragraphs 3, 5 and 18". Null if there are none.</summary>
    public static string? Places(IReadOnlyList<int> paragraphs) =>
        paragraphs switch
        {
            [] => null,
            [var only] => $"paragraph {only}",
            [.., var last] => $"paragraphs {string.Join(", ", paragraphs.SkipLast(1))} and {last}",
        };

    private static string Source(ArticleReference article, IReadOnlyList<int> paragraphs) =>
        string.Join(
            ", ",
            new[] { article.Outlet, $"\"{article.Title}\"", article.PublishedOn.ToEdtf(), Places(paragraphs), article.Url }.OfType<string>()
        );
}
