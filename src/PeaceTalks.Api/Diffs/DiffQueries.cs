using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>
/// A track and what it held at two ends: the record that is held, and a silence that is newer or was the only thing known.
/// </summary>
/// <param name="Proposal">Null for a track on an issue as a whole.</param>
public sealed record TrackChange(
    Guid TrackId,
    string Party,
    string Target,
    string? Proposal,
    Guid? Before,
    Guid? SilenceBefore,
    Guid? After,
    Guid? SilenceAfter
)
{
    /// <summary>Null for a track on a proposal.</summary>
    public string? Issue => Proposal is null ? Target : null;

    public TrackKey Key => new(Party, Target, TrackId);
}

/// <summary>Whether something of a record is in force at the later end: the record itself, or what it was corrected to.</summary>
public sealed record Outcome(Guid Record, bool Lives);

public static class DiffQueries
{
    /// <summary>
    /// The next tracks that may have changed, by party, target and track; no other track can have. On the valid axis, these are the tracks
    /// with a record dated in the window. On the recorded axis, they are the tracks with a record that a change in the window is about.
    /// </summary>
    /// <param name="after">Null to start with the first.</param>
    public static Task<List<TrackKey>> CandidatesAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DiffWindow window,
        TrackKey? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var sql = $"""
            SELECT t.party AS "Party", t.target AS "Target", t.id AS "TrackId" FROM track t
            WHERE t.id IN ({Candidates(window, scope, rule)}) AND {rule.InScope}{rule.After(after)}
            ORDER BY t.party, t.target, t.id LIMIT {limit}
            """;
        return db.SqlAsync<TrackKey>(rule.Statement(sql), cancellation);
    }

    /// <summary>Those of the tracks that hold another record at the later end, by party, target and track.</summary>
    /// <param name="contested">
    /// Whether other records contradict the one that is held at the later end (at the earlier end, if none is held at the later). Null
    /// selects all.
    /// </param>
    public static Task<List<TrackChange>> ChangedAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DiffWindow window,
        bool? contested,
        Guid[] tracks,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var (firstDay, first, lastDay, last) = (
            rule.Add(window.From.Day),
            rule.Add(window.From.Revision),
            rule.Add(window.To.Day),
            rule.Add(window.To.Revision)
        );
        var sql = $"""
            SELECT t.id AS "TrackId", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   {TrackSql.Held("before")} AS "Before", {TrackSql.Silence("before")} AS "SilenceBefore",
                   {TrackSql.Held("after")} AS "After", {TrackSql.Silence("after")} AS "SilenceAfter"
            FROM track t
            {rule.Probes("before", firstDay, first)}
            {rule.Probes("after", lastDay, last)}
            WHERE t.id = ANY({rule.Add(tracks)})
                AND (newest_before.id IS DISTINCT FROM newest_after.id OR stated_before.id IS DISTINCT FROM stated_after.id)
            {(contested is null ? "" : $"""
                AND CASE WHEN newest_after.id IS NULL
                    THEN {rule.Contested(TrackSql.Held("before"), firstDay, first)} ELSE {rule.Contested(TrackSql.Held("after"), lastDay, last)} END = {rule.Add(contested)}
                """)}
            ORDER BY t.party, t.target, t.id
            """;
        return db.SqlAsync<TrackChange>(rule.Statement(sql), cancellation);
    }

    /// <summary>What became of those of the given records that were superseded by the revision.</summary>
    public static async Task<Dictionary<Guid, bool>> OutcomesAsync(
        this PeaceTalksDb db,
        Guid[] records,
        long revision,
        CancellationToken cancellation
    ) =>
        records.Length == 0
            ? []
            : await db
                .Database.SqlQuery<Outcome>(
                    $"""
                    WITH RECURSIVE line AS (
                        SELECT p.id AS first, p.id, p.superseded_in FROM position p WHERE p.id = ANY({records})
                        UNION ALL
                        SELECT l.first, p.id, p.superseded_in FROM line l JOIN position p ON p.corrects = l.id WHERE p.recorded_in <= {revision})
                    SELECT first AS "Record", bool_or(superseded_in IS NULL OR superseded_in > {revision}) AS "Lives" FROM line GROUP BY first
                    """
                )
                .ToDictionaryAsync(x => x.Record, x => x.Lives, cancellation);

    /// <summary>SQL for the ids of the tracks that may have changed.</summary>
    private static string Candidates(DiffWindow window, TrackScope scope, TrackSql rule)
    {
        var (first, last) = (rule.Add(window.From.Revision), rule.Add(window.To.Revision));
        if (window.Axis == DiffAxis.Valid)
        {
            return $"SELECT c.track_id FROM position c WHERE c.latest > {TrackSql.Literal(window.From.Day)} AND c.latest <= {TrackSql.Literal(window.To.Day)} AND c.recorded_in <= {last}";
        }

        // With a filter by article or outlet, an edit of an article may affect which of the records that cite it count.
        var cited =
            scope.Articles is null && scope.Outlets is null
                ? ""
                : $"""
                     UNION
                    SELECT p.track_id FROM change c JOIN citation q ON q.article = c.subject JOIN position p ON p.id = q.position
                    WHERE c.revision > {first} AND c.revision <= {last} AND c.noun = 'ARTICLE'
                    """;
        return $"""
            SELECT p.track_id FROM change c
            CROSS JOIN LATERAL (VALUES (c.subject), (c.supersedes)) about(id)
            JOIN position p ON p.id = CASE WHEN c.noun = 'POSITION' THEN about.id::uuid END
            WHERE c.revision > {first} AND c.revision <= {last} AND c.noun = 'POSITION'{cited}
            """;
    }
}
