using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A track that may have changed in a window of one day or of one revision.</summary>
/// <param name="Day">The day. On the recorded axis: the day (UTC) on which the revision was committed.</param>
public sealed record TrackWindow(Guid Track, DateOnly Day, DiffWindow Window)
{
    /// <summary>The place in the order of days: the number of the day or, on the recorded axis, of the revision.</summary>
    public long Place => Window.Axis == DiffAxis.Valid ? Day.DayNumber : Window.To.Revision;
}

/// <summary>The statement that finds the days of a window on which something may have changed.</summary>
public static class DayStatement
{
    /// <summary>
    /// The tracks with a record that is dated in the window, day by day; on the recorded axis, the tracks with a record that a change is
    /// about, revision by revision. It follows an index of days, or of revisions, and ends at the limit.
    /// </summary>
    /// <param name="after">The last place of the previous page. Null for the first page.</param>
    public static SqlStatement Tracks(TrackScope scope, DiffWindow window, long? after, int limit)
    {
        var rule = new TrackSql(scope);
        return rule.Statement(window.Axis == DiffAxis.Valid ? Dated(rule, window, after, limit) : Recorded(rule, window, after, limit));
    }

    /// <summary>Reads a row of <see cref="Tracks"/>.</summary>
    public static TrackWindow Read(NpgsqlDataReader row, DiffWindow within)
    {
        var track = row.GetGuid(0);
        if (within.Axis == DiffAxis.Valid)
        {
            var day = row.GetFieldValue<DateOnly>(1);
            return new(track, day, DiffWindow.OfDays(day.AddDays(-1), day, within.To.Revision));
        }

        var revision = row.GetInt64(1);
        return new(
            track,
            DateOnly.FromDateTime(row.GetFieldValue<DateTimeOffset>(2).UtcDateTime),
            DiffWindow.OfRevisions(
                revision - 1,
                DateOnly.FromDateTime(row.GetFieldValue<DateTimeOffset>(3).UtcDateTime),
                revision,
                within.To.Day
            )
        );
    }

    private static string Dated(TrackSql rule, DiffWindow window, long? after, int limit)
    {
        var first = after is { } number ? DateOnly.FromDayNumber((int)number) : window.From.Day;
        return $"""
            SELECT DISTINCT p.track_id, p.latest FROM position p JOIN track t ON t.id = p.track_id
            WHERE p.latest > {TrackSql.Literal(first)} AND p.latest <= {TrackSql.Literal(window.To.Day)}
              AND {TrackSql.InForce("p", rule.Add(window.To.Revision))} AND {rule.IsChosen}
            ORDER BY p.latest, p.track_id LIMIT {limit}
            """;
    }

    private static string Recorded(TrackSql rule, DiffWindow window, long? after, int limit) =>
        $"""
            SELECT found.track_id, found.revision,
                (SELECT r.at FROM revision r WHERE r.number = found.revision),
                (SELECT r.at FROM revision r WHERE r.number = greatest(found.revision - 1, 1))
            FROM (
                SELECT DISTINCT c.revision, p.track_id FROM change c
                CROSS JOIN LATERAL (VALUES (c.subject), (c.supersedes)) about(id)
                JOIN position p ON p.id = CASE WHEN c.noun = 'POSITION' THEN about.id::uuid END
                JOIN track t ON t.id = p.track_id
                WHERE c.revision > {rule.Add(after ?? window.From.Revision)} AND c.revision <= {rule.Add(
                window.To.Revision
            )} AND c.noun = 'POSITION' AND {rule.IsChosen}
                ORDER BY c.revision, p.track_id LIMIT {limit}) found
            ORDER BY found.revision, found.track_id
            """;
}
