using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Matrix;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Timelines;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>
/// The statements of the reads that are asked most, with their plans, on 100,000 positions: as in the files of the folder Plans. To renew
/// the files, run this with UPDATE_PLANS=1.
/// </summary>
/// <remarks>Buffers are the same on every machine, busy or not. Plans are compared where the server has the version of the files.</remarks>
public sealed class ReadPlanTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Parties = 100;
    private const int Issues = 50;
    private const int Depth = 20;
    private const int MatrixParties = 20;
    private const int MatrixIssues = 10;
    private const int Cells = MatrixParties * MatrixIssues;

    private static readonly DateOnly Day = new(2025, 6, 30);
    private static readonly TrackScope OneTrack = new(Parties: ["party-7"], Issues: ["issue-9"], Proposals: []);
    private static readonly TrackScope OneParty = new(Parties: ["party-7"]);
    private static readonly TrackScope Grid = new(
        Parties: [.. Enumerable.Range(1, MatrixParties).Select(i => $"party-{i * 5}")],
        Issues: [.. Enumerable.Range(1, MatrixIssues).Select(i => $"issue-{i * 5}")],
        Proposals: [.. Enumerable.Range(1, MatrixIssues).Select(i => $"proposal-{i * 5}")]
    );

    [Fact]
    public async Task Each_statement_takes_the_indexes_that_it_should_whatever_its_values_and_reads_no_more_than_it_shows()
    {
        await GenerateAsync();
        var tracks = await HeldPositionQueries
            .Held(Grid, Day, Certainty.Certain, 1, Cells + 1)
            .ReadAsync(Database, HeldTrack.ReadAllAsync, CancellationToken.None);
        tracks.Count.ShouldBe(Cells);
        var shown = MatrixStatement.Records(tracks, Grid, Day, Certainty.Certain, 1);
        var records = await shown.ReadAsync(Database, MatrixStatement.ReadAsync, CancellationToken.None);
        records.Positions.Values.ShouldAllBe(x => x.Latest <= Day && x.Citations.Count == 2);

        await ExplainAsync("held-position", HeldPositionStatement.Page(OneTrack, Day, Certainty.Certain, 1, new(), null, 51), 60);
        await ExplainAsync(
            "held-positions-of-a-party",
            HeldPositionStatement.Page(OneParty, Day, Certainty.Certain, 1, new(), null, 51),
            2_200
        );
        await ExplainAsync("matrix-tracks", HeldPositionQueries.Held(Grid, Day, Certainty.Certain, 1, 20_001), 6.5 * Cells);
        await ExplainAsync("matrix-records", shown, 17.5 * Cells);
        await ExplainAsync(
            "matrix-alternatives",
            HeldPositionQueries.Alternatives(Grid, [.. tracks.Select(x => x.Held)], Day, Certainty.Certain, 1),
            17.5 * Cells
        );
        await ExplainAsync(
            "comparison-of-two-parties",
            ComparisonStatement.Page(new(Parties: ["party-7", "party-13"]), Day, Certainty.Certain, 1, null, 103),
            2_000
        );
        await ExplainAsync("timeline", TimelineStatement.Page(OneTrack, Day, 1, null, 51), 220);
        await ExplainAsync(
            "positions-of-a-party",
            PositionStatement.Page(new() { Party = ["party-7"] }, await PinAsync(), true, null, 51),
            800
        );
        await ExplainAsync(
            "coverage",
            CoverageStatement.Articles(new CoverageScope(["talks"], null, null, CoverageScope.DefaultDays), new DateOnly(2024, 1, 31), 1),
            800 * CoverageStatement.MaxArticles
        );
        await ExplainAsync("moods", MoodStatement.Page("party-7", null, Day, 1, null, 51), 700);
    }

    [Fact]
    public async Task A_filter_that_selects_nothing_ends_its_pages_where_nothing_that_comes_later_moves_the_end()
    {
        await GenerateAsync();
        string[] stances = ["SUPPORTS", "OPPOSES", "OPEN"];
        var held = new Dictionary<string, int>();
        foreach (var stance in stances)
        {
            held[stance] = await FirstPageAsync(new HeldFilter([stance]));
        }

        held.Values.Order()
            .ToArray()
            .ShouldBe([0, 0, HeldPositionStatement.MaxTracks], "the stances turn, so that all tracks hold the same");
        var none = new HeldFilter([held.First(x => x.Value == 0).Key]);
        var ends = await EndsAsync(none);
        ends.Count.ShouldBe(Parties * Issues / HeldPositionStatement.MaxTracks);
        var plan = await CapturedPlans.ExplainAsync(
            app.ConnectionString,
            HeldPositionStatement.Page(new TrackScope(), Day, Certainty.Certain, 1, none, null, 51)
        );
        output.WriteLine($"a page of nothing: {plan.Buffers} buffers");
        plan.Buffers.ShouldBeLessThan(10 * HeldPositionStatement.MaxTracks);

        await using var connection = await app.ConnectAsync();
        await using var later = new NpgsqlCommand(
            """
            BEGIN;
            SET LOCAL session_replication_role = replica;
            INSERT INTO track (id, process, party, issue)
                SELECT gen_random_uuid(), 'talks', 'party-1', 'an-issue-' || i FROM generate_series(1, 50) i;
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode,
                    recorded_in, place)
                SELECT gen_random_uuid(), t.id, t.party, 'OPEN', '[]', '[]', 'Later.', '2024-07-01', '2024-07-01', 'STATED', t.party,
                    'PARAPHRASE', 2, row_number() OVER () FROM track t WHERE t.issue LIKE 'an-issue%';
            COMMIT;
            """,
            connection
        );
        await later.ExecuteNonQueryAsync();
        (await EndsAsync(none)).ShouldBe(ends);
    }

    /// <summary>The number of held positions on a first page that has room for all that it looks at.</summary>
    private async Task<int> FirstPageAsync(HeldFilter filter)
    {
        var page = HeldPositionStatement.Page(new TrackScope(), Day, Certainty.Certain, 1, filter, null, HeldPositionStatement.MaxTracks);
        return (await page.ReadAsync(Database, HeldPositionReader.ReadAsync, CancellationToken.None)).Items.Count;
    }

    /// <summary>Where the pages end that are not full.</summary>
    private async Task<List<TrackKey>> EndsAsync(HeldFilter filter)
    {
        List<TrackKey> ends = [];
        while (true)
        {
            var reached = await HeldPositionStatement
                .Reached(new TrackScope(), Day, Certainty.Certain, 1, filter, ends.LastOrDefault())
                .ReadAsync(
                    Database,
                    reader => new TrackKey(reader.GetString(0), reader.GetString(1), reader.GetGuid(2)),
                    CancellationToken.None
                );
            if (reached is not [var end])
            {
                return ends;
            }

            ends.Add(end);
        }
    }

    private LedgerDatabase Database => app.Factory.Services.GetRequiredService<LedgerDatabase>();

    private async Task<Pin> PinAsync()
    {
        await using var scope = app.Scope();
        return await scope.ServiceProvider.GetRequiredService<PinReader>().ReadAsync(Day, null, CancellationToken.None);
    }

    private async Task ExplainAsync(string name, SqlStatement statement, double buffers)
    {
        var plan = await CapturedPlans.ExplainAsync(app.ConnectionString, statement);
        output.WriteLine($"{name}: {plan.Buffers} buffers");
        plan.Buffers.ShouldBeLessThanOrEqualTo((int)buffers, name);
        await GoldenPlan.CompareAsync(app, name, statement, plan);
    }

    /// <summary>
    /// One revision; each track has a record every 30 days, the stance turning with each and every second in the outlet's voice, and two
    /// citations each.
    /// </summary>
    private async Task GenerateAsync()
    {
        await using var connection = await app.ConnectAsync();
        await using var isThere = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM track)", connection);
        if ((bool)(await isThere.ExecuteScalarAsync())!)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            $"""
            BEGIN;
            SET LOCAL session_replication_role = replica;
            UPDATE ledger SET head = 1;
            INSERT INTO revision VALUES (1, now(), 'Test', 'Generated', true);
            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in) VALUES ('talks', 1, 'Talks', 'Of a test', '[]', 1);
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in)
                SELECT 'party-' || i, 1, 'Party ' || i, 'STATE', '[]', '[]', 1 FROM generate_series(1, {Parties}) i;
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, {Parties}) i;
            INSERT INTO issue (slug, process, recorded_in) SELECT 'issue-' || i, 'talks', 1 FROM generate_series(1, {Issues}) i;
            INSERT INTO article SELECT 'article-' || i, 1 FROM generate_series(1, 2000) i;
            INSERT INTO article_version (slug, version, title, authors, language, paragraph_digests, published_basis, published_latest, recorded_in)
                SELECT slug, 1, slug, '[]', 'en', '["0"]', 'STATED', '2024-01-01', 1 FROM article;
            INSERT INTO track (id, process, party, issue)
                SELECT gen_random_uuid(), 'talks', 'party-' || p, 'issue-' || i FROM generate_series(1, {Parties}) p, generate_series(1, {Issues}) i;
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode, recorded_in, place)
                SELECT gen_random_uuid(), t.id, t.party, (ARRAY['SUPPORTS', 'OPPOSES', 'OPEN'])[1 + d % 3], '[]', '[]', repeat('What was said. ', 8),
                    date '2024-06-01' + 30 * d, date '2024-06-01' + 30 * d, 'STATED', CASE WHEN d % 2 = 0 THEN t.party END,
                    CASE WHEN d % 2 = 0 THEN 'PARAPHRASE' ELSE 'OUTLET' END, 1, row_number() OVER (ORDER BY d, random())
                FROM track t, generate_series(1, {Depth}) d;
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
                SELECT gen_random_uuid(), p.id, 'article-' || 1 + (p.place + c) % 2000, c, 1, p.place, c FROM position p, generate_series(1, 2) c ORDER BY p.place, c;
            INSERT INTO remark (id, article, paragraph, kind, text, party, mode, recorded_in, place)
                SELECT gen_random_uuid(), 'article-' || 1 + i % 2000, 3, (ARRAY['MOOD', 'CONTEXT'])[1 + i % 2], 'What was felt.',
                    'party-' || 1 + i / 200 % {Parties}, 'OUTLET', 1, i FROM generate_series(0, 19999) i;
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
