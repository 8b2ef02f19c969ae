using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A track and what it came to at two ends: the record held, and a silence that is newer, or that is all there was.</summary>
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

/// <summary>Whether something of what a record said is in force at the later end: the record, or what it was corrected to.</summary>
public sealed record Outcome(Guid Record, bool Lives);

public static class DiffQueries
{
    /// <summary>A page of the tracks that come to another record at the later end, by party, target and track.</summary>
    /// <param name="contested">Whether other records contradict the one held at the later end (at the earlier one, where none is); null does not choose.</param>
    public static Task<List<TrackChange>> ChangedAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DiffWindow window,
        bool? contested,
        TrackKey? after,
        int limit,
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

        // Where nothing else chooses tracks, OFFSET has those that may have changed read by their keys: the planner would rather read all tracks that there are.
        var candidates = Candidates(window, scope, rule);
        var tracks = scope.ChoosesTracks
            ? $"track t WHERE t.id IN ({candidates}) AND {rule.InScope}"
            : $"(SELECT DISTINCT c.track_id FROM ({candidates}) c) c CROSS JOIN LATERAL (SELECT * FROM track t WHERE t.id = c.track_id OFFSET 0) t WHERE true";

        // The inner order, which OFFSET keeps the planner from taking apart, lets it stop at the limit: it probes a page of tracks, not all that may have changed.
        var sql = $"""
            SELECT t.id AS "TrackId", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   {TrackSql.Held("before")} AS "Before", {TrackSql.Silence("before")} AS "SilenceBefore",
                   {TrackSql.Held("after")} AS "After", {TrackSql.Silence("after")} AS "SilenceAfter"
            FROM (
                SELECT t.* FROM {tracks}{rule.After(after)}
                ORDER BY t.party, t.target, t.id OFFSET 0) t
            {rule.Probes("before", firstDay, first)}
            {rule.Probes("after", lastDay, last)}
            WHERE (newest_before.id IS DISTINCT FROM newest_after.id OR stated_before.id IS DISTINCT FROM stated_after.id)
            {(contested is null ? "" : $"""
                AND CASE WHEN newest_after.id IS NULL
                    THEN {rule.Contested(TrackSql.Held("before"), firstDay, first)} ELSE {rule.Contested(TrackSql.Held("after"), lastDay, last)} END = {rule.Add(contested)}
                """)}
            ORDER BY t.party, t.target, t.id LIMIT {rule.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<TrackChange>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>What became of the records given that were superseded by the revision.</summary>
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

    /// <summary>
    /// The tracks that may have changed, and no other can have: on the valid axis those with a record dated in the window, on the recorded
    /// axis those with a record that a change in the window is about.
    /// </summary>
    private static string Candidates(DiffWindow window, TrackScope scope, TrackSql rule)
    {
        var (first, last) = (rule.Add(window.From.Revision), rule.Add(window.To.Revision));
        if (window.Axis == DiffAxis.Valid)
        {
            return $"SELECT c.track_id FROM position c WHERE c.latest > {rule.Add(window.From.Day)} AND c.latest <= {rule.Add(window.To.Day)} AND c.recorded_in <= {last}";
        }

        // Under a filter by article or outlet, an article's edit may make records count that it cites.
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
