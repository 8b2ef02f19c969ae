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
}
