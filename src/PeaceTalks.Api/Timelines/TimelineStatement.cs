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
    public static SqlStatement Page(TrackScope scope, DateOnly day, long revision, Guid? after, int limit)
    {
        var rule = new TrackSql(scope);
        var known = rule.Add(revision);
        return rule.Statement(
            $"""
            SELECT NULL::uuid, {CitedPositions.Columns}
            FROM (
                SELECT p.*
                FROM track t JOIN position p ON p.track_id = t.id
                WHERE {rule.InScope} AND {rule.Counts("p", rule.Add(day), known)}{After(after, rule)}
                ORDER BY t.party, t.target, t.id, {TrackSql.Key("p")} LIMIT {limit}) p
            JOIN track t ON t.id = p.track_id
            {CitedPositions.JoinCitations(known)}
            ORDER BY t.party, t.target, t.id, {TrackSql.Key("p")}
            """
        );
    }

    private static string After(Guid? record, TrackSql rule) =>
        record is null
            ? ""
            : $"""
                 AND (t.party, t.target, t.id, {TrackSql.Key("p")}) > (
                    SELECT lt.party, lt.target, lt.id, {TrackSql.Key("lp")}
                    FROM position lp JOIN track lt ON lt.id = lp.track_id WHERE lp.id = {rule.Add(record)})
                """;
}
