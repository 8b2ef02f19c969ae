using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Coverage;

/// <summary>Which articles count, and which of their records.</summary>
/// <param name="Processes">
/// Slugs of talks. An article is about them if one of its records is. It may be about them, and counts, if it has no record of any talks.
/// </param>
/// <param name="Issues">Counts the records on these issues. Null to count all records of the talks.</param>
/// <param name="Proposals">Counts the records on these proposals too. Null to count all records of the talks.</param>
/// <param name="Days">
/// An article counts if it was certainly published by the day asked for, and not more than this number of days before.
/// </param>
public sealed record CoverageScope(IReadOnlyCollection<string> Processes, string[]? Issues, string[]? Proposals, int Days)
{
    public const int DefaultDays = 90;
    public const int MaxDays = 3660;

    /// <summary>The first day on which an article of the time can have been published at the latest.</summary>
    public DateOnly From(DateOnly asOf) => asOf.DayNumber > Days ? asOf.AddDays(-Days) : DateOnly.MinValue;
}

/// <summary>The statement of the articles of a time, and how much of each is coded.</summary>
/// <remarks>
/// It goes through the articles by their day, newest first, and counts what their paragraphs have, until it has found enough. So it costs
/// what these articles hold, and not what the ledger holds.
/// </remarks>
public static class CoverageStatement
{
    public const int MaxArticles = 200;

    /// <param name="asOf">The last day.</param>
    public static SqlStatement Articles(CoverageScope scope, DateOnly asOf, long revision)
    {
        List<object> values = [revision, scope.From(asOf), asOf, scope.Processes.ToArray()];
        if (scope is { Issues: not null, Proposals: not null })
        {
            values.AddRange([scope.Issues, scope.Proposals]);
        }

        return new(
            $$"""
            SELECT a.slug, a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of,
                jsonb_array_length(a.paragraph_digests), coded.paragraphs, coded.records
            FROM article_version a
            CROSS JOIN LATERAL (
                SELECT count(DISTINCT x.paragraph)::int AS paragraphs,
                    count(DISTINCT x.record) FILTER (WHERE x.process = ANY({3}) AND x.chosen)::int AS records,
                    coalesce(bool_or(x.process = ANY({3})), true) AS of_talks
                FROM (
                    SELECT c.paragraph, p.id, t.process, {{Chosen("t.issue = ANY({4}) OR t.proposal = ANY({5})")}}
                    FROM citation c
                    JOIN position p ON p.id = c.position AND {{InForce("p")}}
                    JOIN track t ON t.id = p.track_id
                    WHERE c.article = a.slug AND {{InForce("c")}}
                    UNION ALL
                    SELECT c.paragraph, m.id, m.process, {{Chosen("m.issue = ANY({4}) OR m.proposal = ANY({5})")}}
                    FROM citation c
                    JOIN milestone m ON m.id = c.milestone AND {{InForce("m")}}
                    WHERE c.article = a.slug AND {{InForce("c")}}
                    UNION ALL
                    SELECT c.paragraph, m.id, m.process, {{Chosen("m.issues ?| {4} OR m.proposals ?| {5}")}}
                    FROM citation c
                    JOIN meeting m ON m.id = c.meeting AND {{InForce("m")}}
                    WHERE c.article = a.slug AND {{InForce("c")}}
                    UNION ALL
                    SELECT r.paragraph, NULL, NULL, NULL
                    FROM remark r
                    WHERE r.article = a.slug AND {{InForce("r")}}) x (paragraph, record, process, chosen)) coded
            WHERE {{InForce("a")}} AND a.published_latest BETWEEN {1} AND {2} AND coded.of_talks
            ORDER BY a.published_latest DESC, a.slug LIMIT {{MaxArticles + 1}}
            """,
            values
        );

        // Without an issue, all records count.
        string Chosen(string onIssue) => values.Count == 4 ? "true" : onIssue;
    }

    /// <summary>Reads the rows of <see cref="Articles"/>.</summary>
    public static async Task<List<CoveredArticle>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<CoveredArticle> articles = [];
        while (await reader.ReadAsync(cancellation))
        {
            var article = new ArticleReference(reader.GetString(0), reader.GetString(1), Text(2), Text(3), reader.GetDay(4), Text(7));
            articles.Add(new(article, reader.GetInt32(8), reader.GetInt32(9), reader.GetInt32(10)));
        }

        return articles;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    /// <param name="found">The rows of <see cref="Articles"/>.</param>
    public static CoveredArticles ToCovered(this IReadOnlyList<CoveredArticle> found, CoverageScope scope, DateOnly asOf) =>
        new(scope.From(asOf), asOf, [.. found.Take(MaxArticles)], found.Count > MaxArticles);

    private static string InForce(string table) => TrackSql.InForce(table, "{0}");
}
