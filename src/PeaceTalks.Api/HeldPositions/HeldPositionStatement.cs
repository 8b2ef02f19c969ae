using PeaceTalks.Api.Data;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Which held positions to return. A null filter selects everything.</summary>
/// <param name="Stances">Names of stances or silences: of the stance that is held, or of the silence that is newer.</param>
/// <param name="HeldAttributions">The attributions of the record that is held.</param>
/// <param name="Contested">Whether other records contradict the position.</param>
/// <param name="MinSources">The least number of independent sources of the run.</param>
/// <param name="Fragile">Whether the stance hangs on one article.</param>
public sealed record HeldFilter(
    string[]? Stances = null,
    short[]? HeldAttributions = null,
    bool? Contested = null,
    int? MinSources = null,
    bool? Fragile = null
)
{
    public bool Chooses => this != new HeldFilter();
}

/// <summary>The statement of a page of held positions, with their evidence and their records.</summary>
public static class HeldPositionStatement
{
    /// <summary>
    /// A page that has a filter looks at no more tracks on which something is held. Otherwise, a filter that selects next to nothing would
    /// make it look at all of them.
    /// </summary>
    public const int MaxTracks = 300;

    /// <summary>The rank of the first record of the run besides the held one.</summary>
    public const int FirstOfRun = 100;

    private const string ToChooseBy =
        "coalesce(stated_now.attribution, newest_now.attribution) AS held_attribution, "
        + "stated_now.stance AS held_stance, newest_now.stance AS newest_stance";

    /// <summary>
    /// The rows of a track stand together, by party, target and track. The held record comes first (rank 0), then a silence that is newer
    /// (rank 1), then the alternatives, then the other records of the run (from rank <see cref="FirstOfRun"/>), of which the rows have the
    /// id and the citations alone. With each citation comes the article that the cited one ultimately retells, if it retells any.
    /// </summary>
    /// <param name="after">The last track of the previous page. Null for the first page.</param>
    /// <param name="limit">The maximum number of tracks.</param>
    /// <param name="fragility">Whether to say on which article each stance hangs. These columns come before those of the records.</param>
    public static SqlStatement Page(
        TrackScope scope,
        DateOnly day,
        Certainty certainty,
        long revision,
        HeldFilter filter,
        TrackKey? after,
        int limit,
        bool fragility = false
    )
    {
        var rule = new TrackSql(scope, certainty);
        var (asOf, known) = (rule.Add(day), rule.Add(revision));
        var counts = rule.Counts("p", asOf, known);
        var tracks = Held(filter, after, rule, asOf, known);
        if (filter.Chooses)
        {
            tracks =
                $"SELECT t.* FROM ({tracks} LIMIT {MaxTracks}) t WHERE {Chosen(rule, filter, asOf, known)} "
                + "ORDER BY t.party, t.target, t.id";
        }

        return rule.Statement(
            $"""
            SELECT rank.n, since_day.earliest, since_day.latest, since_day.basis, self.id, self.earliest, self.latest, self.basis,
                   rank.record, {CorroborationSql.OriginalColumns}{(fragility ? $", {CorroborationSql.FragilityColumns}" : "")},
                   {CitedPositions.Columns}
            FROM (
                {tracks} LIMIT {limit}) t
            JOIN position h ON h.id = t.held
            {HeldPositionQueries.Run(counts)}
            JOIN position since_day ON since_day.id = coalesce(since.id, h.id)
            LEFT JOIN LATERAL (
                SELECT p.id, p.earliest, p.latest, p.basis FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.attribution = 0 AND p.stance NOT IN {TrackSql.Silent}
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) self ON true
            {(fragility ? CorroborationSql.JoinFragility(rule, asOf, known) : "")}
            CROSS JOIN LATERAL (
                SELECT h.id, h.id AS record, 0::bigint AS n
                UNION ALL
                SELECT t.silence, t.silence, 1 WHERE t.silence <> h.id
                UNION ALL
                SELECT other.id, other.id, 1 + other.n FROM ({HeldPositionQueries.OthersOf(counts)}) other
                UNION ALL
                (SELECT NULL, p.id, {FirstOfRun - 1} + row_number() OVER (ORDER BY {TrackSql.NewestFirst}) FROM position p
                WHERE since.id <> h.id AND {HeldPositionQueries.IsInRun(counts, "<")}
                ORDER BY {TrackSql.NewestFirst} LIMIT {Corroboration.MaxRecords})) rank
            LEFT JOIN position p ON p.id = rank.id
            {CitedPositions.JoinCitations(known, "rank.record")}
            {CorroborationSql.JoinOriginal(known)}
            ORDER BY t.party, t.target, t.id, rank.n
            """
        );
    }

