namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>
/// What the statements share. The parameters are the same in all of them: $1 the revision or null, $2 the day, $3 the number of items, $4
/// the parties, $5 the issues, $6 the proposals. A filter with one value is a text, and the others are arrays.
/// </summary>
internal static class Sql
{
    public const string Silent = "('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')";
    public const string NewestFirst = "p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC";
    public const string OldestFirst = "p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place";

    public const string Pin = "pin AS (SELECT l.epoch, coalesce($1, l.head) AS known FROM ledger l)";

    private const string Known = "(SELECT known FROM pin)";

    /// <summary>The names of records r, and what cites them.</summary>
    public static readonly string Said = SaidOf("r.id");

    /// <param name="record">The id of the record whose citations are read.</param>
    /// <inheritdoc cref="Said"/>
    public static string SaidOf(string record) =>
        $"""
            LEFT JOIN party_version asserter ON asserter.slug = r.asserted_by AND {InForce("asserter")}
            LEFT JOIN speaker_version speaker ON speaker.slug = r.speaker AND {InForce("speaker")}
            LEFT JOIN citation c ON c.position = {record} AND {InForce("c")}
            LEFT JOIN article_version a ON a.slug = c.article AND {InForce("a")}
            """;

    /// <summary>The columns that <see cref="RecordReader"/> reads.</summary>
    public static readonly string SaidColumns = $"""
        r.id, r.stance, nullif(r.conditions, '[]'), {ConditionNames}, nullif(r.terms, '[]'), r.summary, r.earliest, r.latest, r.basis,
        r.asserted_by, asserter.name, r.speaker, speaker.name, r.mode, r.attribution, r.recorded_in, r.corrects, r.meeting,
        c.paragraph, c.quote, c.recorded_in, a.slug, a.title, a.outlet, a.url,
        a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
        """;

    public const string CitationOrder = "c.recorded_in, c.place, c.ordinal";

    /// <summary>The columns that <see cref="TargetReader"/> reads, of tracks t.</summary>
    public static readonly string TargetColumns = $"""
        holder.name AS holder, t.proposal IS NOT NULL AS on_proposal, t.target, coalesce(ti.name, tp.name) AS target_name,
        CASE WHEN t.proposal IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(tp.issues)) END AS issues,
        CASE WHEN t.proposal IS NOT NULL THEN ARRAY(
            SELECT (SELECT i.name FROM issue_version i WHERE i.slug = e.slug AND {InForce("i")})
            FROM jsonb_array_elements_text(tp.issues) WITH ORDINALITY e (slug, o) ORDER BY o) END AS issue_names
        """;

    public static readonly string Target = $"""
        LEFT JOIN party_version holder ON holder.slug = t.party AND {InForce("holder")}
        LEFT JOIN issue_version ti ON ti.slug = t.issue AND {InForce("ti")}
        LEFT JOIN proposal_version tp ON tp.slug = t.proposal AND {InForce("tp")}
        """;

    /// <summary>Name by name: for a join, the planner expects so many conditions that it would read all parties each time.</summary>
    private static string ConditionNames =>
        $"""
            CASE WHEN r.conditions <> '[]' THEN ARRAY(
                SELECT (SELECT v.name FROM party_version v WHERE v.slug = condition ->> 'by' AND {InForce("v")})
                FROM jsonb_array_elements(r.conditions) WITH ORDINALITY e (condition, o) ORDER BY o) END
            """;

    public static string InForce(string x) => $"{x}.recorded_in <= {Known} AND ({x}.superseded_in IS NULL OR {x}.superseded_in > {Known})";

    /// <summary>Which records p of a track count.</summary>
    public static string Counts(bool certain) =>
        (
            certain
                ? "p.in_force_from <= $2 AND p.latest <= $2"
                : "p.in_force_from <= $2 AND (CASE WHEN p.in_force_from = '-infinity' THEN p.latest ELSE p.in_force_from END) <= $2"
        ) + $" AND {InForce("p")}";

    /// <summary>A condition on a column, or none.</summary>
    public static string Among(string column, int parameter, Count values) =>
        values switch
        {
            Count.None => "",
            Count.One => $" AND {column} = ${parameter}",
            _ => $" AND {column} = ANY(${parameter})",
        };

    /// <summary>The tracks that are asked for. An issue stands for itself and for the proposals that address it.</summary>
    public static string Tracks(Shape shape)
    {
        var parties = Among("t.party", 4, shape.Parties);
        if (shape.Issues == Count.None)
        {
            return $"SELECT t.* FROM track t WHERE true{parties}{Among("t.proposal", 6, shape.Proposals)}";
        }

        var (any, one) = shape.Issues == Count.One ? ("?", Count.One) : ("?|", Count.Many);
        var onProposals = $"""
            SELECT t.* FROM proposal_version v JOIN track t ON t.proposal = v.slug
            WHERE v.version > 0 AND v.issues {any} $5 AND {InForce("v")}{parties}{Among("v.slug", 6, shape.Proposals)}
            """;
        return shape.Proposals == Count.None
            ? $"SELECT t.* FROM track t WHERE true{Among("t.issue", 5, one)}{parties} UNION ALL {onProposals}"
            : onProposals;
    }

    /// <summary>What track t holds: newest, and stated if the newest is silent.</summary>
    public static string Held(bool certain) =>
        $"""
            LATERAL (
                SELECT p.id, p.stance FROM position p WHERE p.track_id = t.id AND {Counts(certain)} ORDER BY {NewestFirst} LIMIT 1) newest
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance FROM position p
                WHERE newest.stance IN {Silent} AND p.track_id = t.id AND p.stance NOT IN {Silent} AND {Counts(certain)}
                ORDER BY {NewestFirst} LIMIT 1) stated ON true
            """;

    /// <summary>The order of the rule, oldest first, as a row of values that all sort upwards.</summary>
    public static string Key(string p) =>
        $"({p}.in_force_from, '2000-01-01'::date - {p}.latest, -{p}.attribution, {p}.recorded_in, {p}.place)";
}
