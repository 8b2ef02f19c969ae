using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Which tracks are asked for, and which of their records count. Null does not choose.</summary>
/// <param name="Issues">Slugs; a track counts if its target is among these or among <paramref name="Proposals"/>.</param>
/// <param name="Tracks">Ids.</param>
public sealed record TrackScope(
    string[]? Processes = null, string[]? Parties = null, string[]? Issues = null, string[]? Proposals = null, Guid[]? Tracks = null,
    short[]? Attributions = null, string[]? AssertedBy = null, string[]? Speakers = null, string[]? Outlets = null, string[]? Articles = null);

/// <summary>Which of the results are asked for. Null does not choose.</summary>
/// <param name="Stances">Names: of the stance held, or of the silence that is newer.</param>
/// <param name="HeldAttributions">Of the record held.</param>
public sealed record HeldFilter(string[]? Stances = null, short[]? HeldAttributions = null)
{
    public static HeldFilter All { get; } = new();
}

/// <summary>A track's place in the order of lists.</summary>
public sealed record TrackKey(string Party, string Target, Guid TrackId)
{
    /// <summary>From a cursor's keys; null for the first page.</summary>
    public static TrackKey? Of(string[]? keys) => keys is [var party, var target, var track] ? new(party, target, PinnedPages.IdOf(track)) : null;

    /// <summary>For a cursor.</summary>
    public string[] Keys => [Party, Target, TrackId.ToString()];
}

/// <summary>A track and what it comes to: the record held, and a silence that is newer, or that is all there is.</summary>
/// <param name="Proposal">Null for a track on an issue as a whole.</param>
public sealed record HeldTrack(Guid TrackId, string Party, string Target, string? Proposal, Guid Held, Guid? Silence)
{
    public TrackKey Key => new(Party, Target, TrackId);
}

/// <summary>A track and what it came to at two days.</summary>
/// <param name="Proposal">Null for a track on an issue as a whole.</param>
public sealed record TrackChange(
    Guid TrackId, string Party, string Target, string? Proposal, Guid? Before, Guid? SilenceBefore, Guid? After, Guid? SilenceAfter)
{
    /// <summary>Of one track, of which something is known at one end at least.</summary>
    public static TrackChange Of(HeldTrack? before, HeldTrack? after)
    {
        var track = (before ?? after)!;
        return new(track.TrackId, track.Party, track.Target, track.Proposal, before?.Held, before?.Silence, after?.Held, after?.Silence);
    }

    public TrackKey Key => new(Party, Target, TrackId);
}

/// <summary>What is known about a held record beside itself.</summary>
/// <param name="Since">The oldest record of the unbroken run with the same stance.</param>
/// <param name="LastSelfReport">The newest record with a stance that the holder asserted.</param>
public sealed record HeldEvidence(Guid Held, Guid Since, Guid? LastSelfReport, Guid[] Alternatives);

/// <summary>A record in the order of its track.</summary>
public sealed record TimelineRecord(Guid Id);

/// <summary>
/// The rule of <see cref="TrackRule"/> in SQL. EF would turn a correlated Take(1) into a ranking of the whole table, so the
/// probes are written by hand: one descent of ix_position_rule for each track, and a second where the newest record is silent.
/// </summary>
public static class HeldPositionQueries
{
    private const string NewestFirst = "p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC";
    private const string Silent = "('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')";

