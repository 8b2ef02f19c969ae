using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>
/// An answer as a page, for whoever opens its address in a browser: what was asked, what the answer says line by line, where that is
/// reported, and how to cite it.
/// </summary>
/// <remarks>The page runs nothing and loads nothing.</remarks>
public sealed class AnswerPage(IOptions<JsonOptions> json) : IAnswerFormat
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
        li { margin: 0.7rem 0; }
        .source { font-size: 0.9rem; margin: 0.1rem 0; opacity: 0.8; }
        pre { overflow: auto; font-size: 0.85rem; max-height: 70vh; }
        """;

    /// <summary>The content security policy of the page.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A question may hold characters that XML does not have. A browser shows them as it can.</summary>
    private static readonly XmlWriterSettings AnyCharacters = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    private readonly Lazy<JsonSerializerOptions> indented = new(() =>
        new JsonSerializerOptions(json.Value.JsonSerializerOptions) { WriteIndented = true }
    );

    public string Name => "html";
    public string MediaType => "text/html";
    public string Meaning => "A page for people: what browsers get when they open an address.";
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(ICitable));

    public Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(page, AnyCharacters))
        {
            ToPage((ICitable)answer, JsonSerializer.Serialize(answer, answer.GetType(), indented.Value)).WriteTo(writer);
        }

        return Task.FromResult(Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static XElement ToPage(ICitable answer, string whole)
    {
        var title = answer.Headline ?? QuestionTitle.FromAddress(answer.Links.Self);
        return new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", $"{title} - PeaceTalks"),
                new XElement("style", Style)
            ),
            new XElement(
                "body",
                new XElement("h1", title),
                new XElement(
                    "p",
                    Pinned(answer),
                    new XElement("a", new XAttribute("href", answer.Links.Self), "this address"),
                    " gives the same answer at any time."
                ),
                Lines(answer) is { Count: > 0 } lines ? new XElement("ol", lines) : new XElement("p", "There is nothing to show."),
                answer is IPage { Next: var (parameter, value) } ? Link("The next page", answer.Links.Self, parameter, value) : null,
                new XElement(
                    "p",
                    Link("This answer as JSON", answer.Links.Self, OutputFormats.Parameter, OutputFormats.Json),
                    " ",
                    Link("How to cite it", answer.Links.Self, OutputFormats.Parameter, "citation-text"),
                    " ",
                    new XElement("a", new XAttribute("href", "/"), "Ask something else")
                ),
                new XElement("details", new XElement("summary", "All of it"), new XElement("pre", whole))
            )
        );
    }

    private static string Pinned(ICitable answer) =>
        (answer.Day is { } day ? $"As of the end of {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, as" : "As")
        + $" known at revision {answer.KnownAt.ToString(CultureInfo.InvariantCulture)} of the ledger; ";

    /// <summary>An item of a list each, with its records; of anything else, a record each.</summary>
    private static List<XElement> Lines(ICitable answer) =>
        answer is IPage<object> { Items: var items } && items.Any(x => x is IHasHeadline)
            ? [.. items.Select(x => Line(x is IHasHeadline { Headline: var headline } ? headline : null, Records(x)))]
            : [.. Records(answer).Select(x => Line(x.Headline, [x]))];

    private static IEnumerable<CitedRecord> Records(object of) =>
        of is ICited cited ? cited.Cited().DistinctBy(x => (x.Noun, x.Subject)) : [];

    private static XElement Line(string? headline, IEnumerable<CitedRecord> records) =>
        new("li", headline, records.SelectMany(x => x.Citations).DistinctBy(x => (x.Article.Slug, x.Paragraph, x.Quote)).Select(Source));

    private static XElement Source(CitationContract citation)
    {
        var (article, paragraph) = (citation.Article, citation.Paragraph.ToString(CultureInfo.InvariantCulture));
        var title = IsWebAddress(article.Url)
            ? new XElement("a", new XAttribute("href", article.Url!), article.Title)
            : (object)article.Title;
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

    private static XElement Link(string text, string address, string parameter, string value) =>
        new("a", new XAttribute("href", QueryHelpers.AddQueryString(address, parameter, value)), text);
}
