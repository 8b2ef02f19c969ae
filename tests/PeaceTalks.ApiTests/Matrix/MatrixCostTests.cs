using System.Text.Json;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Matrix;

/// <summary>What a grid costs, in statements and buffers: they are the same on every machine, busy or not.</summary>
public sealed class MatrixCostTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const int Parties = 50;
    private const int Issues = 40;
    private const int GridParties = 20;
    private const int GridIssues = 10;
    private const int Cells = GridParties * GridIssues;

    private static readonly string Targets = string.Join('&', Enumerable.Range(1, GridIssues).Select(i => $"issue=issue-{i * 4}"));
    private static readonly string Columns = string.Join('&', Enumerable.Range(1, GridParties).Select(i => $"party=party-{i * 2}"));

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Ten_times_the_history_costs_the_same_and_no_track_out_of_scope_is_looked_at()
    {
        await GeneratedTalks.MakeAsync(app, Parties, Issues);
        await GeneratedTalks.RecordAsync(app, [10, 20, 30, 40, 50]);
        await GeneratedTalks.SettleAsync(app);
        var shallow = await CostAsync("5 records a track");

        await GeneratedTalks.RecordAsync(app, Enumerable.Range(1, 50).Where(day => day % 10 != 0));
        await GeneratedTalks.SettleAsync(app);
        var deep = await CostAsync("50 records a track");

        deep.Zip(shallow).ShouldAllBe(x => x.First <= x.Second * 1.1);
    }

    /// <summary>Buffers a cell for what is held.</summary>
    private async Task<double[]> CostAsync(string history) =>
        [
            await CostAsync($"{history}, proposals", $"{Targets}&{Columns}&rows=proposals", Cells, tracks: Cells),
            await CostAsync($"{history}, issues with a proposal each", $"{Targets}&{Columns}", Cells, tracks: 2 * Cells),
            await CostAsync($"{history}, issues, all parties", Targets, Parties * GridIssues, tracks: 2 * Parties * GridIssues),
            await CostAsync(
                $"{history}, proposals with stanceSince",
                $"{Targets}&{Columns}&rows=proposals&stanceSince=true",
                Cells,
                tracks: Cells,
                since: true
            ),
        ];

    /// <param name="tracks">In scope.</param>
    /// <param name="since">Whether it is asked since when stances are held, in one more statement.</param>
    private async Task<double> CostAsync(string what, string query, int cells, int tracks, bool since = false)
    {
        await using var plans = await LoggedPlans.OfAsync(app);
        using var client = plans.Service.CreateClient();
        await client.GetStringAsync("/api/v1/processes"); // what all answers share is in memory then

        var grid = default(JsonElement);
        var all = await plans.TakeAsync(async () =>
            grid = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/matrix?asOf=2024-02-04&{query}")).RootElement
        );

        grid.Cells().Count().ShouldBe(cells);
        grid.Cells().ShouldAllBe(x => x.Text("state") == "HELD");
        all.Count.ShouldBe(
            since ? 4 : 3,
            "the head, what is held, the records with their articles, and since when where that is asked for"
        );
        var held = all[1];
        var probe = held.Nodes().Where(x => x.IndexName == "ix_position_rule" && x.Loops > 0).ShouldHaveSingleItem();
        (probe.Type, probe.Loops).ShouldBe(("Index Only Scan", tracks));
        output.WriteLine(
            $"{what}: {probe.Buffers / (double)tracks:0.00} buffers a probe, {held.Buffers / (double)cells:0.00} a cell for what is held, {all.Sum(x => x.Buffers) / (double)cells:0.00} a cell with records, citations and articles"
        );
        (probe.Buffers / (double)tracks).ShouldBeLessThanOrEqualTo(3.1);
        (all.Sum(x => x.Buffers) / (double)tracks).ShouldBeLessThanOrEqualTo(since ? 32 : 18);
        return held.Buffers / (double)cells;
    }
}
