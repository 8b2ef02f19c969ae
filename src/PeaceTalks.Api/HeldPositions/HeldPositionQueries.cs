using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>A target's place in the order of lists by target. An issue comes before a proposal with the same slug.</summary>
public sealed record TargetKey(string Slug, TargetType Type)
{
    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static TargetKey? FromCursor(string[]? keys) =>
        keys is [var slug, var type] ? new(slug, PinnedPages.ValueOf<TargetType>(type)) : null;

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [Slug, EnumNames.NameOf(Type)];
}

/// <summary>A track and what it holds: the record that is held, and a silence that is newer or is the only thing known.</summary>
/// <param name="Proposal">Null for a track on an issue as a whole.</param>
/// <param name="StanceName">The name of the stance in the held record.</param>
public sealed record HeldTrack(
    Guid TrackId,
    string Process,
    string Party,
    string Target,
    string? Proposal,
    Guid Held,
    Guid? Silence,
    string StanceName
)
{
    /// <summary>Null for a track on a proposal.</summary>
    public string? Issue => Proposal is null ? Target : null;

    public Stance Stance => EnumNames.Parse<Stance>(StanceName);

    public TargetKey TargetKey => new(Target, Proposal is null ? TargetType.Issue : TargetType.Proposal);

    /// <summary>The records that support this.</summary>
    public IEnumerable<Guid> Records => Silence is { } silence ? [Held, silence] : [Held];

    /// <summary>Reads the rows of <see cref="HeldPositionQueries.Held"/>.</summary>
    public static async Task<List<HeldTrack>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var tracks = new List<HeldTrack>();
        while (await reader.ReadAsync(cancellation))
        {
            tracks.Add(Read(reader));
        }

        return tracks;
    }

    /// <summary>Reads a row. Further columns may come behind.</summary>
    public static HeldTrack Read(NpgsqlDataReader reader) =>
        new(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            reader.GetGuid(5),
            reader.IsDBNull(6) ? null : reader.GetGuid(6),
            reader.GetString(7)
        );
}

