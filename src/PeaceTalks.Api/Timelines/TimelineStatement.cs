using PeaceTalks.Api.Data;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Timelines;

/// <summary>The statement of a page of a timeline.</summary>
public static class TimelineStatement
{
    /// <summary>
    /// The records of the tracks, by party, target and track. Within a track, the oldest comes first. None of them has been corrected.
    /// </summary>
    /// <param name="after">The last record of the previous page. Null for the first page.</param>
    /// <param name="limit">The maximum number of records.</param>
    /// <remarks>
    /// Of each track, an index gives no more records than the page has room for, however long the track is. That limit is a parameter: then
    /// the planner assumes that few records are wanted, and reads them in the order of the index. Otherwise, it reads all and sorts them.
    /// </remarks>
    public static SqlStatement Page(TrackScope scope, DateOnly day, long revision, Guid? after, int limit)
    {
        var rule = new TrackSql(scope);
        var known = rule.Add(revision);
        return rule.Statement(
            $"""
            SELECT NULL::uuid, {CitedPositions.Columns}
            FROM (
                SELECT p.*
                FROM track t
                CROSS JOIN LATERAL (
                    SELECT p.* FROM position p
                    WHERE p.track_id = t.id AND {rule.Counts("p", rule.Add(day), known)}{RecordsAfter(after, rule)}
                    ORDER BY {TrackSql.OldestFirst} LIMIT {rule.Add(limit)}) p
                WHERE {rule.InScope}{TracksAfter(after, rule)}
                ORDER BY t.party, t.target, t.id, {TrackSql.Key("p")} LIMIT {limit}) p
            JOIN track t ON t.id = p.track_id
            {CitedPositions.JoinCitations(known)}
            ORDER BY t.party, t.target, t.id, {TrackSql.Key("p")}
            """
        );
    }

    /// <summary>Leaves out the tracks that earlier pages have shown whole.</summary>
    private static string TracksAfter(Guid? record, TrackSql rule) =>
        record is { } last ? $" AND (t.party, t.target, t.id) >= (SELECT lt.party, lt.target, lt.id {Last(last, rule)})" : "";

    /// <summary>Leaves out the records that earlier pages have shown. On the track of the last one, the index starts at its day.</summary>
    private static string RecordsAfter(Guid? record, TrackSql rule) =>
        record is not { } last
            ? ""
            : $"""
                 AND p.in_force_from >= CASE
                    WHEN t.id = (SELECT lt.id {Last(last, rule)}) THEN (SELECT lp.in_force_from {Last(last, rule)}) ELSE '-infinity' END
                    AND (t.party, t.target, t.id, {TrackSql.Key("p")}) > (
                        SELECT lt.party, lt.target, lt.id, {TrackSql.Key("lp")} {Last(last, rule)})
                """;

    private static string Last(Guid record, TrackSql rule) =>
        $"FROM position lp JOIN track lt ON lt.id = lp.track_id WHERE lp.id = {rule.Add(record)}";
}
