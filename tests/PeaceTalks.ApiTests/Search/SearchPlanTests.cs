using System.Diagnostics;
using Npgsql;
using PeaceTalks.Api.Search;
using PeaceTalks.Api.Texts;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Search;

/// <summary>What a search costs on 100,000 positions, 20,000 speakers and 5,000 articles, whatever is asked.</summary>
/// <remarks>Buffers are the same on every machine, busy or not.</remarks>
[Trait("Category", "Endurance")]
public sealed class SearchPlanTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Positions = 100_000;

    private static readonly string[] Growing = ["position", "track", "article_version", "speaker_version", "meeting", "citation"];

    [Fact]
    public async Task A_search_reads_no_table_whole_however_many_match()
    {
        await GenerateAsync();

        await ExplainAsync("a rare word", "rare", 3_000);
        await ExplainAsync("the beginning of a rare word", "rar", 3_000);
        await ExplainAsync("a common word", "ceasefire", 3_000);
        await ExplainAsync("two common words", "ceasefire plan", 3_000);
        await ExplainAsync("a common phrase", "\"the ceasefire plan\"", 3_000);
        await ExplainAsync("a common and a rare word", "ceasefire rare", 3_000);
        await ExplainAsync("a word that few have, in one process", "medium", 3_000, process: ["talks"]);
        await ExplainAsync("a common name", "speaker", 3_000);
        await ExplainAsync("a name among many", "speaker 777", 3_000);
        await ExplainAsync("no word at all", "nothing", 3_000);
    }

    [Fact]
    public async Task A_word_that_everything_has_comes_in_the_order_of_the_list_page_by_page()
    {
        await GenerateAsync();
        var watch = Stopwatch.StartNew();

        var first = await app.GetAsync("/api/v1/search?q=ceasefire&noun=POSITION&limit=50");
        output.WriteLine($"the first page: {watch.ElapsedMilliseconds} ms");
        var second = await app.GetAsync($"/api/v1/search?q=ceasefire&noun=POSITION&limit=50&cursor={first.Text("nextCursor")}");
        var listed = await app.GetAsync("/api/v1/positions?limit=100&asOf=2030-01-01");

        var filtered = await app.GetAsync("/api/v1/positions?limit=100&asOf=2030-01-01&q=ceasefire");
        filtered.Each("id").ShouldBe(listed.Each("id"));
        (await app.GetAsync("/api/v1/positions?limit=100&asOf=2030-01-01&q=rare")).Items().Count().ShouldBe(Positions / 5000);
        first.Each("id").Concat(second.Each("id")).ShouldBe(listed.Each("id"));
    }

    [Fact]
    public async Task A_page_ends_where_it_has_looked_at_enough_and_the_next_one_goes_on_from_there()
    {
        await GenerateAsync();

        // The first 2,000 positions have the word, and are the last in the order of the list.
        var all = await app.AllPagesAsync("/api/v1/search?q=early", 200);

        all.Items.Count.ShouldBe(2_000);
        all.Items.Select(x => x.Text("id")).Distinct().Count().ShouldBe(2_000);
        all.Pages.ShouldBeGreaterThan((Positions - 2_000) / SearchStatement.MostRead);
    }

    private async Task ExplainAsync(string name, string query, int buffers, string[]? process = null)
    {
        var statement = SearchStatement.Page(SearchQuery.Parse(query, null), Enum.GetValues<SearchedNoun>(), process, 1, null, 51);
        var watch = Stopwatch.StartNew();
        var plan = await CapturedPlans.ExplainAsync(app.ConnectionString, statement);
        output.WriteLine(
            $"{name}: {plan.Buffers} buffers, {watch.ElapsedMilliseconds} ms with planning, "
                + $"{plan.Json.GetProperty("Actual Total Time")} ms without"
        );

        plan.Nodes().Where(x => x.Type == "Seq Scan" && x.Loops > 0).Select(x => x.Table).Intersect(Growing).ShouldBeEmpty(name);
        plan.Buffers.ShouldBeLessThanOrEqualTo(buffers, name);
    }

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
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in)
            VALUES ('talks', 1, 'Talks', 'Of a test', '[]', 1);
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(1, 100) i;
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in)
                SELECT slug, 1, 'Party ' || slug, 'STATE', '[]', '[]', 1 FROM party;
            INSERT INTO speaker SELECT 'speaker-' || i, 1 FROM generate_series(1, 20000) i;
            INSERT INTO speaker_version (slug, version, name, kind, aliases, mandates, recorded_in)
                SELECT slug, 1, slug, 'PERSON', '[]', '[]', 1 FROM speaker;
            INSERT INTO issue (slug, process, recorded_in) SELECT 'issue-' || i, 'talks', 1 FROM generate_series(1, 50) i;
            INSERT INTO issue_version (slug, version, process, name, question, recorded_in)
            SELECT slug, 1, 'talks', slug, 'What?', 1 FROM issue;
            INSERT INTO article SELECT 'article-' || i, 1 FROM generate_series(1, 5000) i;
            INSERT INTO article_version (slug, version, title, authors, language, paragraph_digests, published_basis, published_latest,
                recorded_in)
                SELECT slug, 1, slug || ' on the ceasefire plan', '[]', 'en', '["0"]', 'STATED', '2024-01-01', 1 FROM article;
            INSERT INTO track (id, process, party, issue)
                SELECT gen_random_uuid(), 'talks', 'party-' || p, 'issue-' || i FROM generate_series(1, 100) p, generate_series(1, 50) i;
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by,
                mode, recorded_in, place)
                SELECT gen_random_uuid(), t.id, t.party, 'OPEN', '[]', '[]',
                    'It says that the ceasefire plan is number ' || n || CASE WHEN n <= 2000 THEN ', early' ELSE '' END
                        || CASE WHEN n % 5000 = 0 THEN ', rare' ELSE '' END || CASE WHEN n % 20 = 0 THEN ', medium' ELSE '' END,
                    date '2024-06-01' + n / 100, date '2024-06-01' + n / 100, 'STATED', t.party, 'PARAPHRASE', 1, n
                FROM (SELECT id, party, row_number() OVER () AS i FROM track) t, generate_series(0, {Positions / 5000 - 1}) d,
                    LATERAL (SELECT (d * 5000 + i)::int AS n) numbered;
            INSERT INTO meeting (id, meeting_id, process, name, kind, participants, issues, proposals, state, summary, earliest, latest,
                basis, mode,
                    held_earliest, held_latest, held_basis, recorded_in, place)
                SELECT id, id, 'talks', 'Round ' || n, 'TALKS', '[]', '[]', '[]', 'HELD', 'They met in private.',
                    '2024-01-01', '2024-01-01',
                    'STATED', 'OUTLET', '2024-01-01', '2024-01-01', 'STATED', 1, 200000 + n
                FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, 5000) n) m;
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
                SELECT gen_random_uuid(), p.id, 'article-' || 1 + p.place % 5000, 1, 1, p.place, 1 FROM position p;
            COMMIT;
            """,
            connection
        )
        {
            CommandTimeout = 300,
        };
        await command.ExecuteNonQueryAsync();
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 300 };
        await vacuum.ExecuteNonQueryAsync();
    }
}
