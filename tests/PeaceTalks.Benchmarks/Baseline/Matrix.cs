using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The grid of who holds what: the parties that are named, by the issues that are named.</summary>
internal static class Matrix
{
    private const int First = 23;
    private const int ShownProposals = 5;

    private static readonly string[] Roles = ["PRINCIPAL", "MEDIATOR", "GUARANTOR", "SUPPORTER", "OBSERVER"];

    public static string Statement(Shape shape) =>
        $"""
            WITH {Sql.Pin},
            rows AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY i.process, path) AS n, i.slug, i.name, i.process, process.name AS process_name,
                    i.parent, parent.name AS parent_name, cardinality(path) - 1 AS depth, process.participants
                FROM issue_version i
                JOIN process_version process ON process.slug = i.process AND {Sql.InForce("process")}
                LEFT JOIN issue_version parent ON parent.slug = i.parent AND {Sql.InForce("parent")}
                CROSS JOIN LATERAL (SELECT {Path("i")} AS path) x
                WHERE i.slug {AnyOf(5, shape.Issues)} AND {Sql.InForce("i")}),
            roles AS MATERIALIZED (
                SELECT x.party, min(array_position(ARRAY['{string.Join("', '", Roles)}'], x.role)) AS role
                FROM (SELECT DISTINCT participants FROM rows) r, jsonb_to_recordset(r.participants) x (party text, role text) GROUP BY x.party),
            parties AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY r.role NULLS LAST, v.slug) AS m, v.slug, v.name, r.role
                FROM party_version v LEFT JOIN roles r ON r.party = v.slug
                WHERE v.slug {AnyOf(4, shape.Parties)} AND {Sql.InForce("v")}),
            proposals AS MATERIALIZED (
                SELECT v.slug, v.name, v.issues, row_number() OVER (ORDER BY first.place, v.slug) AS place
                FROM proposal_version v CROSS JOIN LATERAL (
                    SELECT min(ARRAY[i.process] || {Path("i")}) AS place
                    FROM jsonb_array_elements_text(v.issues) e (slug) JOIN issue_version i ON i.slug = e.slug AND {Sql.InForce("i")}) first
                WHERE v.version > 0 AND v.issues {(shape.Issues == Count.One ? "?" : "?|")} $5 AND {Sql.InForce("v")}),
            held AS MATERIALIZED (
                SELECT t.n, t.m, t.place, t.slug, t.name, coalesce(stated.id, newest.id) AS held, coalesce(stated.stance, newest.stance) AS stance,
                    CASE WHEN newest.stance IN {Sql.Silent} THEN newest.id END AS silence,
                    row_number() OVER (PARTITION BY t.n, t.m, t.place > 0 ORDER BY t.place) AS nth
                FROM (
                    SELECT r.n, p.m, 0 AS place, NULL AS slug, NULL AS name, t.id
                    FROM rows r CROSS JOIN parties p JOIN track t ON t.issue = r.slug AND t.party = p.slug
                    UNION ALL
                    SELECT r.n, p.m, o.place, o.slug, o.name, t.id
                    FROM rows r JOIN proposals o ON o.issues ? r.slug CROSS JOIN parties p
                    JOIN track t ON t.proposal = o.slug AND t.party = p.slug) t
                CROSS JOIN {Sql.Held(shape.Certain)}),
            records AS (
                SELECT n, m, place, slug, name, stance, 0 AS role, CASE WHEN place = 0 OR nth <= {ShownProposals} THEN held END AS id FROM held
                UNION ALL
                SELECT n, m, place, slug, name, stance, 1, silence FROM held
                WHERE silence IS NOT NULL AND (place = 0 OR nth <= {ShownProposals}))
            SELECT pin.known, pin.epoch, row.n, party.m, row.slug, row.name, row.process, row.process_name, row.parent, row.parent_name,
                row.depth, party.slug, party.name, party.role::int, x.place, x.slug, x.name, x.stance, x.role,
                word.id, word.earliest, word.latest, word.basis, {Sql.SaidColumns}
            FROM pin CROSS JOIN rows row CROSS JOIN parties party
            LEFT JOIN (records x LEFT JOIN position r ON r.id = x.id {Confirmed(shape)} {Sql.Said}) ON x.n = row.n AND x.m = party.m
            ORDER BY row.n, party.m, x.place, x.role, {Sql.CitationOrder}
            """;

