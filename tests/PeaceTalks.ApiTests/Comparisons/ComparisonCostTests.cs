using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;
using PeaceTalks.ApiTests.Matrix;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Comparisons;

public sealed class ComparisonCostTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task A_page_probes_the_tracks_of_both_sides_that_it_shows_and_no_others()
    {
        await GeneratedTalks.MakeAsync(app, parties: 20, issues: 250);
        await GeneratedTalks.RecordAsync(app, [10, 20, 30]);
        await GeneratedTalks.SettleAsync(app);
        var statement = ComparisonStatement.Page(
            new TrackScope(Parties: ["party-7", "party-13"]),
            new DateOnly(2024, 1, 25),
            Certainty.Certain,
            1,
            new TargetKey("issue-3", TargetType.Issue),
            21
        );

        var sides = await statement.ReadAsync(
            app.Factory.Services.GetRequiredService<LedgerDatabase>(),
            ComparisonStatement.Read,
            CancellationToken.None
        );
        var plan = await CapturedPlans.ExplainAsync(app.ConnectionString, statement);

        sides.Select(x => x.Track.Party).ShouldBe(Enumerable.Range(0, 21).Select(i => i % 2 == 0 ? "party-13" : "party-7"));
        var probe = plan.Nodes().Single(x => x.IndexName == "ix_position_rule" && x.Loops > 0);
        output.WriteLine($"{plan.Buffers} buffers for {probe.Loops} of 1000 tracks");
        probe.Loops.ShouldBeLessThanOrEqualTo(22);
    }
}
