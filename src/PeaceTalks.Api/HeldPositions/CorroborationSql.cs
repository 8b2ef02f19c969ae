using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>What held positions rest on, as fragments of SQL. <see cref="Corroboration"/> is the definition.</summary>
internal static class CorroborationSql
{
    /// <summary>Of the article that <see cref="JoinOriginal"/> finds.</summary>
    public const string OriginalColumns =
        "original.slug, original.title, original.outlet, original.url, original.published_earliest, original.published_latest, "
        + "original.published_basis";

    /// <summary>SQL that joins the article that a cited article a ultimately retells, if it retells any: "original".</summary>
    /// <remarks>
    /// OFFSET makes the planner look up the few articles that are retold. It would otherwise read all articles to find them.
    /// </remarks>
    public static string JoinOriginal(string known) =>
        $"""
            LEFT JOIN LATERAL (
                WITH RECURSIVE retold AS (
                    SELECT a.rewrite_of AS slug, 1 AS depth WHERE a.rewrite_of IS NOT NULL
                    UNION ALL
                    SELECT o.rewrite_of, r.depth + 1 FROM retold r CROSS JOIN LATERAL (
                        SELECT o.rewrite_of FROM article_version o WHERE o.slug = r.slug AND {TrackSql.InForce("o", known)} OFFSET 0) o
                    WHERE o.rewrite_of IS NOT NULL)
                SELECT o.* FROM (SELECT slug FROM retold ORDER BY depth DESC LIMIT 1) last
                CROSS JOIN LATERAL (
                    SELECT o.* FROM article_version o WHERE o.slug = last.slug AND {TrackSql.InForce(
                "o",
                known
            )} OFFSET 0) o) original ON true
            """;

    /// <summary>
    /// SQL for the number of independent sources of the run of a held record. Records beyond the bound are not looked at.
    /// </summary>
    /// <param name="held">SQL for the id of the held record.</param>
    public static string SourceCount(TrackSql rule, string held, string day, string known)
    {
        var counts = rule.Counts("p", day, known);
        return $"""
            (SELECT count(DISTINCT coalesce(original.slug, c.article))
                FROM position h
                {HeldPositionQueries.Breaker(counts)}
                CROSS JOIN LATERAL (
                    SELECT p.id FROM position p
                    WHERE {HeldPositionQueries.IsInRun(counts, "<=")}
                    ORDER BY {TrackSql.NewestFirst} LIMIT {Corroboration.MaxRecords}) run
                JOIN citation c ON c.position = run.id AND {TrackSql.InForce("c", known)}{rule.LeftOut("c")}
                JOIN article_version a ON a.slug = c.article AND {TrackSql.InForce("a", known)}
                {JoinOriginal(known)}
                WHERE h.id = {held})
            """;
    }

    /// <summary>
    /// SQL that joins what decides whether a held record h is fragile: "sole", the article without which it would not count, and what the
    /// track holds without that article.
    /// </summary>
    public static string JoinFragility(TrackSql rule, string day, string known)
    {
        var elsewhere = $"EXISTS (SELECT 1 FROM {rule.Citations("p", "position", known)} AND c.article <> sole.article)";
        return $"""
            LEFT JOIN LATERAL (
                SELECT min(c.article) AS article FROM {rule.Citations("h", "position", known)}
                HAVING min(c.article) = max(c.article)) sole ON true
            {TrackSql.ProbesOf("else", "h.track_id", $"sole.article IS NOT NULL AND {rule.Counts("p", day, known)} AND {elsewhere}")}
            """;
    }

    /// <summary>SQL condition: another stance would be held without one article, nothing but silence, or nothing.</summary>
    public static readonly string IsFragile = $"(sole.article IS NOT NULL AND {TrackSql.Stance("else")} IS DISTINCT FROM h.stance)";

    /// <summary>
    /// The article, and the stance and the record that would be held without it. Null if the stance does not hang on one.
    /// </summary>
    public static readonly string FragilityColumns =
        $"CASE WHEN {IsFragile} THEN sole.article END, {TrackSql.Stance("else")}, {TrackSql.Held("else")}";
}
