using System.Runtime.InteropServices;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>A list of positions.</summary>
/// <param name="Successors">For each position that was corrected, the record that corrects it.</param>
/// <param name="Articles">The articles that they cite, by slug.</param>
public sealed record CitedPositionList(
    List<Position> Positions,
    Dictionary<Guid, Guid> Successors,
    IReadOnlyDictionary<string, ArticleReference> Articles
);

/// <summary>Reads positions with their tracks, citations and articles from the rows of one statement: a row for each citation.</summary>
/// <param name="reader">Its last columns are <see cref="Columns"/>.</param>
public sealed class CitedPositions(NpgsqlDataReader reader)
{
    /// <summary>Of a position p, its track t, a citation c and the cited article a, in the order in which they are read.</summary>
    public const string Columns = """
        p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
        p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
        c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
        a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
        """;

    private const int ColumnsOfPosition = 22;

    private readonly int first = reader.FieldCount - 36;
    private readonly Dictionary<string, ArticleReference> articles = [];
    private readonly Dictionary<Guid, Position> positions = [];

    /// <summary>The cited articles, by slug.</summary>
    public IReadOnlyDictionary<string, ArticleReference> Articles => articles;

    /// <summary>The positions that were read, by id.</summary>
    public IReadOnlyDictionary<Guid, Position> Positions => positions;

    /// <summary>Reads all rows.</summary>
    public static async Task<CitedPositions> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var rows = new CitedPositions(reader);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Read();
        }

        return rows;
    }

    /// <summary>SQL that joins what is known of the citations of a position at a revision.</summary>
    /// <param name="known">SQL for the revision.</param>
    /// <param name="position">SQL for the id of the position.</param>
    public static string JoinCitations(string known, string position = "p.id") =>
        $"""
            LEFT JOIN citation c ON c.position = {position} AND {TrackSql.InForce("c", known)}
            LEFT JOIN article_version a ON a.slug = c.article AND {TrackSql.InForce("a", known)}
            """;

    /// <summary>SQL to join instead, if no citations are needed.</summary>
    public const string JoinNoCitations = "LEFT JOIN citation c ON false LEFT JOIN article_version a ON false";

    /// <summary>Reads all rows. Their first column is the record that corrects the position, or null.</summary>
    public static async Task<CitedPositionList> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var (rows, positions, successors) = (new CitedPositions(reader), new List<Position>(), new Dictionary<Guid, Guid>());
        while (await reader.ReadAsync(cancellation))
        {
            if (rows.Read() is not (var position, IsNew: true))
            {
                continue;
            }

            positions.Add(position);
            if (!reader.IsDBNull(0))
            {
                successors.Add(position.Id, reader.GetGuid(0));
            }
        }

        return new(positions, successors, rows.Articles);
    }

    /// <summary>Reads the row's position, or adds the row's citation if an earlier row had the position.</summary>
    /// <returns>The position, and whether the row is its first.</returns>
    public (Position Position, bool IsNew) Read()
    {
        var id = reader.GetGuid(first);
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(positions, id, out var isKnown);
        var position = place ??= ReadPosition(id);
        if (ReadArticle() is { } article)
        {
            position.Citations.Add(ReadCitation(id, article));
        }

        return (position, !isKnown);
    }

    /// <summary>Reads the slug of the row's article, for a row that has a citation and no position. Null if it has no citation.</summary>
    public string? ReadArticle()
    {
        if (reader.IsDBNull(first + ColumnsOfPosition))
        {
            return null;
        }

        var slug = reader.GetString(first + 23);
        if (!articles.ContainsKey(slug))
        {
            articles.Add(slug, new ArticleReference(slug, reader.GetString(first + 29), Text(30), Text(31), Day(32), Text(35)));
        }

        return slug;
    }

    /// <summary>Adds an article that no citation of a row names.</summary>
    public void Add(ArticleReference article) => articles.TryAdd(article.Slug, article);

    private Position ReadPosition(Guid id)
    {
        var (track, party) = (reader.GetGuid(first + 1), reader.GetString(first + 2));
        var (issue, proposal) = (Text(19), Text(20));
        return new Position
        {
            Id = id,
            TrackId = track,
            Party = party,
            Stance = EnumNames.Parse<Stance>(reader.GetString(first + 3)),
            Conditions = JsonColumn.Read<Condition>(reader.GetString(first + 4)),
            Terms = JsonColumn.Read<Term>(reader.GetString(first + 5)),
            Summary = reader.GetString(first + 6),
            Day = Day(7),
            AssertedBy = Text(10),
            Speaker = Text(11),
            Mode = EnumNames.Parse<AssertionMode>(reader.GetString(first + 12)),
            Attribution = (Attribution)reader.GetInt16(first + 13),
            RecordedIn = reader.GetInt64(first + 14),
            Place = reader.GetInt32(first + 15),
            SupersededIn = reader.IsDBNull(first + 16) ? null : reader.GetInt64(first + 16),
            Meeting = reader.IsDBNull(first + 21) ? null : reader.GetGuid(first + 21),
            Corrects = reader.IsDBNull(first + 17) ? null : reader.GetGuid(first + 17),
            Track = new Track
            {
                Id = track,
                Process = reader.GetString(first + 18),
                Party = party,
                Issue = issue,
                Proposal = proposal,
                Target = issue ?? proposal!,
            },
        };
    }

    private Citation ReadCitation(Guid position, string article) =>
        new()
        {
            Id = reader.GetGuid(first + 22),
            Position = position,
            Article = article,
            Paragraph = reader.GetInt32(first + 24),
            Quote = Text(25),
            RecordedIn = reader.GetInt64(first + 26),
            Place = reader.GetInt32(first + 27),
            Ordinal = reader.GetInt32(first + 28),
        };

    private string? Text(int column) => reader.IsDBNull(first + column) ? null : reader.GetString(first + column);

    /// <summary>The day whose three columns begin here.</summary>
    private DateBounds Day(int column) => reader.GetDay(first + column);
}
