using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Timelines;

/// <summary>Where a page of moods starts: after this one, in the order of the list.</summary>
/// <param name="Published">The latest day on which its article can have been published.</param>
public sealed record MoodKey(DateOnly Published, string Article, int Paragraph, long RecordedIn, int Place)
{
    /// <summary>The number of keys in a cursor.</summary>
    public const int Count = 5;

    public static MoodKey FromRemark(Remark remark, ArticleReference article) =>
        new(article.PublishedOn.Latest, remark.Article, remark.Paragraph, remark.RecordedIn, remark.Place);

    /// <param name="keys">Null for the first page.</param>
    public static MoodKey? Read(string[]? keys) =>
        keys is [var published, var article, var paragraph, var revision, var place]
            ? new(
                PinnedPages.DayOf(published),
                article,
                PinnedPages.PlaceOf(paragraph),
                PinnedPages.NumberOf(revision),
                PinnedPages.PlaceOf(place)
            )
            : null;

    public string[] Keys =>
        [PinnedPages.Day(Published), Article, PinnedPages.Number(Paragraph), PinnedPages.Number(RecordedIn), PinnedPages.Number(Place)];
}

/// <summary>The statement of a page of a party's moods.</summary>
/// <remarks>
/// The index ix_remark_party gives the remarks of the party. The day of publication is that of the article as known at the revision, so
/// they are sorted here: a page costs what the party has of moods, and not what the ledger has.
/// </remarks>
public static class MoodStatement
{
    private const string Order = "a.published_latest, r.article, r.paragraph, r.recorded_in, r.place";

    /// <summary>Moods by the latest day on which their article can have been published, and then by article and paragraph.</summary>
    /// <param name="from">Only moods of articles that were certainly published on this day or later.</param>
    /// <param name="to">Only moods of articles that were certainly published on this day or earlier.</param>
    /// <param name="after">The last mood of the previous page. Null for the first page.</param>
    /// <param name="limit">The maximum number of moods.</param>
    public static SqlStatement Page(string party, DateOnly? from, DateOnly to, long revision, MoodKey? after, int limit)
    {
        List<object> values = [party, revision, to, limit];
        return new(
            $$"""
            SELECT r.id, r.article, r.paragraph, r.text, r.party, r.speaker, r.mode, r.recorded_in, r.place, r.superseded_in,
                a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
            FROM remark r
            JOIN article_version a ON a.slug = r.article AND {{InForce("a")}}
            WHERE r.party = {0} AND r.kind = 'MOOD' AND {{InForce("r")}} AND a.published_latest <= {2}
                {{(from is { } first ? $"AND a.published_earliest >= {Add(first)}" : "")}}
                {{(after is { } key ? $"AND ({Order}) > ({Keys(key)})" : "")}}
            ORDER BY {{Order}} LIMIT {3}
            """,
            values
        );

        string Keys(MoodKey key) =>
            string.Join(", ", Add(key.Published), Add(key.Article), Add(key.Paragraph), Add(key.RecordedIn), Add(key.Place));

        string Add(object value)
        {
            values.Add(value);
            return $"{{{values.Count - 1}}}";
        }
    }

    /// <summary>Reads the rows of <see cref="Page"/>: the moods, and the articles that report them, by slug.</summary>
    public static async Task<(List<Remark> Moods, Dictionary<string, ArticleReference> Articles)> ReadAllAsync(
        NpgsqlDataReader reader,
        CancellationToken cancellation
    )
    {
        var (moods, articles) = (new List<Remark>(), new Dictionary<string, ArticleReference>());
        while (await reader.ReadAsync(cancellation))
        {
            var article = reader.GetString(1);
            articles.TryAdd(article, new(article, reader.GetString(10), Text(11), Text(12), reader.GetDay(13), Text(16)));
            moods.Add(
                new Remark
                {
                    Id = reader.GetGuid(0),
                    Article = article,
                    Paragraph = reader.GetInt32(2),
                    Kind = RemarkKind.Mood,
                    Text = reader.GetString(3),
                    Party = reader.GetString(4),
                    Speaker = Text(5),
                    Mode = EnumNames.Parse<AssertionMode>(reader.GetString(6)),
                    RecordedIn = reader.GetInt64(7),
                    Place = reader.GetInt32(8),
                    SupersededIn = reader.IsDBNull(9) ? null : reader.GetInt64(9),
                }
            );
        }

        return (moods, articles);

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static string InForce(string table) =>
        $"{table}.recorded_in <= {{1}} AND ({table}.superseded_in IS NULL OR {table}.superseded_in > {{1}})";
}