    /// <summary>A page of what is held, by party, target and track. After a null track the page is the first.</summary>
    public static Task<List<HeldTrack>> HeldAsync(
        this PeaceTalksDb db, TrackScope scope, DateOnly day, Certainty certainty, long revision, HeldFilter filter, TrackKey? after, int limit, CancellationToken cancellation)
    {
        var args = new Arguments();
        var sql = $"""
            SELECT t.id AS "TrackId", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   coalesce(stated.id, newest.id) AS "Held", CASE WHEN newest.stance IN {Silent} THEN newest.id END AS "Silence"
            FROM track t
            {Probe("newest", args.Add(day), certainty, revision, scope, args)}
            {StanceProbe("stated", "newest", args.Add(day), certainty, revision, scope, args)}
            WHERE newest.id IS NOT NULL AND {InScope(scope, args)}
            {Any("coalesce(stated.attribution, newest.attribution)", filter.HeldAttributions, args)}
            {(filter.Stances is null ? "" : $"AND (stated.stance = ANY({args.Add(filter.Stances)}) OR newest.stance = ANY({args.Add(filter.Stances)}))")}
            {After(after, args)}
            ORDER BY t.party, t.target, t.id LIMIT {args.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<HeldTrack>(sql, args.Values).ToListAsync(cancellation);
    }

    /// <summary>
    /// A page of the tracks on which what is held at the end of <paramref name="to"/> is another record than at the end of
    /// <paramref name="from"/>. Only tracks with a record dated in between are looked at: no other can have changed.
    /// </summary>
    public static Task<List<TrackChange>> ChangedAsync(
        this PeaceTalksDb db, TrackScope scope, DateOnly from, DateOnly to, long revision, TrackKey? after, int limit, CancellationToken cancellation)
    {
        var args = new Arguments();
        var (first, last, known) = (args.Add(from), args.Add(to), args.Add(revision));
        var sql = $"""
            SELECT t.id AS "TrackId", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
                   coalesce(stated_before.id, newest_before.id) AS "Before", CASE WHEN newest_before.stance IN {Silent} THEN newest_before.id END AS "SilenceBefore",
                   coalesce(stated_after.id, newest_after.id) AS "After", CASE WHEN newest_after.stance IN {Silent} THEN newest_after.id END AS "SilenceAfter"
            FROM track t
            {Probe("newest_before", first, Certainty.Certain, revision, scope, args)}
            {StanceProbe("stated_before", "newest_before", first, Certainty.Certain, revision, scope, args)}
            {Probe("newest_after", last, Certainty.Certain, revision, scope, args)}
            {StanceProbe("stated_after", "newest_after", last, Certainty.Certain, revision, scope, args)}
            WHERE t.id IN (SELECT c.track_id FROM position c WHERE c.latest > {first} AND c.latest <= {last} AND c.recorded_in <= {known})
              AND (newest_before.id IS DISTINCT FROM newest_after.id OR stated_before.id IS DISTINCT FROM stated_after.id)
              AND {InScope(scope, args)}
            {After(after, args)}
            ORDER BY t.party, t.target, t.id LIMIT {args.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<TrackChange>(sql, args.Values).ToListAsync(cancellation);
    }

    /// <summary>What stands behind the held records given, for as long as they are held as of the day.</summary>
    public static Task<List<HeldEvidence>> EvidenceAsync(
        this PeaceTalksDb db, TrackScope scope, Guid[] held, DateOnly day, Certainty certainty, long revision, CancellationToken cancellation)
    {
        var args = new Arguments();
        var counts = Counts("p", args.Add(day), certainty, revision, scope, args);
        var sql = $"""
            SELECT h.id AS "Held", coalesce(since.id, h.id) AS "Since", self.id AS "LastSelfReport", alternative.ids AS "Alternatives"
            FROM position h
            LEFT JOIN LATERAL (
                SELECT p.in_force_from, p.latest, p.attribution, p.recorded_in, p.place FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.in_force_from AND ({Key("p")}) < ({Key("h")})
                  AND p.stance <> h.stance AND (p.stance NOT IN {Silent} OR h.stance IN {Silent})
                ORDER BY {NewestFirst} LIMIT 1) breaker ON true
            LEFT JOIN LATERAL (
                SELECT p.id FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.stance = h.stance
                  AND p.in_force_from <= h.in_force_from AND ({Key("p")}) <= ({Key("h")})
                  AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date) AND (breaker.latest IS NULL OR ({Key("p")}) > ({Key("breaker")}))
                ORDER BY p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place LIMIT 1) since ON true
            LEFT JOIN LATERAL (
                SELECT p.id FROM position p
                WHERE p.track_id = h.track_id AND {counts} AND p.attribution = 0 AND p.stance NOT IN {Silent}
                ORDER BY {NewestFirst} LIMIT 1) self ON true
            CROSS JOIN LATERAL (
                SELECT array(
                    SELECT p.id FROM position p
                    WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.latest AND p.latest >= h.in_force_from
                      AND p.stance <> h.stance AND p.stance NOT IN {Silent} AND h.stance NOT IN {Silent}
                    ORDER BY {NewestFirst} LIMIT 20) AS ids) alternative
            WHERE h.id = ANY({args.Add(held)})
            """;
        return db.Database.SqlQueryRaw<HeldEvidence>(sql, args.Values).ToListAsync(cancellation);
    }

    /// <summary>A page of the records of the tracks, by party, target and track, each track's oldest first.</summary>
    /// <param name="after">The last record of the page before.</param>
    public static Task<List<TimelineRecord>> TimelineAsync(
        this PeaceTalksDb db, TrackScope scope, DateOnly day, long revision, Guid? after, int limit, CancellationToken cancellation)
    {
        var args = new Arguments();
        var page = after is null ? "" : $"""
            AND (t.party, t.target, t.id, {Key("p")}) > (
                SELECT lt.party, lt.target, lt.id, {Key("lp")} FROM position lp JOIN track lt ON lt.id = lp.track_id WHERE lp.id = {args.Add(after)})
            """;
        var sql = $"""
            SELECT p.id AS "Id"
            FROM track t JOIN position p ON p.track_id = t.id
            WHERE {InScope(scope, args)} AND {Counts("p", args.Add(day), Certainty.Certain, revision, scope, args)} {page}
            ORDER BY t.party, t.target, t.id, {Key("p")} LIMIT {args.Add(limit)}
            """;
        return db.Database.SqlQueryRaw<TimelineRecord>(sql, args.Values).ToListAsync(cancellation);
    }

    /// <summary>The rule's order, oldest first, as columns that all count upwards: days and ranks that count downwards are turned round.</summary>
    private static string Key(string p) => $"{p}.in_force_from, '2000-01-01'::date - {p}.latest, -{p}.attribution, {p}.recorded_in, {p}.place";

    /// <summary>One descent: the newest record of the track that counts.</summary>
    private static string Probe(string name, string day, Certainty certainty, long revision, TrackScope scope, Arguments args) => $"""
        LEFT JOIN LATERAL (
            SELECT p.id, p.stance, p.attribution FROM position p WHERE p.track_id = t.id AND {Counts("p", day, certainty, revision, scope, args)}
            ORDER BY {NewestFirst} LIMIT 1) {name} ON true
        """;

    /// <summary>The second descent, for the newest record with a stance; none where the newest of all has one.</summary>
    private static string StanceProbe(string name, string newest, string day, Certainty certainty, long revision, TrackScope scope, Arguments args) => $"""
        LEFT JOIN LATERAL (
            SELECT p.id, p.stance, p.attribution FROM position p
            WHERE {newest}.stance IN {Silent} AND p.track_id = t.id AND p.stance NOT IN {Silent} AND {Counts("p", day, certainty, revision, scope, args)}
            ORDER BY {NewestFirst} LIMIT 1) {name} ON true
        """;

    /// <summary>Admitted as of the day, known and not superseded at the revision, and chosen by the filters that records have.</summary>
    private static string Counts(string p, string day, Certainty certainty, long revision, TrackScope scope, Arguments args)
    {
        var admitted = certainty == Certainty.Certain
            ? $"{p}.in_force_from <= {day} AND {p}.latest <= {day}"
            : $"{p}.in_force_from <= {day} AND (CASE WHEN {p}.in_force_from = '-infinity' THEN {p}.latest ELSE {p}.in_force_from END) <= {day}";
        var known = args.Add(revision);
        return $"{admitted} AND {p}.recorded_in <= {known} AND ({p}.superseded_in IS NULL OR {p}.superseded_in > {known})"
            + Any($"{p}.attribution", scope.Attributions, args) + Any($"{p}.asserted_by", scope.AssertedBy, args) + Any($"{p}.speaker", scope.Speakers, args)
            + Cited(p, known, scope, args);
    }

    private static string Cited(string p, string known, TrackScope scope, Arguments args) => scope.Outlets is null && scope.Articles is null ? "" : $"""
         AND EXISTS (
            SELECT 1 FROM citation c JOIN article_version a ON a.slug = c.article
            WHERE c.position = {p}.id AND c.recorded_in <= {known} AND (c.superseded_in IS NULL OR c.superseded_in > {known})
              AND a.recorded_in <= {known} AND (a.superseded_in IS NULL OR a.superseded_in > {known}){Any("a.slug", scope.Articles, args)}{Any("a.outlet", scope.Outlets, args)})
        """;

    private static string InScope(TrackScope scope, Arguments args)
    {
        var target = scope.Issues is null && scope.Proposals is null
            ? ""
            : $" AND (t.issue = ANY({args.Add(scope.Issues ?? [])}) OR t.proposal = ANY({args.Add(scope.Proposals ?? [])}))";
        return "true" + Any("t.process", scope.Processes, args) + Any("t.party", scope.Parties, args) + Any("t.id", scope.Tracks, args) + target;
    }

    private static string Any<T>(string column, T[]? values, Arguments args) => values is null ? "" : $" AND {column} = ANY({args.Add(values)})";

    private static string After(TrackKey? key, Arguments args) =>
        key is null ? "" : $"AND (t.party, t.target, t.id) > ({args.Add(key.Party)}, {args.Add(key.Target)}, {args.Add(key.TrackId)})";

    /// <summary>The parameters of a statement. Equal values are one parameter, so that the planner sees one.</summary>
    private sealed class Arguments
    {
        private readonly List<object> values = [];

        public object[] Values => [.. values];

        public string Add(object value)
        {
            if (!values.Contains(value))
            {
                values.Add(value);
            }

            return $"{{{values.IndexOf(value)}}}";
        }
    }
}
