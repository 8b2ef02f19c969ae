using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Feeds;

/// <summary>What became of one position or meeting, and in which revision.</summary>
/// <param name="Link">The address of the record as the revision left it.</param>
public sealed record FeedEntry(RecordEvent Event, Revision Revision, string Link);

/// <summary>A page of a feed (RFC 4287, RFC 5005).</summary>
/// <param name="Key">Identifies the feed among those of the same epoch: its process and filters.</param>
/// <param name="Updated">The time of the newest entry. Without entries, the time since when there could have been one.</param>
/// <param name="Next">The next page. Null on the last page.</param>
public sealed record AtomFeed(
    Guid Epoch,
    string Key,
    string Title,
    DateTimeOffset Updated,
    string Self,
    string? Next,
    IReadOnlyList<FeedEntry> Entries
)
{
    public const string MediaType = "application/atom+xml";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>Writes the same bytes for the same feed: nothing in them depends on the time of writing.</summary>
    public byte[] Write()
    {
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", Id(Key)),
            new XElement(Atom + "title", Title),
            new XElement(Atom + "updated", Instant(Updated)),
            Link("self", MediaType, Self),
            Next is null ? null : Link("next", MediaType, Next),
            new XElement(Atom + "generator", "PeaceTalks"),
            Entries.Select(Entry)
        );
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            feed.OnlyXmlCharacters().WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private XElement Entry(FeedEntry entry)
    {
        var (told, revision, link) = entry;
        return new XElement(
            Atom + "entry",
            new XElement(Atom + "id", Id(string.Create(CultureInfo.InvariantCulture, $"{revision.Number}.{told.Place}"))),
            new XElement(Atom + "title", told.Headline),
            new XElement(Atom + "published", Instant(revision.At)),
            new XElement(Atom + "updated", Instant(revision.At)),
            new XElement(Atom + "author", new XElement(Atom + "name", revision.Author)),
            Link("alternate", "application/json", link),
            told.Change is { } sort ? Category(EnumNames.NameOf(sort)) : null,
            told.Kind is { } kind ? Category(EnumNames.NameOf(kind)) : null,
            new XElement(Atom + "content", new XAttribute("type", "html"), EntryContent.Html(told, revision))
        );
    }

    private static XElement Category(string term) => new(Atom + "category", new XAttribute("term", term));

    private string Id(string name) => $"urn:uuid:{NamedId.For($"{Epoch}\n{name}")}";

    private static XElement Link(string relation, string type, string address) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", address));

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}

internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces characters that people may have written but XML cannot hold.</summary>
    public static XElement OnlyXmlCharacters(this XElement element)
    {
        foreach (var text in element.DescendantNodesAndSelf().OfType<XText>())
        {
            text.Value = Clean(text.Value);
        }

        foreach (var attribute in element.DescendantsAndSelf().Attributes())
        {
            attribute.Value = Clean(attribute.Value);
        }

        return element;
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                clean[i] = Replacement;
            }
        }

        return clean.ToString();
    }
}
