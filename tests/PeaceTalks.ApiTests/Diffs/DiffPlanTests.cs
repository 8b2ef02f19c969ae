using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>On 6,000 and on 60,000 positions.</summary>
public sealed class ShortDiffPlanTests(ShortSmallAndLarge ledgers, ITestOutputHelper output)
    : DiffPlanTests(ledgers, output),
        IClassFixture<ShortSmallAndLarge>;

/// <summary>On 10,000 and on 1,000,000 positions.</summary>
[Trait("Category", "Endurance")]
public sealed class LongDiffPlanTests(LongSmallAndLarge ledgers, ITestOutputHelper output)
    : DiffPlanTests(ledgers, output),
        IClassFixture<LongSmallAndLarge>;

/// <summary>What a question about a window costs, in buffers: they are the same on every machine, busy or not.</summary>
public abstract class DiffPlanTests(SmallAndLarge ledgers, ITestOutputHelper output)
{
    private const string Revisions = "axis=recorded&from=$before&to=$news";

    /// <summary>
    /// An index of a hundred times as many rows is deeper by a page, three for two: that is what half as much again leaves room for.
    /// </summary>
    [Theory]
    [InlineData($"diffs?{GeneratedLedger.Days}", 1, 12)]
    [InlineData($"diffs?{GeneratedLedger.Days}&limit=5", 2, 5)]
    [InlineData($"events?{GeneratedLedger.Days}", 1, 18)]
    [InlineData($"events?{GeneratedLedger.Days}&limit=5", 2, 5)]
    [InlineData($"diffs/summary?{GeneratedLedger.Days}", 1, 12)]
    [InlineData($"processes/talks/days?{GeneratedLedger.Days}", 1, 1)]
    [InlineData($"processes/talks/days?{Revisions}&asOf=2013-03-31", 1, 1)]
    [InlineData($"diffs?{Revisions}&asOf=2013-03-31", 1, 18)]
    [InlineData($"diffs?{Revisions}&asOf=2013-03-31&limit=5", 2, 5)]
    [InlineData($"diffs?{Revisions}&asOf=2026-01-01", 1, 18)]
    [InlineData($"events?{Revisions}&asOf=2013-03-31", 1, 22)]
    [InlineData($"events?{Revisions}&asOf=2013-03-31&limit=5", 2, 5)]
    [InlineData($"diffs/summary?{Revisions}&asOf=2013-03-31", 1, 18)]
    public async Task A_diff_costs_as_much_on_a_large_ledger_as_on_a_small_one(string question, int page, int found)
    {
        var small = await ledgers.Small.AskAsync(question, page);
        var large = await ledgers.Large.AskAsync(question, page);

        output.WriteLine(
            $"{small.Buffers} and {large.Buffers} buffers, times {(double)large.Buffers / small.Buffers:0.00}: {question}, page {page}"
        );
        (small.Found, large.Found).ShouldBe((found, found));
        large.ReadWhole.ShouldBeEmpty();
        large.Buffers.ShouldBeLessThanOrEqualTo(small.Buffers * 3 / 2);
    }
}

/// <summary>The large one has five times the tracks, and each is twice as long.</summary>
public sealed class ShortSmallAndLarge() : SmallAndLarge((30, 2), (150, 4));

/// <summary>The large one has ten times the tracks, and each is ten times as long.</summary>
public sealed class LongSmallAndLarge() : SmallAndLarge((50, 2), (500, 20));

/// <summary>Ledgers of 100 parties, each with so many proposals and so many positions on each of them.</summary>
public abstract class SmallAndLarge((int Proposals, int Depth) small, (int Proposals, int Depth) large) : IAsyncLifetime
{
    public AskedLedger Small { get; } = new();

    public AskedLedger Large { get; } = new();

    public async Task InitializeAsync()
    {
        await Small.MakeAsync(small.Proposals, small.Depth);
        await Large.MakeAsync(large.Proposals, large.Depth);
    }

    public async Task DisposeAsync()
    {
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }
}

/// <summary>What an answer has, and what it cost.</summary>
/// <param name="Found">Items, events or changes.</param>
/// <param name="ReadWhole">Of the tables that grow with the ledger, those that were read from end to end.</param>
public sealed record Cost(int Found, int Buffers, IReadOnlyList<string> ReadWhole);

/// <summary>A generated ledger, and a service on it whose statements are explained.</summary>
public sealed class AskedLedger : IAsyncDisposable
{
    private static readonly string[] Growing = ["position", "milestone", "citation", "change", "track", "revision"];
    private readonly EmptyLedger app = new();
    private LoggedPlans plans = null!;
    private HttpClient client = null!;
    private long news;

    public async Task MakeAsync(int proposals, int depth)
    {
        await app.InitializeAsync();
        news = await GeneratedLedger.MakeAsync(app, proposals, depth);
        plans = await LoggedPlans.OfAsync(app);
        client = plans.Service.CreateClient();

        // Names are read into memory by the first question.
        await AskAsync("processes", 1);
    }

    /// <param name="question">Names the news' revision <c>$news</c>, the one before it <c>$before</c>.</param>
    /// <param name="page">The one to tell the cost of; those before it are asked for as well.</param>
    public async Task<Cost> AskAsync(string question, int page)
    {
        var path = question
            .Replace("$news", Number(news), StringComparison.Ordinal)
            .Replace("$before", Number(news - 1), StringComparison.Ordinal);
        JsonElement answer = default;
        IReadOnlyList<Plan> asked = [];
        for (var cursor = ""; page > 0; page--)
        {
            asked = await plans.TakeAsync(async () =>
                answer = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync($"/api/v1/{path}{cursor}"))
            );
            cursor = answer.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : "";
        }

        return new Cost(
            Count(answer),
            asked.Sum(x => x.Buffers),
            [.. asked.SelectMany(x => x.Nodes()).Where(x => x.Type == "Seq Scan").Select(x => x.Table!).Intersect(Growing)]
        );
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await plans.DisposeAsync();
        await app.DisposeAsync();
    }

    private static int Count(JsonElement answer) =>
        answer.TryGetProperty("changes", out var changes) ? changes.GetInt32() : answer.Items().Count();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
