using PeaceTalks.ApiTests.Matrix;

namespace PeaceTalks.ApiTests.Comparisons;

/// <summary>More targets than are read at once to find those of one relation.</summary>
public sealed class LongComparisonTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task What_is_read_in_several_steps_splits_no_target_and_misses_none()
    {
        await GeneratedTalks.MakeAsync(app, parties: 2, issues: 300);
        await GeneratedTalks.RecordAsync(app, [1]);
        const string Question = "/api/v1/comparisons?left=party-1&right=party-2";

        // Both hold the same on all 600 targets; where one of them does not on the first, each later step begins with the other side.
        var first = (await app.GetAsync("/api/v1/held-positions?party=party-1&limit=1")).Items().Single();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{first.Text("position")}/retraction", new { note = "A mistake" })).Expect(
            200
        );

        (await app.GetAsync($"{Question}&relation=ONE_SIDED"))
            .Items()
            .ShouldHaveSingleItem()
            .GetProperty("target")
            .Text("slug")
            .ShouldBe(first.Slug("target"));
        var (agreed, _) = await app.AllPagesAsync($"{Question}&relation=AGREE", 200);
        agreed.Count.ShouldBe(599);
        agreed.Select(x => x.GetProperty("target").Text("slug")).ShouldBeUnique();
    }
}
