using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>A track, and what it held at two ends. Null if nothing was known there.</summary>
/// <param name="Proposal">Null for a track on an issue as a whole.</param>
public sealed record TrackChange(TrackKey Key, string? Proposal, HeldRecord? Before, HeldRecord? After)
{
    public string Party => Key.Party;

    /// <summary>Null for a track on a proposal.</summary>
    public string? Issue => Proposal is null ? Key.Target : null;
}

/// <summary>A track's place in the order of a diff: changes by sort, and those of one sort by track.</summary>
public sealed record DiffPlace(ChangeSort Sort, TrackKey Track)
{
    public const int KeyCount = 4;

    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static DiffPlace? FromKeys(string[]? keys) =>
        keys is [var sort, .. var track] ? new(PinnedPages.ValueOf<ChangeSort>(sort), TrackKey.FromCursor(track)!) : null;

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [EnumNames.NameOf(Sort), .. Track.Keys];
}

/// <summary>Tracks that hold another record at the later end, and the articles that their records cite, if those were asked for.</summary>
public sealed record ChangedTracks(IReadOnlyList<TrackChange> Tracks, IReadOnlyDictionary<string, ArticleReference> Articles)
{
    /// <summary>Reads the rows of <see cref="DiffQueries.Changed"/>.</summary>
    public static async Task<ChangedTracks> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var positions = new CitedPositions(reader);
        List<(TrackKey Key, string? Proposal, Position?[] Sides)> tracks = [];
        while (await reader.ReadAsync(cancellation))
        {
            var (position, isNew) = positions.Read();
            if (!isNew)
            {
                continue;
            }

            var key = TrackKey.Read(reader);
            if (tracks is not [.., var last] || last.Key != key)
            {
                last = (key, reader.IsDBNull(3) ? null : reader.GetString(3), new Position?[4]);
                tracks.Add(last);
            }

            var sides = reader.GetInt64(4);
            for (var side = 0; side < last.Sides.Length; side++)
            {
                last.Sides[side] = (sides & 1 << side) == 0 ? last.Sides[side] : position;
            }
        }

        return new(
            [.. tracks.Select(x => new TrackChange(x.Key, x.Proposal, Held(x.Sides[0], x.Sides[1]), Held(x.Sides[2], x.Sides[3])))],
            positions.Articles
        );
    }

    /// <summary>Reads the rows of <see cref="DiffQueries.ChangedInEach"/>.</summary>
    /// <param name="tracks">The tracks that were asked for.</param>
    public static async Task<IReadOnlyList<(TrackWindow Track, HeldRecord? Before, HeldRecord? After)>> ReadEachAsync(
        NpgsqlDataReader reader,
        IReadOnlyList<TrackWindow> tracks,
        CancellationToken cancellation
    )
    {
        var positions = new CitedPositions(reader);
        List<(TrackWindow Track, Position?[] Sides)> changed = [];
        while (await reader.ReadAsync(cancellation))
        {
            var track = tracks[(int)reader.GetInt64(0) - 1];
            if (changed is not [.., var last] || last.Track != track)
            {
                last = (track, new Position?[4]);
                changed.Add(last);
            }

            var (position, sides) = (positions.Read().Position, reader.GetInt64(1));
            for (var side = 0; side < last.Sides.Length; side++)
            {
                last.Sides[side] = (sides & 1 << side) == 0 ? last.Sides[side] : position;
            }
        }

        return [.. changed.Select(x => (x.Track, Held(x.Sides[0], x.Sides[1]), Held(x.Sides[2], x.Sides[3])))];
    }

    private static HeldRecord? Held(Position? held, Position? silence) => held is null ? null : new(held, silence);
}

/// <summary>
/// Which changes to return, by what is held at the later end, or at the earlier end if nothing is held at the later. A null filter selects
/// everything.
/// </summary>
/// <param name="Contested">Whether other records contradict it.</param>
/// <param name="MinSources">The least number of its independent sources.</param>
public sealed record EndFilter(bool? Contested = null, int? MinSources = null);

public static class DiffQueries
{
    /// <summary>How many records of a track are read to confirm what is only reported as standing.</summary>
    private const int MaxSaid = 20;

