using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>Who holds what as of a day, with the evidence.</summary>
internal static class HeldPositions
{
    private const int First = 29;

    /// <summary>The first column of the article that the cited one ultimately retells.</summary>
    private const int Original = 21;

    /// <summary>The role of the first record of the run besides the one that is held.</summary>
    private const int FirstOfRun = 100;

    private const int MaxOfRun = 50;
    private const int MaxSources = 20;

    public static string Statement(Shape shape)
    {
        var counts = Sql.Counts(shape.Certain);
        return $"""
            WITH {Sql.Pin}, held AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY t.party, t.target, t.id) AS n, t.*,
                    coalesce(stated.id, newest.id) AS held, CASE WHEN newest.stance IN {Sql.Silent} THEN newest.id END AS silence
                FROM ({Sql.Tracks(shape)}) t CROSS JOIN {Sql.Held(shape.Certain)}
                ORDER BY t.party, t.target, t.id LIMIT $3 + 1),
            evidence AS MATERIALIZED (
                SELECT t.n, t.held, t.silence, t.party, {Sql.TargetColumns}, t.id AS track,
                    coalesce(since.latest, h.latest) AS since_latest, coalesce(since.basis, h.basis) AS since_basis,
                    CASE WHEN since.latest IS NULL THEN h.earliest ELSE since.earliest END AS since_earliest,
                    self.id AS self, self.earliest AS self_earliest, self.latest AS self_latest, self.basis AS self_basis, others.ids AS others, run.ids AS run
                FROM held t JOIN position h ON h.id = t.held {Sql.Target}
                LEFT JOIN LATERAL (
                    SELECT p.in_force_from, p.latest, p.attribution, p.recorded_in, p.place FROM position p
                    WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.in_force_from AND {Sql.Key("p")} < {Sql.Key("h")}
                      AND p.stance <> h.stance AND (p.stance NOT IN {Sql.Silent} OR h.stance IN {Sql.Silent})
                    ORDER BY {Sql.NewestFirst} LIMIT 1) breaker ON true
                LEFT JOIN LATERAL (
                    SELECT p.id, p.earliest, p.latest, p.basis FROM position p
                    WHERE {OfRun(counts, "<=")}
                    ORDER BY {Sql.OldestFirst} LIMIT 1) since ON true
                LEFT JOIN LATERAL (
                    SELECT p.id, p.earliest, p.latest, p.basis FROM position p
                    WHERE p.track_id = h.track_id AND {counts} AND p.attribution = 0 AND p.stance NOT IN {Sql.Silent}
                    ORDER BY {Sql.NewestFirst} LIMIT 1) self ON true
                CROSS JOIN LATERAL (
                    SELECT array(
                        SELECT p.id FROM position p
                        WHERE p.track_id = h.track_id AND {counts} AND p.in_force_from <= h.latest AND p.latest >= h.in_force_from
                          AND p.stance <> h.stance AND p.stance NOT IN {Sql.Silent} AND h.stance NOT IN {Sql.Silent}
                        ORDER BY {Sql.NewestFirst} LIMIT 20) AS ids) others
                CROSS JOIN LATERAL (
                    SELECT array(
                        SELECT p.id FROM position p WHERE since.id <> h.id AND {OfRun(counts, "<")}
                        ORDER BY {Sql.NewestFirst} LIMIT {MaxOfRun}) AS ids) run
                WHERE t.n <= $3),
            records AS (
                SELECT n, 0 AS role, held AS id FROM evidence
                UNION ALL SELECT n, 1, silence FROM evidence WHERE silence IS NOT NULL
                UNION ALL SELECT n, 1 + o::int, id FROM evidence, unnest(others) WITH ORDINALITY x (id, o)
                UNION ALL SELECT n, {FirstOfRun - 1} + o::int, id FROM evidence, unnest(run) WITH ORDINALITY x (id, o))
            SELECT pin.known, pin.epoch, e.n, x.role, e.holder, e.on_proposal, e.target, e.target_name, e.issues, e.issue_names,
                e.since_earliest, e.since_latest, e.since_basis, e.self, e.self_earliest, e.self_latest, e.self_basis, e.party, e.track,
                EXISTS (SELECT 1 FROM held WHERE n > $3), x.id, original.slug, original.title, original.outlet, original.url,
                original.published_earliest, original.published_latest, original.published_basis, original.rewrite_of, {Sql.SaidColumns}
            FROM pin LEFT JOIN (
                records x JOIN evidence e ON e.n = x.n LEFT JOIN position r ON r.id = x.id AND x.role < {FirstOfRun} {Sql.SaidOf("x.id")}
                LEFT JOIN article_version original ON original.slug = {OriginalOf("a")} AND {Sql.InForce("original")}) ON true
            ORDER BY e.n, x.role, {Sql.CitationOrder}
            """;
    }

