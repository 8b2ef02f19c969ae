using Microsoft.EntityFrameworkCore;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>What an as-of matrix costs on a long history, in buffers: they are the same on every machine, busy or not.</summary>
public sealed class MatrixPlanTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Parties = 100;
    private const int Issues = 50;
    private const int Depth = 20;
    private const int MatrixParties = 20;
    private const int MatrixIssues = 10;
    private const int Cells = MatrixParties * MatrixIssues;

    [Fact]
    public async Task A_matrix_of_twenty_parties_by_ten_issues_on_100_000_positions_costs_one_descent_a_cell()
    {
        await GenerateAsync();
        var plans = new CapturedPlans(app.ConnectionString);
        await using var db = new PeaceTalksDb(
            new DbContextOptionsBuilder<PeaceTalksDb>().UseNpgsql(app.ConnectionString).AddInterceptors(plans).Options
        );
        var scope = new TrackScope(
            Parties: [.. Enumerable.Range(1, MatrixParties).Select(i => $"party-{i * 5}")],
            Issues: [.. Enumerable.Range(1, MatrixIssues).Select(i => $"issue-{i * 5}")],
            Proposals: []
        );
        var day = new DateOnly(2025, 6, 30);

        var tracks = await db.HeldAsync(scope, day, Certainty.Certain, 1, HeldFilter.All, null, Cells + 1, CancellationToken.None);
        var positions = await db.PositionsAsync(tracks.Select(x => x.Held), CancellationToken.None);

        tracks.Count.ShouldBe(Cells);
        positions.Values.ShouldAllBe(x => x.Latest <= day && x.Citations.Count == 2);
        var probe = plans.All.SelectMany(x => x.Nodes()).Single(x => x.IndexName == "ix_position_rule" && x.Loops == Cells);
        var buffersOfProbe = (double)probe.Buffers / Cells;
        var buffersOfCell = (double)plans.Buffers / Cells;
        output.WriteLine($"{buffersOfProbe:0.00} buffers a probe, {buffersOfCell:0.00} a cell with track, record and two citations");
        probe.Type.ShouldBe("Index Only Scan");
        buffersOfProbe.ShouldBeLessThanOrEqualTo(3.1);
        buffersOfCell.ShouldBeLessThanOrEqualTo(12);

        // What stands behind each of them (since when, contested, last self-report) is asked in one more statement.
        plans.All.Clear();
        await db.EvidenceAsync(scope, [.. tracks.Select(x => x.Held)], day, Certainty.Certain, 1, CancellationToken.None);
        var buffersOfEvidence = (double)plans.Buffers / Cells;
        output.WriteLine($"{buffersOfEvidence:0.00} more for the evidence of a cell");
        plans.All.Count.ShouldBe(1);
        buffersOfEvidence.ShouldBeLessThanOrEqualTo(17);
    }

    /// <summary>One revision; each track has a record every 30 days, the stance turning with each, and two citations each.</summary>
    private async Task GenerateAsync()
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"""
            BEGIN;
            SET LOCAL session_replication_role = replica;
            UPDATE ledger SET head = 1;
            INSERT INTO revision VALUES (1, now(), 'Test', 'Generated', true);
            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, {Parties}) i;
            INSERT INTO issue (slug, process, recorded_in) SELECT 'issue-' || i, 'talks', 1 FROM generate_series(1, {Issues}) i;
            INSERT INTO article SELECT 'article-' || i, 1 FROM generate_series(1, 2) i;
            INSERT INTO track (id, process, party, issue)
                SELECT gen_random_uuid(), 'talks', 'party-' || p, 'issue-' || i FROM generate_series(1, {Parties}) p, generate_series(1, {Issues}) i;
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, recorded_in, place)
                SELECT gen_random_uuid(), t.id, t.party, (ARRAY['SUPPORTS', 'OPPOSES', 'OPEN'])[1 + d % 3], '[]', '[]', repeat('What was said. ', 8),
                    date '2024-06-01' + 30 * d, date '2024-06-01' + 30 * d, 'STATED', t.party, 'PARAPHRASE', 1, row_number() OVER (ORDER BY d, random())
                FROM track t, generate_series(1, {Depth}) d;
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
                SELECT gen_random_uuid(), p.id, 'article-' || c, c, 1, p.place, c FROM position p, generate_series(1, 2) c ORDER BY p.place, c;
            COMMIT;
            """,
            connection
        )
        {
            CommandTimeout = 300,
        };
        await command.ExecuteNonQueryAsync();
        // An index answers alone where all is known to be visible to everybody, which a vacuum finds out once no older snapshot is about.
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 300 };
        await using var allVisible = new NpgsqlCommand(
            "SELECT relallvisible = relpages FROM pg_class WHERE relname = 'position'",
            connection
        );
        for (var tries = 0; tries < 100; tries++)
        {
            await vacuum.ExecuteNonQueryAsync();
            if ((bool)(await allVisible.ExecuteScalarAsync())!)
            {
                return;
            }

            await Task.Delay(100);
        }
    }
}
