using PeaceTalks.Api.Data;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>What a position's track held without it and with it.</summary>
/// <param name="Before">Null if nothing was known.</param>
/// <param name="After">Null if nothing is known any more.</param>
public sealed record EventEnds(Guid Record, long Revision, int Place, Guid? Before, Guid? SilenceBefore, Guid? After, Guid? SilenceAfter);

public static class EventQueries
{
    /// <summary>The tables of records.</summary>
    private static readonly string[] Nouns = ["position", "milestone", "meeting"];

    /// <summary>
    /// The order within one day. The better known record comes first, so that the weaker report is the one that repeats it: narrow bounds,
    /// then SELF.
    /// </summary>
    /// <param name="earliest">
    /// The column of the earliest day. If that day is unknown, the column is null, or in ix_position_rule the least of all; greatest()
    /// skips both.
    /// </param>
    private static string DayOrder(string p, string earliest = "earliest") =>
        $"{p}.latest, '2000-01-01'::date - greatest({p}.{earliest}, '0001-01-01'::date), {p}.attribution, {p}.recorded_in, {p}.place";

    /// <summary>
    /// A page of the records of the window. On the valid axis, these are the records in force whose bounds overlap it, by the latest day
    /// that they can have been, and within one day the better known first. On the recorded axis, they are what the ledger did to records
    /// that are admitted as of the day, in the ledger's order.
    /// </summary>
    public static Task<List<EventRow>> EventsAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DiffWindow window,
        EventKey? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var rows = window.Axis == DiffAxis.Valid ? InForce(scope, window, after, limit, rule) : Done(scope, window, after, limit, rule);
        return db.SqlAsync<EventRow>(rule.Statement(rows), cancellation);
    }

    /// <summary>
    /// What the track of each position held without it and with it. On the valid axis, this counts the records that are certainly stated by
    /// then, in the order of <see cref="EventsAsync"/>. On the recorded axis, and without a window, it counts the records that were known
    /// by then.
    /// </summary>
    public static Task<List<EventEnds>> EndsAsync(
        this PeaceTalksDb db,
        IReadOnlyList<RecordChange> positions,
        TrackScope scope,
        DiffWindow? window,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var (ids, revisions, places) = (
            rule.Add(positions.Select(x => x.Record).ToArray()),
            rule.Add(positions.Select(x => x.Revision).ToArray()),
            rule.Add(positions.Select(x => x.Place).ToArray())
        );
        var (without, with) = window is { Axis: DiffAxis.Valid } ? (Stated("<"), Stated("<=")) : (Known("<", ">="), Known("<=", ">"));
        var sql = $"""
            SELECT e.id AS "Record", e.revision AS "Revision", e.at AS "Place",
                   {TrackSql.Held("before")} AS "Before", {TrackSql.Silence("before")} AS "SilenceBefore",
                   {TrackSql.Held("after")} AS "After", {TrackSql.Silence("after")} AS "SilenceAfter"
            FROM (
                SELECT p.*, done.revision, done.at FROM unnest({ids}, {revisions}, {places}) done(id, revision, at) JOIN position p ON p.id = done.id) e
            {TrackSql.ProbesOf("before", "e.track_id", without)}
            {TrackSql.ProbesOf("after", "e.track_id", with)}
            """;
        return db.SqlAsync<EventEnds>(rule.Statement(sql), cancellation);

        string Stated(string than)
        {
            var known = rule.Add(window.To.Revision);
            return $"{rule.Counts("p", "e.latest", known)} AND ({DayOrder("p", "in_force_from")}) {than} ({DayOrder("e", "in_force_from")})";
        }

        string Known(string than, string superseded)
        {
            var admitted = window is null ? "" : $"{rule.Admitted("p", rule.Add(window.To.Day))} AND ";
            return $"{admitted}(p.recorded_in, p.place) {than} (e.revision, e.at) AND (p.superseded_in IS NULL OR p.superseded_in {superseded} e.revision){rule.Chosen("p", "position", "e.revision", $"(c.recorded_in, c.place) {than} (e.revision, e.at)")}";
        }
    }

    /// <summary>
    /// Merges short lists, each read by an index of its own: for each noun, the records whose bounds end in the window, and those whose
    /// bounds reach beyond it.
    /// </summary>
    private static string InForce(TrackScope scope, DiffWindow window, EventKey? after, int limit, TrackSql rule)
    {
        var (first, last, known) = (TrackSql.Literal(window.From.Day), TrackSql.Literal(window.To.Day), rule.Add(window.To.Revision));
        var page = after is null ? "" : $" AND p.latest >= ({OfLast("p.latest")}) AND ({DayOrder("p")}) > ({OfLast(DayOrder("p"))})";
        return $"""
            SELECT NULL AS "Action", p.noun AS "Noun", p.id AS "Record", p.recorded_in AS "Revision", p.place AS "Place"
            FROM ({string.Join(" UNION ALL ", ((bool[])[false, true]).SelectMany(vague => Nouns.Select(noun => Dated(noun, vague))))}) p
            ORDER BY {DayOrder("p")} LIMIT {limit}
            """;

        // OFFSET makes the planner use ix_..._vague. It would otherwise assume that so many records are vague that it soon meets the first
        // ones in the order of days.
        string Beyond(string noun) => $"(SELECT * FROM {noun} WHERE earliest < latest AND daterange(earliest, latest) @> {last} OFFSET 0)";

        string OfLast(string columns) =>
            string.Join(" UNION ALL ", Nouns.Select(noun => $"SELECT {columns} FROM {noun} p WHERE p.id = {rule.Add(after.Record)}"));

        string Dated(string noun, bool vague) =>
            $"""
                (SELECT '{noun.ToUpperInvariant()}' AS noun, p.id, p.earliest, p.latest, p.attribution, p.recorded_in, p.place
                FROM {Records(noun, scope, vague ? Beyond(noun) : null)}
                WHERE {(vague ? "true" : $"p.latest > {first} AND p.latest <= {last}")}
                  AND {TrackSql.InForce("p", known)} AND {InScope(noun, "p", scope, rule)}{rule.Chosen("p", noun, known)}{page}
                ORDER BY {DayOrder("p")} LIMIT {limit})
                """;
    }

    /// <summary>
    /// What the ledger did to records that count. If a correction leaves its track or the answer, the record that counted before has an
    /// event too, and it comes first.
    /// </summary>
    private static string Done(TrackScope scope, DiffWindow window, EventKey? after, int limit, TrackSql rule)
    {
        var (first, last, asOf) = (rule.Add(window.From.Revision), rule.Add(window.To.Revision), rule.Add(window.To.Day));
        return $"""
            SELECT x.action AS "Action", x.noun AS "Noun", x.id AS "Record", x.revision AS "Revision", x.place AS "Place"
            FROM ({string.Join(" UNION ALL ", Nouns.Select(About))}) x
            ORDER BY x.revision, x.place, x.is_new LIMIT {limit}
            """;

        string About(string noun) =>
            $"""
                (SELECT done.action, done.noun, p.id, done.revision, done.place, about.id = done.subject AS is_new
                FROM change done CROSS JOIN LATERAL (VALUES (done.subject), (done.supersedes)) about(id)
                JOIN {Records(noun, scope)} ON p.id = CASE WHEN done.noun = '{noun.ToUpperInvariant()}' THEN about.id::uuid END
                WHERE done.revision > {first} AND done.revision <= {last} AND done.noun = '{noun.ToUpperInvariant()}'{Page()}
                  AND {InScope(noun, "p", scope, rule)} AND {Counts("p", noun)}
                  AND (about.id = done.subject OR NOT EXISTS (
                    SELECT 1 FROM {noun} n WHERE n.id = CASE WHEN done.noun = '{noun.ToUpperInvariant()}' THEN done.subject::uuid END AND {Instead(
                    noun
                )} AND {Counts("n", noun)}))
                ORDER BY done.revision, done.place, is_new LIMIT {limit})
                """;

        string Counts(string p, string noun) => $"{p}.latest <= {asOf}{rule.Chosen(p, noun, "done.revision")}";

        string Instead(string noun) => noun == "position" ? "n.track_id = p.track_id" : InScope(noun, "n", scope, rule);

        string Page()
        {
            if (after is null)
            {
                return "";
            }

            var (revision, place, record) = (rule.Add(after.Revision), rule.Add(after.Place), rule.Add(after.Record.ToString()));
            return $"""
                 AND (done.revision, done.place) >= ({revision}, {place}) AND (done.revision, done.place, about.id = done.subject) > (
                    {revision}, {place}, NOT EXISTS (SELECT 1 FROM change x WHERE x.revision = {revision} AND x.place = {place} AND x.supersedes = {record}))
                """;
        }
    }

    /// <summary>Records p. Positions come with their track t if it is needed.</summary>
    /// <param name="from">The table, or some of its rows.</param>
    private static string Records(string noun, TrackScope scope, string? from = null) =>
        noun == "position" && scope.ChoosesTracks ? $"({from ?? noun} p JOIN track t ON t.id = p.track_id)" : $"{from ?? noun} p";

    /// <summary>The filters of records are applied to each record, whose track is not joined for them.</summary>
    private static string InScope(string noun, string p, TrackScope scope, TrackSql rule) =>
        noun switch
        {
            "position" => rule.IsChosen,
            "milestone" => MilestoneInScope(p, scope, rule),
            _ => MeetingInScope(p, scope, rule.Values),
        };

    /// <summary>
    /// SQL condition: the meeting is in one of the processes, about one of the targets, and one of the parties takes part.
    /// </summary>
    public static string MeetingInScope(string m, TrackScope scope, SqlValues values) =>
        "true"
        + values.Any($"{m}.process", scope.Processes)
        + MeetingSql.TookPart(m, scope.Parties, null, null, values)
        + MeetingSql.About(m, scope.Issues, scope.Proposals, values);

    /// <summary>Milestones have no track. The party that took the step stands for the holder.</summary>
    private static string MilestoneInScope(string p, TrackScope scope, TrackSql rule) =>
        "true" + rule.Any($"{p}.process", scope.Processes) + rule.Any($"{p}.by", scope.Parties) + rule.OnTarget(p);
}