    public static async Task WriteAsync(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows)
    {
        var (more, said, target) = (false, new RecordReader(rows, First), new TargetReader(rows, 4));
        List<Item> items = [];
        Pin pin = default;
        while (await rows.ReadAsync())
        {
            pin = new Pin(rows.GetInt64(0), rows.GetGuid(1));
            if (rows.IsDBNull(2))
            {
                break;
            }

            var (n, role) = (rows.GetInt64(2), rows.GetInt32(3));
            if (items.Count < n)
            {
                more = rows.GetBoolean(19);
                items.Add(
                    new Item(
                        target.Read(rows.GetString(17)),
                        rows.GetGuid(18),
                        RecordReader.Bounds(rows, 10),
                        rows.IsDBNull(13) ? null : (rows.GetGuid(13), RecordReader.Bounds(rows, 14)),
                        [],
                        []
                    )
                );
            }

            if (said.IsCited && role is 0 or >= FirstOfRun)
            {
                var cited = RecordReader.Article(rows, First + 21);
                items[^1].Run.Add((rows.GetGuid(20), cited, rows.IsDBNull(Original) ? cited : RecordReader.Article(rows, Original)));
            }

            if (role >= FirstOfRun)
            {
                continue;
            }

            var records = items[^1].Records;
            if (records.Count == 0 || records[^1].Role != role || records[^1].Record.Id != said.Id)
            {
                records.Add((role, said.Read()));
            }

            said.AddCitation(records[^1].Record);
        }

        Json.Page(
            json,
            asked,
            pin,
            items,
            Write,
            more ? PageCursor.After(asked, pin, items[^1].Target.Party, items[^1].Target.Slug, items[^1].Track.ToString()) : null
        );
    }

