using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>
/// What two instances answer while others write without pause: records, corrections, retractions, further citations and names.
/// </summary>
public sealed class ConstantWritesTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Writers = 3;

    private const string OfDays = "from=2026-03-01&to=2026-03-31&knownAt={0}";
    private const string OfRevisions = "axis=recorded&from=0&to={0}&asOf=2026-03-31";

    [Theory]
    [InlineData(OfDays)]
    [InlineData(OfRevisions)]
    public Task A_pinned_diff_repeated_has_one_digest_and_one_tag(string question) => ShouldHaveOneDigestAsync(question, 100);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData(OfDays)]
    [InlineData(OfRevisions)]
    public Task A_pinned_diff_repeated_a_thousand_times_has_one_digest_and_one_tag(string question) =>
        ShouldHaveOneDigestAsync(question, 1000);

    private async Task ShouldHaveOneDigestAsync(string question, int times)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();
        await talks.RecordAsync(
            talks.PositionBody(
                "CONDITIONAL",
                "2026-03-08",
                (
                    "conditions",
                    new[]
                    {
                        new
                        {
                            kind = "RECIPROCAL",
                            by = talks.South,
                            key = "same",
                            text = "South too",
                        },
                    }
                )
            )
        );
        var head = await app.HeadAsync();

        // Each answer is made anew: what is kept would prove nothing.
        await using var one = app.Start(("AnswerCache:Megabytes", "0"));
        await using var other = app.Start(("AnswerCache:Megabytes", "0"));
        using var here = one.CreateClient();
        using var there = other.CreateClient();
        var path = $"/api/v1/diffs?{string.Format(null, question, head)}";
        var reads = new ConcurrentBag<(string Digest, string Tag)>();

        var written = await WhileWritingAsync(
            talks,
            times,
            async i =>
            {
                var read = (await (i % 2 == 0 ? here : there).ReadAsync(path)).Expect(200);
                reads.Add((Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read.Text))), read.ETag!));
            }
        );

        output.WriteLine($"{path}: {reads.Count} times {string.Join(" and ", reads.Distinct())}, under {written} revisions");
        reads.Count.ShouldBe(times);
        reads.Distinct().ShouldHaveSingleItem();
        written.ShouldBeGreaterThan(times / 20);
    }

    [Fact]
    public Task An_answer_at_a_revision_is_byte_for_byte_what_its_own_link_gives_later() => ShouldStayAsync(6);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task Each_of_many_answers_at_a_revision_is_byte_for_byte_what_its_own_link_gives_later() => ShouldStayAsync(30);

    private async Task ShouldStayAsync(int rounds)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();
        var position = await talks.RecordAsync(talks.PositionBody());
        await using var other = app.Start();
        using var there = other.CreateClient();
        string[] paths =
        [
            $"/api/v1/held-positions?process={talks.Process}",
            $"/api/v1/positions?party={talks.North}&status=ANY&limit=200",
            $"/api/v1/positions/{position}",
            $"/api/v1/diffs?from=2026-01-31&to=2026-03-31&process={talks.Process}&limit=200",
            $"/api/v1/events?from=2026-01-31&process={talks.Process}&limit=200",
            $"/api/v1/diffs?axis=recorded&from=1&process={talks.Process}",
            $"/api/v1/diffs/summary?axis=recorded&from=1&process={talks.Process}",
            $"/api/v1/issues/{talks.Land}/timeline?includeSubIssues=true&limit=200",
            $"/api/v1/parties/{talks.North}/timeline",
            $"/api/v1/articles/{talks.Article}",
            $"/api/v1/issues/tree?process={talks.Process}",
            "/api/v1/parties",
            "/api/v1/articles",
            $"/api/v1/proposals?process={talks.Process}",
            "/api/v1/milestones",
            $"/api/v1/matrix?process={talks.Process}",
            $"/api/v1/comparisons?left={talks.North}&right={talks.South}",
        ];
        var answers = new ConcurrentBag<(string Path, Read Read)>();
        var written = await WhileWritingAsync(
            talks,
            rounds * paths.Length,
            async i =>
            {
                var path = paths[i % paths.Length];
                answers.Add((path, (await (i / paths.Length % 2 == 0 ? app.Client : there).ReadAsync(path)).Expect(200)));
            }
        );

        var revisions = answers.Select(x => x.Read.Revision).Distinct().Count();
        output.WriteLine($"{answers.Count} answers at {revisions} revisions, under {written} written");
        revisions.ShouldBeGreaterThan(rounds);
        answers
            .Where(x => x.Path != $"/api/v1/articles/{talks.Article}")
            .GroupBy(x => x.Read.ETag, x => x.Read)
            .ShouldAllBe(alike => alike.Distinct().Count() == 1);
        foreach (var (path, read) in answers)
        {
            var self = JsonDocument.Parse(read.Text).RootElement.GetProperty("links").GetProperty("self").GetString()!;
            var later = (await there.ReadAsync(self)).Expect(200);
            later.Text.ShouldBe(read.Text, path);
            later.Revision.ShouldBe(read.Revision, path);
        }
    }

    /// <summary>Reads many times, and says how many revisions were made meanwhile.</summary>
    private async Task<long> WhileWritingAsync(TestTalks talks, int times, Func<int, Task> read)
    {
        var start = await app.HeadAsync();
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(talks, writer, done.Token))).ToList();
        try
        {
            await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await read(i));
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAll(writers);
        }

        return await app.HeadAsync() - start;
    }

    private async Task WriteAsync(TestTalks talks, int writer, CancellationToken until)
    {
        string[] stances = ["SUPPORTS", "OPPOSES", "OPEN", "DECLINED", "NEUTRAL", "SCEPTICAL"];
        var party = await app.SendAsync(HttpMethod.Get, $"/api/v1/parties/{talks.North}");
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            var body = talks.PositionBody(stances[(writer + i) % stances.Length], $"2026-0{1 + (i % 3)}-{1 + ((7 * i) % 28):00}");
            var id = await talks.RecordAsync(body);
            (await app.PostAsync($"/api/v1/positions/{id}/citations", new { article = talks.Article, paragraph = 2 + (i % 9) })).Expect(
                201
            );
            var corrected = (
                await app.PostAsync($"/api/v1/positions/{id}/correction", talks.With(body, """{"summary": "Corrected"}"""))
            ).Expect(201);
            if (i % 2 == 0)
            {
                var successor = corrected.GetProperty("item").GetProperty("id").GetGuid();
                (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{successor}/retraction", new { note = "Again" })).Expect(200);
            }

            if (writer == 0)
            {
                party = await app.PutAsync(
                    $"/api/v1/parties/{talks.North}",
                    talks.PartyBody(talks.North, $"North, for the {i}th time"),
                    party.ETag
                );
                party.Expect(200);
            }
        }
    }
}
