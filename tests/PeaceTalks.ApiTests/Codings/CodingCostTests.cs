using System.Net.Http.Json;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.ApiTests.Codings;

/// <summary>
/// A coding has the ledger to itself while it is checked: what takes a statement for each record keeps all other writers waiting.
/// </summary>
[Trait("Category", "Endurance")]
public sealed class CodingCostTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("remarks")]
    [InlineData("citations")]
    public async Task A_coding_of_many_takes_no_more_statements_than_one_of_few(string list)
    {
        var talks = await TestTalks.NewAsync(app);
        var items = await ItemsAsync(list, talks);

        var (few, many) = await StatementsAsync(
            talks,
            new Dictionary<string, object> { [list] = items.Take(2) },
            new Dictionary<string, object> { [list] = items },
            200
        );

        many.ShouldBe(few);
        many.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task To_find_what_supersedes_a_record_takes_no_more_statements_where_it_was_corrected_often()
    {
        var talks = await TestTalks.NewAsync(app);
        var records = new List<Guid> { await talks.RecordAsync(talks.PositionBody()) };
        for (var i = 0; i < 20; i++)
        {
            records.Add(
                (
                    await app.PostAsync(
                        $"/api/v1/positions/{records[^1]}/correction",
                        talks.PositionBody(members: ("summary", $"Edition {i}"))
                    )
                )
                    .Expect(201)
                    .GetProperty("item")
                    .GetProperty("id")
                    .GetGuid()
            );
        }

        object Citing(Guid record) => new { citations = new[] { new { record, paragraph = 5 } } };

        var (once, often) = await StatementsAsync(talks, Citing(records[^2]), Citing(records[0]), 409);

        often.ShouldBe(once);
    }

    [Fact]
    public async Task A_coding_reads_the_head_of_the_ledger_once()
    {
        var talks = await TestTalks.NewAsync(app);
        using var heads = new Statements(app.ConnectionString, "SELECT l.head");
        await using var service = app.Start();
        using var client = service.CreateDefaultClient(new WithKey());

        using var response = await client.PostAsJsonAsync(
            $"/api/v1/articles/{talks.Article}/coding?dryRun=true",
            LedgerApp.Write(new { positions = new[] { talks.PositionBody() } }),
            JsonConventions.Options
        );

        (await Answer.OfAsync(response)).Expect(200);
        heads.Count.ShouldBe(1);
    }

    /// <summary>Fifty; positions are on a track each.</summary>
    private async Task<object[]> ItemsAsync(string list, TestTalks talks)
    {
        var numbers = Enumerable.Range(1, 50).ToList();
        switch (list)
        {
            case "positions":
                foreach (var i in numbers)
                {
                    await talks.AddAsync("issues", talks.IssueBody($"{talks.Land}-{i}", talks.Land));
                }

                return
                [
                    .. numbers.Select(i =>
                        talks.PositionBody(members: [("id", Guid.CreateVersion7()), ("proposal", null), ("issue", $"{talks.Land}-{i}")])
                    ),
                ];
            case "milestones":
                return [.. numbers.Select(_ => talks.MilestoneBody(members: ("id", Guid.CreateVersion7())))];
            case "remarks":
                return
                [
                    .. numbers.Select(_ => new
                    {
                        id = Guid.CreateVersion7(),
                        paragraph = 1,
                        kind = "CONTEXT",
                        text = "Background",
                    }),
                ];
            default:
                var recorded = (
                    await app.PostAsync(
                        $"/api/v1/articles/{talks.Article}/coding",
                        new
                        {
                            positions = numbers.Take(25).Select(i => talks.PositionBody(day: $"2026-01-{i:00}")),
                            milestones = numbers.Take(25).Select(_ => talks.MilestoneBody()),
                        }
                    )
                )
                    .Expect(201)
                    .GetProperty("item");
                return
                [
                    .. recorded
                        .GetProperty("positions")
                        .EnumerateArray()
                        .Zip(recorded.GetProperty("milestones").EnumerateArray(), (x, y) => new[] { x, y })
                        .SelectMany(x => x)
                        .Select(x => new { record = x.GetProperty("id").GetGuid(), paragraph = 2 }),
                ];
        }
    }

    /// <summary>Of dry runs, all of which is done under the lock.</summary>
    private async Task<(int Few, int Many)> StatementsAsync(TestTalks talks, object few, object many, int status)
    {
        using var statements = new Statements(app.ConnectionString);
        await using var service = app.Start();
        using var client = service.CreateDefaultClient(new WithKey());
        await AskAsync(few);
        return (await LeastAsync(few), await LeastAsync(many));

        // Once in between, the use of the key is noted.
        async Task<int> LeastAsync(object coding) => Math.Min(await AskAsync(coding), await AskAsync(coding));

        async Task<int> AskAsync(object coding)
        {
            var before = statements.Count;
            using var response = await client.PostAsJsonAsync(
                $"/api/v1/articles/{talks.Article}/coding?dryRun=true",
                LedgerApp.Write(coding),
                JsonConventions.Options
            );
            (await Answer.OfAsync(response)).Expect(status);
            return statements.Count - before;
        }
    }
}