    /// <summary>
    /// The next tracks that may have changed, by party, target and track; no other track can have. On the valid axis, these are the tracks
    /// with a record dated in the window. On the recorded axis, they are the tracks with a record that a change in the window is about.
    /// </summary>
    /// <param name="sort">
    /// Only tracks on which there can be a change of this sort: where something was known at the earlier end, or where nothing was. Null
    /// for all.
    /// </param>
    /// <param name="after">Null to start with the first.</param>
    public static SqlStatement Candidates(TrackScope scope, DiffWindow window, ChangeSort? sort, TrackKey? after, int limit)
    {
        var rule = new TrackSql(scope);
        return rule.Statement(
            $"""
            SELECT t.party, t.target, t.id FROM track t {(sort is null ? "" : Earlier())}
            WHERE t.id IN ({Candidates(window, scope, rule)}) AND {rule.InScope}{rule.After(after)} {(
                sort is null ? ""
                : sort == ChangeSort.FirstReported ? "AND earlier.id IS NULL"
                : "AND earlier.id IS NOT NULL"
            )}
            ORDER BY t.party, t.target, t.id LIMIT {limit}
            """
        );

        // One descent of the index a track. The planner would turn EXISTS into a join that reads the records of all days.
        string Earlier() =>
            $"""
                LEFT JOIN LATERAL (
                    SELECT p.id FROM position p WHERE p.track_id = t.id AND {rule.Counts(
                    "p",
                    rule.Add(window.From.Day),
                    rule.Add(window.From.Revision)
                )}
                    ORDER BY {TrackSql.NewestFirst} LIMIT 1) earlier ON true
                """;
    }

    /// <summary>
    /// Those of the tracks that hold another record at the later end, by party, target and track, with their records. A record has a row,
    /// or one for each citation, and says in bits which side of the change it is on: held before, silent before, held after, silent after.
    /// </summary>
    /// <param name="cited">Whether to read citations and articles too, as known at the later end.</param>
    public static SqlStatement Changed(TrackScope scope, DiffWindow window, EndFilter filter, Guid[] tracks, bool cited = false)
    {
        var rule = new TrackSql(scope);
        var (firstDay, first, lastDay, last) = (
            rule.Add(window.From.Day),
            rule.Add(window.From.Revision),
            rule.Add(window.To.Day),
            rule.Add(window.To.Revision)
        );
        return rule.Statement(
            $"""
            SELECT t.party, t.target, t.id, t.proposal, side.bits, {CitedPositions.Columns}
            FROM (
                SELECT t.*, {TrackSql.Held("before")} AS before, {TrackSql.Silence("before")} AS silence_before,
                       {TrackSql.Held("after")} AS after, {TrackSql.Silence("after")} AS silence_after
                FROM track t
                {rule.Probes("before", firstDay, first)}
                {rule.Probes("after", lastDay, last)}
                WHERE (newest_before.id IS DISTINCT FROM newest_after.id OR stated_before.id IS DISTINCT FROM stated_after.id)
                    {rule.Any("t.id", tracks)}
                {(filter.Contested is null ? "" : $"AND {AtEnd(rule.Contested)} = {rule.Add(filter.Contested)}")}
                {(filter.MinSources is null ? "" : $"AND {AtEnd(Sources)} >= {rule.Add(filter.MinSources)}")}) t
            CROSS JOIN LATERAL (
                SELECT one.id, sum(one.bit) AS bits
                FROM (VALUES (1, t.before), (2, t.silence_before), (4, t.after), (8, t.silence_after)) one(bit, id)
                WHERE one.id IS NOT NULL GROUP BY one.id) side
            JOIN position p ON p.id = side.id
            {(cited ? CitedPositions.JoinCitations(last) : CitedPositions.JoinNoCitations)}
            ORDER BY t.party, t.target, t.id
            """
        );

        string AtEnd(Func<string, string, string, string> of) =>
            $"""
                CASE WHEN newest_after.id IS NULL
                        THEN {of(TrackSql.Held("before"), firstDay, first)}
                        ELSE {of(TrackSql.Held("after"), lastDay, last)} END
                """;

        string Sources(string held, string day, string known) => CorroborationSql.SourceCount(rule, held, day, known);
    }

