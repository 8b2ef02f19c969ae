using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Which held positions to return. A null filter selects everything.</summary>
/// <param name="Stances">Names of stances or silences: of the stance that is held, or of the silence that is newer.</param>
/// <param name="HeldAttributions">The attributions of the record that is held.</param>
/// <param name="Contested">Whether other records contradict the position.</param>
public sealed record HeldFilter(string[]? Stances = null, short[]? HeldAttributions = null, bool? Contested = null)
{
    public static HeldFilter All { get; } = new();
}

/// <summary>A track's place in the order of lists.</summary>
public sealed record TrackKey(string Party, string Target, Guid TrackId)
{
    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static TrackKey? FromCursor(string[]? keys) =>
        keys is [var party, var target, var track] ? new(party, target, PinnedPages.IdOf(track)) : null;

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [Party, Target, TrackId.ToString()];
}

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
public sealed record HeldTrack(Guid TrackId, string Party, string Target, string? Proposal, Guid Held, Guid? Silence, string StanceName)
{
    public Stance Stance => EnumNames.Parse<Stance>(StanceName);

    public TrackKey Key => new(Party, Target, TrackId);

    public TargetKey TargetKey => new(Target, Proposal is null ? TargetType.Issue : TargetType.Proposal);

    /// <summary>The records that support this.</summary>
    public IEnumerable<Guid> Records => Silence is { } silence ? [Held, silence] : [Held];
}

/// <summary>What is known about a held record beyond the record itself.</summary>
/// <param name="Since">The oldest record of the unbroken run with the same stance.</param>
/// <param name="LastSelfReport">The newest record with a stance that the holder itself asserted.</param>
public sealed record HeldEvidence(Guid Held, Guid Since, Guid? LastSelfReport, Guid[] Alternatives);

/// <summary>When the unbroken run with the stance of a held record began: the day of the oldest record in it.</summary>
public sealed record HeldSince(Guid Held, DateOnly? Earliest, DateOnly Latest, string BasisName)
{
    public DateBounds Day => new(Earliest, Latest, EnumNames.Parse<DateBasis>(BasisName));
}

/// <summary>A record, in the order of its track.</summary>
public sealed record TimelineRecord(Guid Id);

