using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PeaceTalks.ApiTests.Feeds;

/// <summary>What RFC 4287 asks of a feed, and what feed readers and we ask besides: every break of it, in words.</summary>
public static partial class AtomRules
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] OfFeeds =
    [
        "id",
        "title",
        "updated",
        "link",
        "author",
        "category",
        "contributor",
        "generator",
        "icon",
        "logo",
        "rights",
        "subtitle",
        "entry",
    ];
    private static readonly string[] OfEntries =
    [
        "id",
        "title",
        "updated",
        "link",
        "author",
        "category",
        "content",
        "contributor",
        "published",
        "rights",
        "source",
        "summary",
    ];
    private static readonly string[] OfHtml = ["p", "ul", "li", "strong", "em", "cite", "q", "a"];

    public static List<string> Breaks(XDocument document)
    {
        if (document.Root?.Name != Atom + "feed")
        {
            return ["The root is no feed of Atom"];
        }

        var feed = document.Root;
        var entries = feed.Elements(Atom + "entry").ToList();
        var instants = entries.Select(x => (string?)x.Element(Atom + "updated") ?? "").ToList();
        return
        [
            .. Children(feed, OfFeeds, one: ["id", "title", "updated"], atMostOne: ["generator", "icon", "logo", "rights", "subtitle"]),
            .. Common(feed),
            .. entries.SelectMany(Entry),
            .. If(
                feed.Element(Atom + "author") is null && entries.Any(x => x.Element(Atom + "author") is null),
                "An entry has no author, and neither has the feed"
            ),
            .. If(Relations(feed, "self").Count() != 1, "A feed has one link to itself"),
            .. If(Relations(feed, "next").Count() > 1, "A page has one next page at most"),
            .. entries
                .Select(x => (string?)x.Element(Atom + "id"))
                .Append((string?)feed.Element(Atom + "id"))
                .GroupBy(x => x)
                .Where(x => x.Count() > 1)
                .Select(x => $"Two have the id {x.Key}"),
            .. If(!instants.OrderDescending(StringComparer.Ordinal).SequenceEqual(instants), "Entries are not newest first"),
        ];
    }

    private static IEnumerable<string> Entry(XElement entry) =>
        [
            .. Children(
                entry,
                OfEntries,
                one: ["id", "title", "updated"],
                atMostOne: ["content", "published", "rights", "source", "summary"]
            ),
            .. Common(entry),
            .. If(
                entry.Element(Atom + "content") is null && !Relations(entry, "alternate").Any(),
                "An entry without content has no link to it"
            ),
            .. entry.Elements(Atom + "content").SelectMany(Content),
        ];

    private static IEnumerable<string> Children(XElement of, string[] known, string[] one, string[] atMostOne) =>
        [
            .. of.Elements()
                .Where(x => x.Name.Namespace != Atom || !known.Contains(x.Name.LocalName))
                .Select(x => $"{of.Name.LocalName} has a {x.Name.LocalName}"),
            .. one.Where(x => of.Elements(Atom + x).Count() != 1)
                .Select(x => $"{of.Name.LocalName} has {of.Elements(Atom + x).Count()} {x}"),
            .. atMostOne.Where(x => of.Elements(Atom + x).Count() > 1).Select(x => $"{of.Name.LocalName} has several {x}"),
            .. If(of.Nodes().OfType<XText>().Any(x => !string.IsNullOrWhiteSpace(x.Value)), $"{of.Name.LocalName} has text of its own"),
        ];

    private static IEnumerable<string> Common(XElement of) =>
        [
            .. of.Elements(Atom + "id").Where(x => !IsAddress(x.Value) || x.Value != x.Value.Trim()).Select(x => $"'{x.Value}' is no IRI"),
            .. of.Elements()
                .Where(x => x.Name.LocalName is "updated" or "published" && !IsInstant(x.Value))
                .Select(x => $"'{x.Value}' is no instant of RFC 3339"),
            .. of.Elements(Atom + "title")
                .Where(x =>
                    x.HasElements || x.Value.Length == 0 || x.Value.Contains('\n') || (string?)x.Attribute("type") is not (null or "text")
                )
                .Select(x => $"'{x}' is no line of text"),
            .. of.Elements(Atom + "author")
                .Where(x => x.Elements(Atom + "name").Count() != 1 || x.Elements().Count() != 1 || x.Value.Trim().Length == 0)
                .Select(x => $"{x} is nobody"),
            .. of.Elements(Atom + "category")
                .Where(x => string.IsNullOrEmpty((string?)x.Attribute("term")))
                .Select(x => $"{x} has no term"),
            .. of.Elements(Atom + "link").Where(x => !IsAddress((string?)x.Attribute("href"))).Select(x => $"{x} leads nowhere"),
            .. of.Elements(Atom + "link")
                .Where(x => !MediaType().IsMatch((string?)x.Attribute("type") ?? ""))
                .Select(x => $"{x} is of no media type"),
            .. of.Elements(Atom + "link")
                .GroupBy(x => ((string?)x.Attribute("rel") ?? "alternate", (string?)x.Attribute("type"), (string?)x.Attribute("hreflang")))
                .Where(x => x.Count() > 1)
                .Select(x => $"Two links are of {x.Key}"),
        ];

    private static IEnumerable<string> Content(XElement content)
    {
        if ((string?)content.Attribute("type") != "html" || content.HasElements || content.Attribute("src") is not null)
        {
            return [$"{content} is no escaped HTML"];
        }

        XElement html;
        try
        {
            html = XElement.Parse($"<div>{content.Value}</div>");
        }
        catch (System.Xml.XmlException failure)
        {
            return [$"{content.Value} is not well formed: {failure.Message}"];
        }

        return
        [
            .. html.Descendants().Where(x => !OfHtml.Contains(x.Name.ToString())).Select(x => $"The content has a {x.Name}"),
            .. html.Descendants()
                .Attributes()
                .Where(x => x.Name != "href" || x.Parent!.Name != "a" || !x.Value.StartsWith("http", StringComparison.Ordinal))
                .Select(x => $"The content has {x}"),
            .. If(html.Nodes().OfType<XText>().Any(), "The content has text outside of its paragraphs"),
        ];
    }

    private static IEnumerable<XElement> Relations(XElement of, string relation) =>
        of.Elements(Atom + "link").Where(x => (string?)x.Attribute("rel") == relation);

    private static IEnumerable<string> If(bool broken, string rule) => broken ? [rule] : [];

    private static bool IsAddress(string? text) =>
        text is not null && Scheme().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsInstant(string text) =>
        Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]*:\S+\z")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[a-z]+/[a-z0-9.+-]+\z")]
    private static partial Regex MediaType();
}
