using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Feeds;

/// <summary>A change of a position, in the order of feeds.</summary>
/// <param name="Action">The name of the action.</param>
public sealed record FeedRow(string Action, Guid Position, long Revision, int Place)
{
    /// <exception cref="InvalidOperationException">The name has no member.</exception>
    public RecordChange Change => new(EnumNames.Parse<ChangeAction>(Action), Noun.Position, Position, Revision, Place);
}

public static class FeedQueries
{
    /// <summary>
    /// The positions on the tracks that a revision added, corrected or retracted, newest first. A correction also counts for the track that
    /// it leaves.
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
        var sql = $"""
            SELECT c.action AS "Action", c.subject::uuid AS "Position", c.revision AS "Revision", c.place AS "Place"
            FROM (
                (SELECT p.recorded_in AS revision, p.place
                FROM position p JOIN track t ON t.id = p.track_id
                WHERE (p.recorded_in, p.place) < {page} AND {rule.InScope}
                ORDER BY p.recorded_in DESC, p.place DESC LIMIT {limit})
                UNION
                (SELECT c.revision, c.place
                FROM position p JOIN track t ON t.id = p.track_id JOIN change c ON c.revision = p.superseded_in AND p.id::text IN (c.subject, c.supersedes)
                WHERE p.superseded_in IS NOT NULL AND (c.revision, c.place) < {page} AND {rule.InScope}
                ORDER BY c.revision DESC, c.place DESC LIMIT {limit})
                ORDER BY revision DESC, place DESC LIMIT {limit}) found
            JOIN change c ON c.revision = found.revision AND c.place = found.place
            ORDER BY c.revision DESC, c.place DESC
            """;
        return db.SqlAsync<FeedRow>(rule.Statement(sql), cancellation);
    }
}
