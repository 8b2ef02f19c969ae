using System.Globalization;
using System.Xml.Linq;
using PeaceTalks.Api.Http.Pages;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Bibliography;

/// <summary>What the page of an answer says of it: facts, tables and lines.</summary>
/// <param name="pinned">The answer at whose revision all links stay. Null for an answer that is not pinned.</param>
/// <param name="service">The public address of the service. Empty if it has none.</param>
/// <param name="notes">Why revisions were made, as far as the page says so.</param>
internal sealed class AnswerPageContent(ICitable? pinned, string service, IReadOnlyDictionary<long, string> notes)
{
    /// <summary><c>Corrected in revision 5 by this record: "Misread"</c></summary>
    public IEnumerable<object> Fate(Supersession superseded) =>
        superseded.Successor is { } path
            ? [$"{superseded.InWords()} by ", Link("this record", path), Note(superseded.Revision)]
            : [superseded.InWords(), Note(superseded.Revision)];

    /// <summary><c>Corrects this record, in revision 5: "Misread"</c></summary>
    public IEnumerable<object> Corrects(Correction correction) =>
        ["Corrects ", Link("this record", correction.Corrected), $", {correction.InWords()}", Note(correction.Revision)];

    public XElement? Facts(IShownAnswer answer)
    {
        var facts = answer.Facts.ToList();
        return facts.Count == 0
            ? null
            : new XElement("dl", facts.Select(x => new[] { new XElement("dt", x.Name), new XElement("dd", Text(x.Text, x.Path)) }));
    }

    public IEnumerable<XElement> Items(IShownAnswer answer)
    {
        XElement[] tables = [.. answer.Tables.Select(Table)];
        XElement[] lines = [.. answer.Lines.Select(Line)];
        return (tables, lines) switch
        {
            ([], []) => [new XElement("p", Nothing)],
            (_, []) => tables,
            _ => [.. tables, new XElement("ol", lines)],
        };
    }

    /// <remarks>When the first record came is not known at revision 0, so its page does not say it.</remarks>
    private string Nothing =>
        pinned is { KnownAt: 0 }
            ? "There is nothing to show: revision 0 is before the first record of this ledger."
            : "There is nothing to show.";

    private string Note(long revision) => notes.TryGetValue(revision, out var note) ? $": \u201C{note}\u201D" : "";

    private XElement Table(ShownTable table) =>
        new(
            "div",
            new XAttribute("class", "table"),
            new XElement(
                "table",
                table.Caption is null ? null : new XElement("caption", table.Caption),
                new XElement("tr", new XElement("td", ""), table.Columns.Select(x => new XElement("th", Text(x.Text, x.Path)))),
                table.Rows.Select(row => new XElement(
                    "tr",
                    new XElement("th", Text(row.Head.Text, row.Head.Path)),
                    row.Cells.Select(x => new XElement("td", Text(x.Text, x.Path)))
                ))
            )
        );

    private XElement Line(ShownLine line) =>
        new(
            "li",
            Text(line.Text, line.Path),
            // On its own page, it stands above.
            line.Superseded
                is { } superseded
            && superseded != pinned?.Superseded
                ? HtmlPage.Note(Fate(superseded))
                : null,
            line.Records.SelectMany(x => x.Citations).DistinctBy(x => (x.Article.Slug, x.Paragraph, x.Quote)).Select(Source)
        );

    private object Text(string text, string? path) => path is null ? text : Link(text, path);

    private XElement Link(string text, string path) =>
        HtmlPage.Link(
            text,
            pinned is not null ? pinned.Pinned(path)
                // What a revision changed has its whole address.
                : path.StartsWith('/') ? service + path
                : path
        );

    private XElement Source(CitationContract citation)
    {
        var (article, paragraph) = (citation.Article, citation.Paragraph.ToString(CultureInfo.InvariantCulture));
        var title = IsWebAddress(article.Url) ? HtmlPage.Link(article.Title, article.Url!) : (object)article.Title;
        return new(
            "div",
            new XAttribute("class", "source"),
            article.Outlet is { } outlet ? $"{outlet}, " : null,
            title,
            $", {article.PublishedOn.ToEdtf()}, paragraph {paragraph}",
            article.RewriteOf is { } original ? new object[] { ", retells ", Link(original, Noun.Article.Path(original)) } : null,
            citation.Quote is { } quote ? $": \u201C{quote}\u201D" : null
        );
    }

    private static bool IsWebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