/// <summary>Queries for what is held, on what evidence, and how it developed. The rule is in <see cref="TrackSql"/>.</summary>
public static class HeldPositionQueries
{
    /// <summary>A page of held positions, by party, target and track. A null track gives the first page.</summary>
    public static Task<List<HeldTrack>> HeldAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DateOnly day,
        Certainty certainty,
        long revision,
        HeldFilter filter,
        TrackKey? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope, certainty);
        var (asOf, known) = (rule.Add(day), rule.Add(revision));
        var sql = $"""
            {HeldTracks(rule, "track t", asOf, known)} AND {rule.InScope}{rule.After(after)}
            {rule.Any("coalesce(stated_now.attribution, newest_now.attribution)", filter.HeldAttributions)}
            {(
                filter.Stances is null
                    ? ""
                    : $"AND (stated_now.stance = ANY({rule.Add(filter.Stances)}) OR newest_now.stance = ANY({rule.Add(filter.Stances)}))"
            )}
            {(filter.Contested is null ? "" : $"AND {rule.Contested(TrackSql.Held("now"), asOf, known)} = {rule.Add(filter.Contested)}")}
            ORDER BY t.party, t.target, t.id LIMIT {rule.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<HeldTrack>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>A page of held positions, by target and party: those on one target stand together.</summary>
    /// <param name="after">Leaves out what is held on this target and on those before it. Null for the first page.</param>
    public static Task<List<HeldTrack>> HeldByTargetAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DateOnly day,
        Certainty certainty,
        long revision,
        TargetKey? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope, certainty);
        var page = after is null
            ? ""
            : $" AND (t.target, t.proposal IS NOT NULL) > ({rule.Add(after.Slug)}, {rule.Add(after.Type == TargetType.Proposal)})";

        // No index has this order. Sorting comes before probing, so that only the tracks on the page are probed.
        var tracks =
            $"(SELECT t.*, t.proposal IS NOT NULL AS on_proposal FROM track t WHERE {rule.InScope}{page} ORDER BY t.target, on_proposal, t.party) t";
        var sql = $"""
            {HeldTracks(rule, tracks, rule.Add(day), rule.Add(revision))}
            ORDER BY t.target, t.on_proposal, t.party LIMIT {rule.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<HeldTrack>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>The evidence for the given held records, as of the day.</summary>
    public static Task<List<HeldEvidence>> EvidenceAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        Guid[] held,
        DateOnly day,
        Certainty certainty,
        long revision,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope, certainty);
        var counts = rule.Counts("p", rule.Add(day), rule.Add(revision));
        var sql = $"""
            SELECT h.id AS "Held", coalesce(since.id, h.id) AS "Since", self.id AS "LastSelfReport", alternative.ids AS "Alternatives"
            FROM position h
            {Run(counts)}
            LEFT JOIN LATERAL (
                SELECT p.id FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.attribution = 0 AND p.stance NOT IN {TrackSql.Silent}
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) self ON true
            CROSS JOIN LATERAL (
                SELECT array(
                    SELECT p.id FROM position p
                    WHERE p.track_id = h.track_id AND {counts} AND {TrackSql.IsAlternative}
                    ORDER BY {TrackSql.NewestFirst} LIMIT 20) AS ids) alternative
            WHERE h.id = ANY({rule.Add(held)})
            """;
        return db.Database.SqlQueryRaw<HeldEvidence>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>
    /// Since when the stances of the given held records have been held without a break. <see cref="EvidenceAsync"/> gives the same start.
    /// </summary>
    public static Task<List<HeldSince>> SinceAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        Guid[] held,
        DateOnly day,
        Certainty certainty,
        long revision,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope, certainty);
        var sql = $"""
            SELECT h.id AS "Held", first.earliest AS "Earliest", first.latest AS "Latest", first.basis AS "BasisName"
            FROM position h
            {Run(rule.Counts("p", rule.Add(day), rule.Add(revision)))}
            JOIN position first ON first.id = coalesce(since.id, h.id)
            WHERE h.id = ANY({rule.Add(held)})
            """;
        return db.Database.SqlQueryRaw<HeldSince>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>A page of the records of the tracks, by party, target and track. Within a track, the oldest comes first.</summary>
    /// <param name="after">The last record of the previous page.</param>
    public static Task<List<TimelineRecord>> TimelineAsync(
        this PeaceTalksDb db,
        TrackScope scope,
        DateOnly day,
        long revision,
        Guid? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var rule = new TrackSql(scope);
        var page = after is null
            ? ""
            : $"""
                AND (t.party, t.target, t.id, {TrackSql.Key("p")}) > (
                    SELECT lt.party, lt.target, lt.id, {TrackSql.Key(
                    "lp"
                )} FROM position lp JOIN track lt ON lt.id = lp.track_id WHERE lp.id = {rule.Add(after)})
                """;
        var sql = $"""
            SELECT p.id AS "Id"
            FROM track t JOIN position p ON p.track_id = t.id
            WHERE {rule.InScope} AND {rule.Counts("p", rule.Add(day), rule.Add(revision))} {page}
            ORDER BY t.party, t.target, t.id, {TrackSql.Key("p")} LIMIT {rule.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<TimelineRecord>(sql, rule.Values).ToListAsync(cancellation);
    }

    /// <summary>The tracks on which something is held. You can append further conditions and an order.</summary>
    /// <param name="tracks">SQL for the tracks, with the alias t.</param>
    private static string HeldTracks(TrackSql rule, string tracks, string asOf, string known) =>
        $"""
            SELECT t.id AS "TrackId", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   {TrackSql.Held("now")} AS "Held", {TrackSql.Silence("now")} AS "Silence", {TrackSql.Stance("now")} AS "StanceName"
            FROM {tracks}
            {rule.Probes("now", asOf, known)}
            WHERE newest_now.id IS NOT NULL
            """;

    /// <summary>
    /// Finds the unbroken run with the stance of a held record h. "breaker" is the newest record before it with another stance, and "since"
    /// is the oldest record of the run.
    /// </summary>
    /// <param name="counts">SQL condition on p: which records count.</param>
    private static string Run(string counts) =>
        $"""
            LEFT JOIN LATERAL (
                SELECT p.in_force_from, p.latest, p.attribution, p.recorded_in, p.place FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.in_force_from AND ({TrackSql.Key(
                "p"
            )}) < ({TrackSql.Key("h")})
                  AND p.stance <> h.stance AND (p.stance NOT IN {TrackSql.Silent} OR h.stance IN {TrackSql.Silent})
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) breaker ON true
            LEFT JOIN LATERAL (
                SELECT p.id FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.stance = h.stance
                  AND p.in_force_from <= h.in_force_from AND ({TrackSql.Key("p")}) <= ({TrackSql.Key("h")})
                  AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date) AND (breaker.latest IS NULL OR ({TrackSql.Key(
                "p"
            )}) > ({TrackSql.Key("breaker")}))
                ORDER BY {TrackSql.OldestFirst} LIMIT 1) since ON true
            """;
}
