using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace PeaceTalks.Api.Http.Pages;

/// <summary>The frame of a page for people.</summary>
/// <remarks>The page runs nothing and loads nothing. It is made of XML, so that text stays text.</remarks>
public static class HtmlPage
{
    public const string MediaType = "text/html";
    public const string ContentType = $"{MediaType}; charset=utf-8";

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
        li { margin: 0.7rem 0; overflow-wrap: anywhere; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
        dt { opacity: 0.8; }
        dd { margin: 0; }
        .note { border-left: 0.3rem solid; padding-left: 0.7rem; }
        .source { font-size: 0.9rem; margin: 0.1rem 0; opacity: 0.8; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.9rem; line-height: 1.35; }
        caption { font-weight: bold; padding: 0.5rem 0; text-align: left; }
        th, td { border: 1px solid; min-width: 7rem; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
        pre { overflow: auto; font-size: 0.85rem; max-height: 70vh; }
        """;

    /// <summary>The content security policy of every such page.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A question may hold characters that XML does not have. A browser shows them as it can.</summary>
    private static readonly XmlWriterSettings AnyCharacters = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    /// <param name="body">What comes below the title. Null for what is left out.</param>
    public static byte[] Write(string title, params IEnumerable<object?> body)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", $"{title} - PeaceTalks"),
                new XElement("style", Style)
            ),
            new XElement("body", new XElement("h1", title), body)
        );
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, AnyCharacters))
        {
            page.WriteTo(writer);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static XElement Link(string text, string address) => new("a", new XAttribute("href", address), text);

    /// <summary>A link to the same address with one more parameter.</summary>
    public static XElement Link(string text, string address, string parameter, string value) =>
        Link(text, QueryHelpers.AddQueryString(address, parameter, value));

    /// <summary>The address without a parameter.</summary>
    public static string Without(string address, string parameter) =>
        address.Split('?', 2) is [var path, var query]
            ? QueryHelpers.AddQueryString(path, QueryHelpers.ParseQuery(query).Where(x => x.Key != parameter))
            : address;

    /// <summary>A paragraph that the reader is not to miss.</summary>
    public static XElement Note(params object?[] content) => new("p", new XAttribute("class", "note"), content);

    /// <summary>Where a page leads that leads nowhere else.</summary>
    public static IEnumerable<object> WaysOn() =>
        [Link("Ask something else", "/"), " ", Link("Explore the talks", ApiDocumentation.ExplorerPath)];
}
