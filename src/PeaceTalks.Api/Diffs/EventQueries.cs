using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;

namespace PeaceTalks.Api.Diffs;

/// <summary>What a record's track came to just before it.</summary>
/// <param name="Held">Null where nothing was known.</param>
public sealed record Predecessor(Guid Record, long Revision, Guid? Held, Guid? Silence);

public static class EventQueries
{
    /// <summary>
    /// A page of the records of the window: on the valid axis those in force whose bounds overlap it, by the latest day they can have been; on the
    /// recorded axis what the ledger did to records that are admitted as of the day, in its order.
    /// </summary>
    public static Task<List<EventRow>> EventsAsync(
        this PeaceTalksDb db, TrackScope scope, DiffWindow window, EventKey? after, int limit, CancellationToken cancellation)
    {
        var rule = new TrackSql(scope);
        var rows = window.Axis == DiffAxis.Valid ? InForce(scope, window, after, limit, rule) : Done(scope, window, after, limit, rule);
        return db.Database.SqlQueryRaw<EventRow>(rows, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>What the tracks of the positions given came to just before each, as known at the revision beside it.</summary>
    public static Task<List<Predecessor>> PredecessorsAsync(
        this PeaceTalksDb db, Guid[] positions, long[] knownAt, TrackScope scope, CancellationToken cancellation)
    {
        var rule = new TrackSql(scope);
        var before = $"""
            p.track_id = e.track_id AND p.in_force_from <= e.in_force_from AND ({TrackSql.Key("p")}) < ({TrackSql.Key("e")})
            AND {TrackSql.InForce("p", "asked.known")}{rule.Chosen("p", "position", "asked.known")}
            """;
        var sql = $"""
            SELECT e.id AS "Record", asked.known AS "Revision", {TrackSql.Held("then")} AS "Held", {TrackSql.Silence("then")} AS "Silence"
            FROM unnest({rule.Add(positions)}, {rule.Add(knownAt)}) asked(id, known) JOIN position e ON e.id = asked.id
            LEFT JOIN LATERAL (SELECT p.id, p.stance FROM position p WHERE {before} ORDER BY {TrackSql.NewestFirst} LIMIT 1) newest_then ON true
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance FROM position p WHERE newest_then.stance IN {TrackSql.Silent} AND p.stance NOT IN {TrackSql.Silent} AND {before}
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) stated_then ON true
            """;
        return db.Database.SqlQueryRaw<Predecessor>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>Four short lists, each by an index of its own, merged: positions and milestones, and of both those whose bounds end in the window and those that reach beyond it.</summary>
    private static string InForce(TrackScope scope, DiffWindow window, EventKey? after, int limit, TrackSql rule)
    {
        var (first, last, known) = (rule.Add(window.From.Day), rule.Add(window.To.Day), rule.Add(window.To.Revision));
        var page = after is null ? "" : $" AND (p.latest, p.recorded_in, p.place) > ({rule.Add(after.Latest)}, {rule.Add(after.Revision)}, {rule.Add(after.Place)})";
        return $"""
            SELECT NULL AS "Action", x.noun AS "Noun", x.id AS "Record", x.latest AS "Latest", x.recorded_in AS "Revision", x.place AS "Place"
            FROM ({Dated("position", vague: false)} UNION ALL {Dated("milestone", vague: false)}
                  UNION ALL {Dated("position", vague: true)} UNION ALL {Dated("milestone", vague: true)}) x
            ORDER BY x.latest, x.recorded_in, x.place LIMIT {rule.Add(limit)}
            """;

        string Dated(string noun, bool vague) => $"""
            (SELECT '{noun.ToUpperInvariant()}' AS noun, p.id, p.latest, p.recorded_in, p.place FROM {Records(noun)}
            WHERE {(vague ? $"p.earliest < p.latest AND p.latest > {last} AND p.earliest <= {last}" : $"p.latest > {first} AND p.latest <= {last}")}
              AND {TrackSql.InForce("p", known)} AND {InScope(noun, scope, rule)}{rule.Chosen("p", noun, known)}{page}
            ORDER BY p.latest, p.recorded_in, p.place LIMIT {rule.Add(limit)})
            """;
    }

    private static string Done(TrackScope scope, DiffWindow window, EventKey? after, int limit, TrackSql rule)
    {
        var (first, last, asOf) = (rule.Add(window.From.Revision), rule.Add(window.To.Revision), rule.Add(window.To.Day));
        var page = after is null ? "" : $" AND (c.revision, c.place) > ({rule.Add(after.Revision)}, {rule.Add(after.Place)})";
        return $"""
            SELECT x.action AS "Action", x.noun AS "Noun", x.id AS "Record", x.latest AS "Latest", x.revision AS "Revision", x.place AS "Place"
            FROM ({About("position")} UNION ALL {About("milestone")}) x
            ORDER BY x.revision, x.place LIMIT {rule.Add(limit)}
            """;

        string About(string noun) => $"""
            (SELECT c.action, c.noun, p.id, p.latest, c.revision, c.place
            FROM change c JOIN {Records(noun)} ON p.id = CASE WHEN c.noun = '{noun.ToUpperInvariant()}' THEN c.subject::uuid END
            WHERE c.revision > {first} AND c.revision <= {last} AND c.noun = '{noun.ToUpperInvariant()}' AND p.latest <= {asOf}
              AND {InScope(noun, scope, rule)}{rule.Chosen("p", noun, last)}{page}
            ORDER BY c.revision, c.place LIMIT {rule.Add(limit)})
            """;
    }

    private static string Records(string noun) => noun == "position" ? "(position p JOIN track t ON t.id = p.track_id)" : "milestone p";

    /// <summary>Milestones have no track: who took the step stands for the holder.</summary>
    private static string InScope(string noun, TrackScope scope, TrackSql rule) => noun == "position"
        ? rule.InScope
        : "true" + rule.Any("p.process", scope.Processes) + rule.Any("p.by", scope.Parties) + rule.OnTarget("p");
}
