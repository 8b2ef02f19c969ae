using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>The places of an article that an answer cites.</summary>
/// <param name="Slug">Slug of the article.</param>
/// <param name="Paragraphs">The numbers of the paragraphs. Empty if the answer is about the article itself.</param>
/// <param name="Quotes">What is quoted there. Only for the answer about one record.</param>
public sealed record CitedPlaces(string Slug, IReadOnlyList<int> Paragraphs, IReadOnlyList<string> Quotes);

/// <summary>The articles on which records are based, or which they are, in the order of appearance.</summary>
/// <param name="withQuotes">Whether to keep what is quoted.</param>
internal sealed class CitedArticles(bool withQuotes = false)
{
    private readonly OrderedDictionary<string, (SortedSet<int> Paragraphs, List<string> Quotes)> bySlug = [];

    public IReadOnlyList<CitedPlaces> Places => [.. bySlug.Select(x => new CitedPlaces(x.Key, [.. x.Value.Paragraphs], x.Value.Quotes))];

    public void Add(IEnumerable<CitedRecord> records)
    {
        foreach (var record in records)
        {
            if (record.Noun == Noun.Article)
            {
                Article(record.Subject);
            }

            foreach (var citation in record.Citations)
            {
                var (paragraphs, quotes) = Article(citation.Article.Slug);
                paragraphs.Add(citation.Paragraph);
                if (withQuotes && citation.Quote is { } quote && !quotes.Contains(quote))
                {
                    quotes.Add(quote);
                }
            }
        }
    }

    private (SortedSet<int> Paragraphs, List<string> Quotes) Article(string slug)
    {
        if (!bySlug.TryGetValue(slug, out var places))
        {
            bySlug.Add(slug, places = ([], []));
        }

        return places;
    }
}
