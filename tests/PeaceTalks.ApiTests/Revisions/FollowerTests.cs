using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>Followers at one instance of the service, while writers write at another.</summary>
public sealed class FollowerTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Writers = 16;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("PEACETALKS_FOLLOW_SECONDS") ?? "10", CultureInfo.InvariantCulture)
    );

    /// <summary>
    /// Some writes fail late, when their revision has its number: ids that are taken, and cycles that the database refuses at the commit.
    /// </summary>
    [Fact]
    public Task Followers_that_are_killed_and_started_again_have_every_change_once_in_order() =>
        ShouldHaveEveryChangeAsync(Short, lives: 2, refusals: 1);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task Followers_that_are_killed_again_and_again_have_every_change_once_in_order() =>
        ShouldHaveEveryChangeAsync(Long, lives: 5, refusals: Writers);

    private async Task ShouldHaveEveryChangeAsync(TimeSpan duration, int lives, int refusals)
    {
        await using var service = app.Start();
        service.UseKestrel(0);
        service.StartServer();
        var talks = await TestTalks.NewAsync(app);
        var taken = await talks.RecordAsync(talks.PositionBody());
        var start = await app.HeadAsync();
        using var written = new CancellationTokenSource();
        Follower polling = new($"{start}"),
            streaming = new($"{start}");
        Task[] following =
        [
            polling.RunAsync(service.CreateClient, PollAsync, written.Token),
            streaming.RunAsync(service.CreateClient, StreamAsync, written.Token),
        ];

        var clock = Stopwatch.StartNew();
        var refused = (
            await Task.WhenAll(
                Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(talks, taken, writer, clock, duration)))
            )
        ).Sum();
        var expected = await ChangesAsync(start);
        var seconds = clock.Elapsed.TotalSeconds;
        await Eventually.BecomesAsync(
            () => Task.FromResult(polling.Count >= expected.Count && streaming.Count >= expected.Count),
            TimeSpan.FromSeconds(30)
        );
        await written.CancelAsync();
        await Task.WhenAll(following);

        output.WriteLine(
            $"{expected.Count} changes in {expected[^1].Split('.')[0]} revisions in {seconds:0.0} s, {refused} writes refused; "
                + $"killed and started again: the polling follower {polling.Lives} times, the streaming one {streaming.Lives}"
        );
        polling.Keys.ShouldBe(expected);
        streaming.Keys.ShouldBe(expected);
        streaming.Texts.ShouldBe(polling.Texts);
        refused.ShouldBeGreaterThan(refusals);
        Math.Min(polling.Lives, streaming.Lives).ShouldBeGreaterThan(lives);
    }

    /// <returns>How many writes were refused, which should have been.</returns>
    private async Task<int> WriteAsync(TestTalks talks, Guid taken, int writer, Stopwatch clock, TimeSpan duration)
    {
        var refused = 0;
        for (var i = 0; clock.Elapsed < duration; i++)
        {
            var day = $"2026-02-{i % 28 + 1:00}";
            var (expected, answer) = ((writer + i) % 5) switch
            {
                0 => (409, await app.PostAsync("/api/v1/positions", talks.PositionBody(members: [("id", taken)]))),
                1 => (422, await app.PutAsync($"/api/v1/issues/{talks.Land}", talks.IssueBody(talks.Land, talks.Border), "\"1\"")),
                2 => (
                    201,
                    await app.PostAsync(
                        $"/api/v1/articles/{talks.Article}/coding",
                        new
                        {
                            positions = new[] { talks.PositionBody("OPEN", day), talks.PositionBody("OPPOSES", day) },
                            milestones = new[] { talks.MilestoneBody() },
                            remarks = new[]
                            {
                                new
                                {
                                    paragraph = 4,
                                    kind = "MOOD",
                                    text = "Gloomy",
                                },
                            },
                        }
                    )
                ),
                3 => (201, await app.PostAsync("/api/v1/issues", talks.IssueBody($"{talks.Land}-{writer}-{i}", talks.Land))),
                _ => (201, await app.PostAsync("/api/v1/positions", talks.PositionBody(day: day))),
            };
            answer.Expect(expected);
            refused += expected == 201 ? 0 : 1;
        }

        return refused;
    }

    private async Task<List<string>> ChangesAsync(long after)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            "SELECT revision || '.' || place FROM change WHERE revision > $1 ORDER BY revision, place",
            connection
        )
        {
            Parameters = { new() { Value = after } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        List<string> changes = [];
        while (await reader.ReadAsync())
        {
            changes.Add(reader.GetString(0));
        }

        return changes;
    }

    private static async Task PollAsync(HttpClient http, Follower follower, CancellationToken life)
    {
        while (true)
        {
            var text = await http.GetStringAsync($"/api/v1/revisions?after={follower.Cursor}&limit={Random.Shared.Next(1, 60)}", life);
            var page = JsonSerializer.Deserialize<JsonElement>(text);
            follower.Take(page.Changes(), page.Text("nextAfter")!);
            await Task.Delay(10, life);
        }
    }

    private static async Task StreamAsync(HttpClient http, Follower follower, CancellationToken life)
    {
        using var stream = await StreamClient.FollowAsync(http, lastEventId: follower.Cursor, cancellation: life);
        while (await stream.NextAsync(life) is { } next)
        {
            follower.Take([next.Change], next.Id);
        }
    }

    /// <summary>
    /// Keeps what it has seen together with its cursor, as one would in one transaction, and nothing else from life to life.
    /// </summary>
    private sealed class Follower(string cursor)
    {
        private readonly List<SeenChange> seen = [];

        public string Cursor { get; private set; } = cursor;

        public int Lives { get; private set; }

        public int Count
        {
            get
            {
                lock (seen)
                {
                    return seen.Count;
                }
            }
        }

        public IEnumerable<string> Keys => seen.Select(x => x.Key);

        public IEnumerable<string> Texts => seen.Select(x => x.Json.GetRawText());

        public void Take(IEnumerable<SeenChange> changes, string next)
        {
            lock (seen)
            {
                seen.AddRange(changes);
                Cursor = next;
            }
        }

        public async Task RunAsync(
            Func<HttpClient> connect,
            Func<HttpClient, Follower, CancellationToken, Task> live,
            CancellationToken end
        )
        {
            for (; !end.IsCancellationRequested; Lives++)
            {
                using var life = CancellationTokenSource.CreateLinkedTokenSource(end);
                life.CancelAfter(Random.Shared.Next(20, 500));
                using var http = connect();
                try
                {
                    await live(http, this, life.Token);
                }
                catch (Exception) when (life.IsCancellationRequested)
                {
                    // Killed, in the middle of whatever it did.
                }
            }
        }
    }
}
