using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Pages;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Bibliography;

/// <summary>What a reader may have meant to ask: the answer would be another one with a further parameter.</summary>
/// <param name="Text">What the parameter does.</param>
public sealed record AnswerHint(string Text, string Parameter, string Value);

/// <summary>Looks for hints on the page of an answer.</summary>
public interface IAnswerHints
{
    /// <summary>Null if there is nothing to say.</summary>
    Task<AnswerHint?> FindAsync(ICitable answer, HttpContext http);
}

/// <summary>
/// An answer as a page, for whoever opens its address in a browser: what was asked, what the answer says item by item, where that is
/// reported, and how to cite it.
/// </summary>
public sealed class AnswerPage(IOptions<JsonOptions> json) : IAnswerFormat
{
    private readonly Lazy<JsonSerializerOptions> indented = new(() =>
        new JsonSerializerOptions(json.Value.JsonSerializerOptions) { WriteIndented = true }
    );

    public string Name => "html";
    public string MediaType => HtmlPage.MediaType;
    public string Meaning => "A page for people: what browsers get when they open an address.";
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(ICitable));

    public async Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        var shown = (ICitable)answer;
        var self = shown.Links.Self;
        var hint = await http.RequestServices.GetRequiredService<IAnswerHints>().FindAsync(shown, http);
        return HtmlPage.Write(
            QuestionTitle.OfAnswer(shown),
            shown.Superseded is { } superseded ? HtmlPage.Note(Fate(superseded, shown)) : null,
            new XElement("p", Pinned(shown), HtmlPage.Link("this address", self), " gives the same answer at any time."),
            hint is null ? null : HtmlPage.Note(HtmlPage.Link(hint.Text, self, hint.Parameter, hint.Value)),
            Facts(shown),
            Items(shown),
            shown is IPage { Next: var (parameter, value) } ? HtmlPage.Link("The next page", self, parameter, value) : null,
            new XElement("p", Links(self, OutputFormats.Tables(http)), HtmlPage.WaysOn()),
            new XElement(
                "details",
                new XElement("summary", "All of it"),
                new XElement("pre", JsonSerializer.Serialize(answer, answer.GetType(), indented.Value))
            )
        );
    }

    private static string Pinned(ICitable answer) =>
        (answer.Day is { } day ? $"As of the end of {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, as" : "As")
        + $" known at revision {answer.KnownAt.ToString(CultureInfo.InvariantCulture)} of the ledger; ";

    private static IEnumerable<object> Fate(Supersession superseded, ICitable answer) =>
        superseded.Successor is { } path
            ? [$"{superseded.InWords()} by ", HtmlPage.Link("this record", answer.Pinned(path))]
            : [superseded.InWords()];

    private static XElement? Facts(ICitable answer)
    {
        var facts = answer.Facts.ToList();
        return facts.Count == 0
            ? null
            : new XElement("dl", facts.Select(x => new[] { new XElement("dt", x.Name), new XElement("dd", Text(x.Text, x.Path, answer)) }));
    }

    private static IEnumerable<XElement> Items(ICitable answer)
    {
        XElement[] tables = [.. answer.Tables.Select(x => Table(x, answer))];
        XElement[] lines = [.. answer.Lines.Select(x => Line(x, answer))];
        return (tables, lines) switch
        {
            ([], []) => [new XElement("p", "There is nothing to show.")],
            (_, []) => tables,
            _ => [.. tables, new XElement("ol", lines)],
        };
    }

    private static XElement Table(ShownTable table, ICitable answer) =>
        new(
            "div",
            new XAttribute("class", "table"),
            new XElement(
                "table",
                table.Caption is null ? null : new XElement("caption", table.Caption),
                new XElement("tr", new XElement("td", ""), table.Columns.Select(x => new XElement("th", Text(x.Text, x.Path, answer)))),
                table.Rows.Select(row => new XElement(
                    "tr",
                    new XElement("th", Text(row.Head.Text, row.Head.Path, answer)),
                    row.Cells.Select(x => new XElement("td", Text(x.Text, x.Path, answer)))
                ))
            )
        );

    private static XElement Line(ShownLine line, ICitable answer) =>
        new(
            "li",
            Text(line.Text, line.Path, answer),
            // On its own page, it stands above.
            line.Superseded
                is { } superseded
            && superseded != answer.Superseded
                ? HtmlPage.Note(Fate(superseded, answer))
                : null,
            line.Records.SelectMany(x => x.Citations).DistinctBy(x => (x.Article.Slug, x.Paragraph, x.Quote)).Select(Source)
        );

    private static object Text(string text, string? path, ICitable answer) =>
        path is null ? text : HtmlPage.Link(text, answer.Pinned(path));

    private static XElement Source(CitationContract citation)
    {
        var (article, paragraph) = (citation.Article, citation.Paragraph.ToString(CultureInfo.InvariantCulture));
        var title = IsWebAddress(article.Url) ? HtmlPage.Link(article.Title, article.Url!) : (object)article.Title;
        return new(
            "div",
            new XAttribute("class", "source"),
            article.Outlet is { } outlet ? $"{outlet}, " : null,
            title,
            $", {article.PublishedOn.ToEdtf()}, paragraph {paragraph}",
            citation.Quote is { } quote ? $": \u201C{quote}\u201D" : null
        );
    }

    private static bool IsWebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>The answer in other forms.</summary>
    private static IEnumerable<object> Links(string self, IEnumerable<ITableFormat> tables) =>
        tables
            .Select(x => (Text: $"This answer as {x.Name.ToUpperInvariant()}", Format: x.Name))
            .Prepend((Text: "This answer as JSON", Format: OutputFormats.Json))
            .Append((Text: "How to cite it", Format: CitationFormat.Text))
            .SelectMany(x => new object[] { HtmlPage.Link(x.Text, self, OutputFormats.Parameter, x.Format), " " });
}