    private static void Write(Utf8JsonWriter json, Item item)
    {
        var (held, target) = (item.Records[0].Record, item.Target);
        var silence = item.Silence;
        json.WriteStartObject();
        json.WriteString(Names.State, held.IsSilence ? "SILENT" : "HELD");
        json.WriteString(Names.Headline, HeadlineText.Held(target, held, silence));
        Json.Reference(json, Names.Party, target.Party, target.PartyName);
        Json.Target(json, target);
        Json.Stance(json, held);
        Json.Silence(json, silence);
        json.WriteBoolean(Names.Contested, item.Alternatives.Any());
        json.WriteStartArray(Names.Alternatives);
        foreach (var other in item.Alternatives)
        {
            json.WriteStartObject();
            json.WriteString(Names.Position, other.Id);
            json.WriteString(Names.Stance, other.Stance);
            json.WriteString(Names.Summary, other.Summary);
            Json.Bounds(json, Names.StatedOn, other.Day);
            json.WriteString(Names.Attribution, other.AttributionName);
            Json.ReferenceOrNull(json, Names.AssertedBy, other.AssertedBy, other.AsserterName);
            Json.Citations(json, other);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Json.Bounds(json, Names.StanceSince, item.Since);
        Json.Bounds(json, Names.LastConfirmedOn, held.Day);
        Json.Bounds(json, Names.StatedOn, held.Day);
        Json.Attributed(json, held);
        json.WriteStartObject(Names.Evidence);
        json.WriteBoolean(Names.SelfReported, held.Attribution == 0);
        json.WriteBoolean(Names.Quoted, held.Citations.Any(x => x.Quote is not null));
        WriteSources(json, item);
        if (item.Self is var (self, day))
        {
            json.WriteStartObject(Names.LastSelfReport);
            json.WriteString(Names.Position, self);
            Json.Bounds(json, Names.StatedOn, day);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull(Names.LastSelfReport);
        }

        json.WriteEndObject();
        json.WriteNull(Names.Fragility);
        json.WriteString(Names.Position, held.Id);
        Json.Citations(json, held);
        json.WriteNumber(Names.RecordedIn, held.RecordedIn);
        json.WriteEndObject();
    }

    /// <summary>The articles that report the stance and do not retell each other, by the newest record that cites them.</summary>
    private static void WriteSources(Utf8JsonWriter json, Item item)
    {
        var records = item.Run.Select(x => x.Record).Distinct().ToList();
        var looked = records.Take(MaxOfRun).ToList();
        var sources = item
            .Run.Where(x => looked.Contains(x.Record))
            .GroupBy(x => x.Original.Slug)
            .Select(x => (Cited: x, Article: Shown(x)))
            .OrderBy(x => looked.IndexOf(x.Cited.First().Record))
            .ThenBy(x => x.Article.Slug, StringComparer.Ordinal)
            .ToList();
        json.WriteNumber(Names.IndependentSources, sources.Count);
        json.WriteBoolean(Names.SourcesAtLeast, records.Count > MaxOfRun);
        json.WriteStartArray(Names.Sources);
        foreach (var (source, article) in sources.Take(MaxSources))
        {
            json.WriteStartObject();
            Json.Article(json, article);
            json.WriteString(Names.Position, source.First().Record);
            json.WriteStartArray(Names.RetoldBy);
            var retellings = source.Select(x => x.Cited).Where(x => x.Slug != article.Slug).DistinctBy(x => x.Slug);
            foreach (var retelling in retellings.OrderBy(x => x.Slug, StringComparer.Ordinal))
            {
                Json.Reference(json, retelling.Slug, retelling.Title);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();

        SaidArticle Shown(IEnumerable<(Guid Record, SaidArticle Cited, SaidArticle Original)> source)
        {
            var newest = source.OrderBy(x => looked.IndexOf(x.Record)).ThenBy(x => x.Cited.Slug, StringComparer.Ordinal).First();
            return source.Any(x => x.Cited.Slug == newest.Original.Slug) ? newest.Original : newest.Cited;
        }
    }

    /// <summary>Which records p are in the run of h.</summary>
    private static string OfRun(string counts, string than) =>
        $"""
            p.track_id = h.track_id AND {counts} AND p.stance = h.stance
            AND p.in_force_from <= h.in_force_from AND {Sql.Key("p")} {than} {Sql.Key("h")}
            AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date)
            AND (breaker.latest IS NULL OR {Sql.Key("p")} > {Sql.Key("breaker")})
            """;

    /// <summary>The article that an article ultimately retells, if it retells any.</summary>
    private static string OriginalOf(string a) =>
        $"""
            CASE WHEN {a}.rewrite_of IS NOT NULL AND (x.role = 0 OR x.role >= {FirstOfRun}) THEN (
                WITH RECURSIVE original (slug, rewrite_of) AS (
                    SELECT {a}.slug, {a}.rewrite_of
                    UNION ALL
                    SELECT o.slug, o.rewrite_of FROM original n JOIN article_version o ON o.slug = n.rewrite_of AND {Sql.InForce("o")})
                SELECT slug FROM original WHERE rewrite_of IS NULL) END
            """;

    /// <param name="Records">By role: 0 is what is held, 1 is a silence, and those from 2 are alternatives.</param>
    /// <param name="Run">What the records of the run cite, newest first, with the articles that are ultimately retold.</param>
    private sealed record Item(
        Target Target,
        Guid Track,
        Bounds Since,
        (Guid Id, Bounds Day)? Self,
        List<(int Role, SaidRecord Record)> Records,
        List<(Guid Record, SaidArticle Cited, SaidArticle Original)> Run
    )
    {
        public SaidRecord? Silence => Records.Find(x => x.Role == 1).Record;

        public IEnumerable<SaidRecord> Alternatives => Records.Where(x => x.Role > 1).Select(x => x.Record);
    }
}
