using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Feeds;

/// <summary>A change of a position or of a meeting, in the order of feeds.</summary>
/// <param name="Action">The name of the action.</param>
/// <param name="Noun">The name of the noun.</param>
public sealed record FeedRow(string Action, string Noun, Guid Record, long Revision, int Place)
{
    /// <exception cref="InvalidOperationException">A name has no member.</exception>
    public RecordChange Change => new(EnumNames.Parse<ChangeAction>(Action), EnumNames.Parse<Noun>(Noun), Record, Revision, Place);
}

public static class FeedQueries
{
    /// <summary>
    /// The positions on the tracks, and the states of meetings about the same, that a revision added, corrected or retracted, newest first.
    /// A correction also counts for the track that it leaves.
    /// </summary>
    /// <param name="before">Where the previous page ended.</param>
    public static Task<List<FeedRow>> FeedAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        long revision,
        (long Revision, int Place)? before,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var (last, place) = before ?? (revision, int.MaxValue);
        var page = $"({rule.Add(last)}, {rule.Add(place)})";

        // In the talks as a whole, the newest changes are soon found. On few tracks, they are found by track.
        var chosen =
            scope.Parties is null && scope.Issues is null
                ? $"EXISTS (SELECT 1 FROM track t WHERE t.id = p.track_id AND {rule.IsChosen})"
                : $"p.track_id = ANY(ARRAY(SELECT t.id FROM track t WHERE {rule.IsChosen}))";
        var ofMeetings = EventQueries.MeetingInScope("p", scope, rule.Values);
        string[] lists =
        [
            Recorded("position", chosen),
            Superseded("position", chosen),
            Recorded("meeting", ofMeetings),
            Superseded("meeting", ofMeetings),
        ];
        var sql = $"""
            SELECT c.action AS "Action", c.noun AS "Noun", c.subject::uuid AS "Record", c.revision AS "Revision", c.place AS "Place"
            FROM ({string.Join(" UNION ", lists)} ORDER BY revision DESC, place DESC LIMIT {limit}) found
            JOIN change c ON c.revision = found.revision AND c.place = found.place
            ORDER BY c.revision DESC, c.place DESC
            """;
        return db.SqlAsync<FeedRow>(rule.Statement(sql), cancellation);

        string Recorded(string noun, string inScope) =>
            $"""
                (SELECT p.recorded_in AS revision, p.place
                FROM {noun} p
                WHERE (p.recorded_in, p.place) < {page} AND {inScope}
                ORDER BY p.recorded_in DESC, p.place DESC LIMIT {limit})
                """;

        string Superseded(string noun, string inScope) =>
            $"""
                (SELECT p.superseded_in, c.place
                FROM {noun} p
                CROSS JOIN LATERAL (
                    SELECT c.place FROM change c WHERE c.subject = p.id::text AND c.revision = p.superseded_in
                    UNION ALL
                    SELECT c.place FROM change c WHERE c.supersedes = p.id::text AND c.revision = p.superseded_in) c
                WHERE p.superseded_in IS NOT NULL AND p.superseded_in <= {rule.Add(last)}
                  AND (p.superseded_in, c.place) < {page} AND {inScope}
                ORDER BY p.superseded_in DESC, c.place DESC LIMIT {limit})
                """;
    }
}