    public static async Task WriteAsync(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows)
    {
        var grid = new Grid([], [], []);
        var said = new RecordReader(rows, First);
        Pin pin = default;
        while (await rows.ReadAsync())
        {
            pin = new Pin(rows.GetInt64(0), rows.GetGuid(1));
            var (n, m) = ((int)rows.GetInt64(2), (int)rows.GetInt64(3));
            if (grid.Rows.Count < n)
            {
                grid.Rows.Add(
                    new Row(
                        rows.GetString(4),
                        rows.GetString(5),
                        rows.GetString(6),
                        rows.GetString(7),
                        rows.IsDBNull(8) ? null : rows.GetString(8),
                        rows.IsDBNull(9) ? null : rows.GetString(9),
                        rows.GetInt32(10)
                    )
                );
            }

            if (grid.Parties.Count < m)
            {
                grid.Parties.Add(
                    new Party(rows.GetString(11), rows.GetString(12), rows.IsDBNull(13) ? null : Roles[rows.GetInt32(13) - 1])
                );
            }

            if (grid.Cells.Count < ((n - 1) * grid.Parties.Count) + m)
            {
                grid.Cells.Add(new Cell(n - 1, m - 1, []));
            }

            if (!rows.IsDBNull(14))
            {
                Add(grid.Cells[^1].Held, rows, said);
            }
        }

        MatrixJson.Write(json, asked, pin, grid);
    }

    /// <summary>Adds the record of this row to what is held in a cell, or a further citation of the record before.</summary>
    private static void Add(List<HeldInCell> held, NpgsqlDataReader rows, RecordReader said)
    {
        var (place, role) = (rows.GetInt64(14), rows.GetInt32(18));
        if (held.Count == 0 || held[^1].Place != place)
        {
            held.Add(
                new HeldInCell(
                    place,
                    rows.IsDBNull(15) ? null : rows.GetString(15),
                    rows.IsDBNull(16) ? null : rows.GetString(16),
                    rows.GetString(17)
                )
            );
        }

        if (!said.IsThere)
        {
            return;
        }

        var last = held[^1];
        var record = role == 0 ? last.Record ??= said.Read() : last.Silence ??= said.Read();
        if (role == 0 && !rows.IsDBNull(19))
        {
            last.Confirmed = (rows.GetGuid(19), RecordReader.Bounds(rows, 20));
        }

        said.AddCitation(record);
    }

    /// <summary>SQL for the slugs from the root of the tree down to an issue.</summary>
    private static string Path(string issue) =>
        $"""
            CASE WHEN {issue}.parent IS NULL THEN ARRAY[{issue}.slug] ELSE (
                WITH RECURSIVE up (slug, parent, height) AS (
                    SELECT {issue}.slug, {issue}.parent, 0
                    UNION ALL
                    SELECT v.slug, v.parent, height + 1 FROM up JOIN issue_version v ON v.slug = up.parent AND {Sql.InForce("v")})
                SELECT array_agg(slug ORDER BY height DESC) FROM up) END
            """;

    /// <summary>The newest record of the run of record r that the holder asserted, if it did not assert r.</summary>
    private static string Confirmed(Shape shape) =>
        $"""
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance FROM position p
                WHERE r.attribution <> 0 AND x.role = 0 AND p.track_id = r.track_id AND {Sql.Counts(shape.Certain)}
                  AND p.in_force_from <= r.in_force_from AND {Sql.Key("p")} < {Sql.Key("r")}
                  AND (CASE WHEN p.stance = r.stance THEN p.attribution = 0
                       ELSE p.stance NOT IN {Sql.Silent} OR r.stance IN {Sql.Silent} END)
                ORDER BY {Sql.NewestFirst} LIMIT 1) run ON run.stance = r.stance
            LEFT JOIN position word ON word.id = run.id
            """;

    private static string AnyOf(int parameter, Count values) => values == Count.One ? $"= ${parameter}" : $"= ANY(${parameter})";
}

internal sealed record Grid(List<Party> Parties, List<Row> Rows, List<Cell> Cells);

internal sealed record Party(string Slug, string Name, string? Role);

internal sealed record Row(string Slug, string Name, string Process, string ProcessName, string? Parent, string? ParentName, int Depth);

internal sealed record Cell(int Row, int Party, List<HeldInCell> Held);

/// <param name="Place">0 for the issue as a whole, and the place of the proposal otherwise.</param>
internal sealed record HeldInCell(long Place, string? Proposal, string? ProposalName, string Stance)
{
    /// <summary>Null if it is only counted.</summary>
    public SaidRecord? Record { get; set; }

    public SaidRecord? Silence { get; set; }

    /// <summary>The holder's own record, if it confirms the one that is held.</summary>
    public (Guid Id, Bounds Day)? Confirmed { get; set; }
}