/// <summary>Queries for what is held. The rule is in <see cref="TrackSql"/>.</summary>
public static class HeldPositionQueries
{
    /// <summary>The tracks on which something is held, by party, target and track.</summary>
    /// <param name="limit">The maximum number of tracks.</param>
    public static SqlStatement Held(TrackScope scope, DateOnly day, Certainty certainty, long revision, int limit)
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            {HeldTracks(rule, "track t", rule.Add(day), rule.Add(revision))} AND {rule.InScope}
            ORDER BY t.party, t.target, t.id LIMIT {limit}
            """
        );
    }

    /// <summary><see cref="Held"/> on each of several days, in no order. The day is the last column.</summary>
    /// <param name="limit">The maximum number of tracks, counted on each day.</param>
    public static SqlStatement HeldOnDays(TrackScope scope, DateOnly[] days, Certainty certainty, long revision, int limit)
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            {HeldTracks(
                rule,
                $"unnest({rule.Add(days)}) d(day) CROSS JOIN track t",
                "d.day",
                rule.Add(revision),
                ", d.day"
            )} AND {rule.InScope}
            LIMIT {limit}
            """
        );
    }

    /// <summary>Reads the rows of <see cref="HeldOnDays"/>.</summary>
    public static async Task<ILookup<DateOnly, HeldTrack>> ReadOnDaysAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<(DateOnly Day, HeldTrack Track)> held = [];
        while (await reader.ReadAsync(cancellation))
        {
            held.Add((reader.GetFieldValue<DateOnly>(8), HeldTrack.Read(reader)));
        }

        return held.ToLookup(x => x.Day, x => x.Track);
    }

    /// <summary>
    /// Parties that hold anything, in no order. It costs a probe or so for each of them, but all tracks of a party that holds nothing.
    /// </summary>
    /// <param name="limit">The maximum number of parties.</param>
    public static SqlStatement Parties(TrackScope scope, DateOnly day, Certainty certainty, long revision, int limit)
    {
        var rule = new TrackSql(scope, certainty);
        var chosen = rule.Any("t.party", scope.Parties);
        return rule.Statement(
            $"""
            WITH RECURSIVE each (party) AS (
                (SELECT t.party FROM track t WHERE true{chosen} ORDER BY t.party LIMIT 1)
                UNION ALL
                SELECT (SELECT t.party FROM track t WHERE t.party > each.party{chosen} ORDER BY t.party LIMIT 1) FROM each
                WHERE each.party IS NOT NULL)
            SELECT each.party FROM each
            WHERE EXISTS (
                SELECT FROM track t
                {rule.Probes("now", rule.Add(day), rule.Add(revision))}
                WHERE t.party = each.party AND newest_now.id IS NOT NULL AND {rule.InScope})
            LIMIT {limit}
            """
        );
    }

    /// <summary>Reads the rows of <see cref="Parties"/>.</summary>
    public static async Task<IReadOnlyList<string>> ReadPartiesAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<string> parties = [];
        while (await reader.ReadAsync(cancellation))
        {
            parties.Add(reader.GetString(0));
        }

        return parties;
    }

    /// <summary>
    /// Since when the stances of the given held records have been held without a break: the id of the held record, and the day of the
    /// oldest record of the run. <see cref="HeldPositionStatement"/> gives the same start.
    /// </summary>
    public static SqlStatement Since(TrackScope scope, Guid[] held, DateOnly day, Certainty certainty, long revision)
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            SELECT h.id, first.earliest, first.latest, first.basis
            FROM position h
            {Run(rule.Counts("p", rule.Add(day), rule.Add(revision)))}
            JOIN position first ON first.id = coalesce(since.id, h.id)
            WHERE h.id = ANY({rule.Add(held)})
            """
        );
    }

    /// <summary>The alternatives to the given held records: the id of the held record and that of the alternative, newest first.</summary>
    public static SqlStatement Alternatives(TrackScope scope, Guid[] held, DateOnly day, Certainty certainty, long revision)
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            SELECT h.id, other.id
            FROM position h
            CROSS JOIN LATERAL ({OthersOf(rule.Counts("p", rule.Add(day), rule.Add(revision)))}) other
            WHERE h.id = ANY({rule.Add(held)})
            ORDER BY h.id, other.n
            """
        );
    }

    /// <summary>Those of the held records whose runs have at least so many independent sources: their ids.</summary>
    public static SqlStatement Corroborated(TrackScope scope, Guid[] held, int minSources, DateOnly day, Certainty certainty, long revision)
    {
        var rule = new TrackSql(scope, certainty);
        var count = CorroborationSql.SourceCount(rule, "one.id", rule.Add(day), rule.Add(revision));
        return rule.Statement($"SELECT one.id FROM unnest({rule.Add(held)}) one(id) WHERE {count} >= {rule.Add(minSources)}");
    }

    /// <summary>The tracks on which something is held. You can append further conditions and an order.</summary>
    /// <param name="tracks">SQL for the tracks, with the alias t.</param>
    /// <param name="further">SQL for columns that come behind.</param>
    internal static string HeldTracks(TrackSql rule, string tracks, string asOf, string known, string further = "") =>
        $"""
            SELECT t.id AS "TrackId", t.process AS "Process", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   {TrackSql.Held("now")} AS "Held", {TrackSql.Silence("now")} AS "Silence", {TrackSql.Stance(
                "now"
            )} AS "StanceName"{further}
            FROM {tracks}
            {rule.Probes("now", asOf, known)}
            WHERE newest_now.id IS NOT NULL
            """;

    /// <summary>SQL for the newest alternatives to a held record h, numbered from 1 on.</summary>
    /// <inheritdoc cref="Run"/>
    internal static string OthersOf(string counts) =>
        $"""
            SELECT p.id, row_number() OVER (ORDER BY {TrackSql.NewestFirst}) AS n FROM position p
            WHERE p.track_id = h.track_id AND {counts} AND {TrackSql.IsAlternative}
            ORDER BY {TrackSql.NewestFirst} LIMIT 20
            """;

    /// <summary>
    /// Finds the unbroken run with the stance of a held record h. "breaker" is the newest record before it with another stance, and "since"
    /// is the oldest record of the run.
    /// </summary>
    /// <param name="counts">SQL condition on p: which records count.</param>
    internal static string Run(string counts) =>
        $"""
            {Breaker(counts)}
            LEFT JOIN LATERAL (
                SELECT p.id FROM position p
                WHERE {IsInRun(counts, "<=")}
                ORDER BY {TrackSql.OldestFirst} LIMIT 1) since ON true
            """;

    /// <summary>Finds the newest record before a held record h that has another stance: "breaker".</summary>
    /// <inheritdoc cref="Run"/>
    internal static string Breaker(string counts) =>
        $"""
            LEFT JOIN LATERAL (
                SELECT p.in_force_from, p.latest, p.attribution, p.recorded_in, p.place FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.in_force_from AND ({TrackSql.Key(
                "p"
            )}) < ({TrackSql.Key("h")})
                  AND p.stance <> h.stance AND (p.stance NOT IN {TrackSql.Silent} OR h.stance IN {TrackSql.Silent})
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) breaker ON true
            """;

    /// <summary>SQL condition: p is in the run of a held record h. It needs <see cref="Breaker"/>.</summary>
    /// <param name="counts">SQL condition on p: which records count.</param>
    /// <param name="than">&lt;= includes h itself, &lt; leaves it out.</param>
    internal static string IsInRun(string counts, string than) =>
        $"""
            p.track_id = h.track_id AND {counts} AND p.stance = h.stance
                  AND p.in_force_from <= h.in_force_from AND ({TrackSql.Key("p")}) {than} ({TrackSql.Key("h")})
                  AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date) AND (breaker.latest IS NULL OR ({TrackSql.Key(
                "p"
            )}) > ({TrackSql.Key("breaker")}))
            """;
}