    /// <summary>
    /// Those of the tracks that hold another record at the later end of their own window, with their records. Each row is for one record.
    /// It begins with the place of the track in the list, and says in bits which side of the change the record is on, as
    /// <see cref="Changed"/> does.
    /// </summary>
    public static SqlStatement ChangedInEach(TrackScope scope, IReadOnlyList<TrackWindow> tracks)
    {
        var rule = new TrackSql(scope);
        var asked = rule.Add(tracks.Select(x => x.Track).ToArray());
        var (firstDays, firsts) = (
            rule.Add(tracks.Select(x => x.Window.From.Day).ToArray()),
            rule.Add(tracks.Select(x => x.Window.From.Revision).ToArray())
        );
        var (lastDays, lasts) = (
            rule.Add(tracks.Select(x => x.Window.To.Day).ToArray()),
            rule.Add(tracks.Select(x => x.Window.To.Revision).ToArray())
        );
        return rule.Statement(
            $"""
            SELECT t.n, side.bits, {CitedPositions.Columns}
            FROM (
                SELECT t.*, asked.n, {TrackSql.Held("before")} AS before, {TrackSql.Silence("before")} AS silence_before,
                       {TrackSql.Held("after")} AS after, {TrackSql.Silence("after")} AS silence_after
                FROM unnest({asked}, {firstDays}, {firsts}, {lastDays}, {lasts}) WITH ORDINALITY
                    asked(track, first_day, first, last_day, last, n)
                JOIN track t ON t.id = asked.track
                {rule.Probes("before", "asked.first_day", "asked.first")}
                {rule.Probes("after", "asked.last_day", "asked.last")}
                WHERE newest_before.id IS DISTINCT FROM newest_after.id OR stated_before.id IS DISTINCT FROM stated_after.id) t
            CROSS JOIN LATERAL (
                SELECT one.id, sum(one.bit) AS bits
                FROM (VALUES (1, t.before), (2, t.silence_before), (4, t.after), (8, t.silence_after)) one(bit, id)
                WHERE one.id IS NOT NULL GROUP BY one.id) side
            JOIN position p ON p.id = side.id
            {CitedPositions.JoinNoCitations}
            ORDER BY t.n
            """
        );
    }

    /// <summary>
    /// For each of the records, those of its track with the same stance that count at the later end of its window and were stated on a day
    /// which is known to lie in that window. What is only reported as standing is not among them. The first column is the place of the
    /// record in the list, from 1.
    /// </summary>
    public static SqlStatement Said(TrackScope scope, IReadOnlyList<(Position Record, DiffWindow Window)> records)
    {
        var rule = new TrackSql(scope);
        var (tracks, stances) = (
            rule.Add(records.Select(x => x.Record.TrackId).ToArray()),
            rule.Add(records.Select(x => EnumNames.NameOf(x.Record.Stance)).ToArray())
        );
        var (firsts, lasts, known) = (
            rule.Add(records.Select(x => x.Window.FromDay).ToArray()),
            rule.Add(records.Select(x => x.Window.To.Day).ToArray()),
            rule.Add(records.Select(x => x.Window.To.Revision).ToArray())
        );
        return rule.Statement(
            $"""
            SELECT asked.n, {CitedPositions.Columns}
            FROM unnest({tracks}, {stances}, {firsts}, {lasts}, {known}) WITH ORDINALITY asked(track, stance, first, last, known, n)
            CROSS JOIN LATERAL (
                SELECT p.* FROM position p
                WHERE p.track_id = asked.track AND p.stance = asked.stance AND p.in_force_from > asked.first
                  AND p.basis <> 'PUBLICATION' AND {rule.Counts("p", "asked.last", "asked.known")}
                ORDER BY {TrackSql.NewestFirst} LIMIT {MaxSaid}) p
            JOIN track t ON t.id = p.track_id
            {CitedPositions.JoinNoCitations}
            """
        );
    }

    /// <summary>
    /// What became of those of the given records that were superseded by the revision beside them: the record, the revision, and whether
    /// what the record was corrected to is in force.
    /// </summary>
    public static SqlStatement Outcomes(IReadOnlyList<(Guid Record, long Revision)> records) =>
        new(
            """
            WITH RECURSIVE line AS (
                SELECT p.id AS first, asked.known, p.id, p.superseded_in
                FROM unnest({0}, {1}) asked(id, known) JOIN position p ON p.id = asked.id
                UNION ALL
                SELECT l.first, l.known, p.id, p.superseded_in FROM line l JOIN position p ON p.corrects = l.id
                WHERE p.recorded_in <= l.known)
            SELECT first, known, bool_or(superseded_in IS NULL OR superseded_in > known) FROM line GROUP BY first, known
            """,
            [records.Select(x => x.Record).ToArray(), records.Select(x => x.Revision).ToArray()]
        );

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
