using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Ledger;

public sealed class NumberingTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Writers = 16;

    /// <summary>
    /// Some fail late, after the revision has its number: every fourth finds its id taken, and another fourth is refused by a deferred rule
    /// of the database when it commits, since it would make an issue its own ancestor.
    /// </summary>
    [Theory]
    [InlineData(8)]
    public Task Revisions_have_no_holes_and_a_reader_that_asks_for_what_comes_after_sees_each_once(int writesEach) =>
        ShouldHaveNoHolesAsync(writesEach);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData(28)]
    public Task Many_revisions_have_no_holes_and_a_reader_that_asks_for_what_comes_after_sees_each_once(int writesEach) =>
        ShouldHaveNoHolesAsync(writesEach);

    private async Task ShouldHaveNoHolesAsync(int writesEach)
    {
        var talks = await TestTalks.NewAsync(app);
        var taken = await talks.RecordAsync(talks.PositionBody());
        var start = await app.HeadAsync();
        using var written = new CancellationTokenSource();
        var seen = new List<long>();
        var reader = PollAsync($"{start}", seen, written.Token);
        var clock = Stopwatch.StartNew();

        var answers = new ConcurrentBag<(int Expected, Answer Answer)>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < writesEach; i++)
                        {
                            answers.Add(
                                ((writer + i) % 4) switch
                                {
                                    0 => (409, await app.PostAsync("/api/v1/positions", talks.PositionBody(members: [("id", taken)]))),
                                    1 => (
                                        422,
                                        await app.PutAsync(
                                            $"/api/v1/issues/{talks.Land}",
                                            talks.IssueBody(talks.Land, talks.Border),
                                            "\"1\""
                                        )
                                    ),
                                    _ => (201, await app.PostAsync("/api/v1/positions", talks.PositionBody(day: $"2026-02-{i + 1:00}"))),
                                }
                            );
                        }
                    })
                )
        );

        var seconds = clock.Elapsed.TotalSeconds;
        await written.CancelAsync();
        await reader;
        answers.ShouldAllBe(x => x.Answer.Status == x.Expected);
        var numbers = answers.Where(x => x.Expected == 201).Select(x => x.Answer.Json.GetProperty("revision").GetInt64()).Order().ToList();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(i => start + i));
        seen.ShouldBe(numbers);
        (await app.HeadAsync()).ShouldBe(numbers[^1]);
        output.WriteLine(
            $"{answers.Count} writes by {Writers} writers in {seconds:0.0} s, {numbers.Count} of them committed: {numbers.Count / seconds:0} a second"
        );
    }

    /// <summary>After the clock jumped a year ahead and back again.</summary>
    [Fact]
    public async Task Each_instant_is_later_than_the_last_whatever_the_clock_does()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await using (var connection = await app.ConnectAsync())
        {
            await using var jump = new NpgsqlCommand("UPDATE ledger SET head_at = head_at + interval '1 year'", connection);
            await jump.ExecuteNonQueryAsync();
        }

        var start = await app.HeadAsync();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => talks.RecordAsync(talks.PositionBody(day: $"2026-01-{i:00}"))));

        var revisions = (await app.GetAsync($"/api/v1/revisions?after={start}&limit=200")).Items();
        var instants = revisions.Select(x => x.GetProperty("at").GetDateTimeOffset()).ToList();
        instants.ShouldBeInOrder();
        instants.ShouldBeUnique();
        foreach (var revision in revisions)
        {
            var known = await app.GetAsync($"/api/v1/positions?party={talks.North}&knownAt={revision.Text("at")}");
            known.GetProperty("knownAt").GetInt64().ShouldBe(revision.GetProperty("number").GetInt64());
        }
    }

    /// <summary>An earlier release gave them.</summary>
    [Fact]
    public async Task Of_revisions_that_share_an_instant_the_last_is_known_at_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await using var connection = await app.ConnectAsync();
        await using var share = new NpgsqlCommand(
            """
            ALTER TABLE revision DISABLE TRIGGER USER;
            UPDATE ledger SET head = head + 1;
            INSERT INTO revision (number, at, author, note, touches_references) SELECT head, head_at, 'Test', 'Test', false FROM ledger;
            ALTER TABLE revision ENABLE TRIGGER USER;
            SELECT head, head_at FROM ledger
            """,
            connection
        );
        await using var last = await share.ExecuteReaderAsync();
        await last.ReadAsync();

        var known = await app.GetAsync($"/api/v1/positions?party={talks.North}&knownAt={last.GetDateTime(1):O}");

        known.GetProperty("knownAt").GetInt64().ShouldBe(last.GetInt64(0));
        await last.CloseAsync();
        await talks.RecordAsync(talks.PositionBody("OPEN"));
    }

    /// <summary>Asks on and on for what comes after the last number seen, and once more at the end.</summary>
    private async Task PollAsync(string after, List<long> seen, CancellationToken until)
    {
        for (var last = false; !last; )
        {
            last = until.IsCancellationRequested;
            var page = await app.GetAsync($"/api/v1/revisions?after={after}&limit=200");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("number").GetInt64()));
            after = page.Text("nextAfter")!;
        }
    }
}