    /// <summary>
    /// Where a page ended that looked at as many tracks as it may: the party, the target and the track. No row if it looked at all that
    /// there are.
    /// </summary>
    /// <inheritdoc cref="Page" path="/param"/>
    public static SqlStatement Reached(
        TrackScope scope,
        DateOnly day,
        Certainty certainty,
        long revision,
        HeldFilter filter,
        TrackKey? after
    )
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            SELECT t.party, t.target, t.id
            FROM ({Held(filter, after, rule, rule.Add(day), rule.Add(revision))} LIMIT {MaxTracks}) t
            ORDER BY t.party, t.target, t.id OFFSET {MaxTracks - 1}
            """
        );
    }

    /// <summary>The tracks on which something is held, in the order of the list. You can append a limit.</summary>
    /// <remarks>
    /// Silence is rare, so the tracks that have ever been silent are looked up (for IS TRUE, see <see cref="TrackSql"/>). What is recorded
    /// later makes no difference, so that a page ends at the same track whenever it is asked for.
    /// </remarks>
    private static string Held(HeldFilter filter, TrackKey? after, TrackSql rule, string asOf, string known)
    {
        var isSilent =
            filter.Stances?.All(x => EnumNames.Parse<Stance>(x).IsSilence()) == true
                ? $" AND (t.id IN (SELECT p.track_id FROM position p WHERE p.recorded_in <= {known}"
                    + $"{rule.Any("p.stance", filter.Stances)})) IS TRUE"
                : "";
        var columns =
            $"t.*, {TrackSql.Held("now")} AS held, {TrackSql.Silence("now")} AS silence{(filter.Chooses ? $", {ToChooseBy}" : "")}";
        var chosen = $"{rule.InScope}{rule.After(after)}{isSilent}";

        // Where few tracks are chosen, an index alone tells which. OFFSET keeps the planner from reading the others as well.
        return rule.ChoosesByRecord
            ? $"""
                SELECT {columns}
                FROM (SELECT t.id, t.party, t.target FROM track t WHERE {chosen} ORDER BY t.party, t.target, t.id OFFSET 0) few
                JOIN track t ON t.id = few.id
                {rule.Probes("now", asOf, known)}
                WHERE newest_now.id IS NOT NULL
                ORDER BY few.party, few.target, few.id
                """
            : $"""
                SELECT {columns}
                FROM track t
                {rule.Probes("now", asOf, known)}
                WHERE newest_now.id IS NOT NULL AND {chosen}
                ORDER BY t.party, t.target, t.id
                """;
    }

    private static string Chosen(TrackSql rule, HeldFilter filter, string asOf, string known) =>
        "true"
        + rule.Any("t.held_attribution", filter.HeldAttributions)
        + (
            filter.Stances is null
                ? ""
                : $" AND (t.held_stance = ANY({rule.Add(filter.Stances)}) OR t.newest_stance = ANY({rule.Add(filter.Stances)}))"
        )
        + (filter.Contested is null ? "" : $" AND {rule.Contested("t.held", asOf, known)} = {rule.Add(filter.Contested)}")
        + (
            filter.MinSources is null
                ? ""
                : $" AND {CorroborationSql.SourceCount(rule, "t.held", asOf, known)} >= {rule.Add(filter.MinSources)}"
        )
        + (
            filter.Fragile is null
                ? ""
                : $" AND (SELECT {CorroborationSql.IsFragile} FROM position h {CorroborationSql.JoinFragility(rule, asOf, known)} "
                    + $"WHERE h.id = t.held) = {rule.Add(filter.Fragile)}"
        );
}
