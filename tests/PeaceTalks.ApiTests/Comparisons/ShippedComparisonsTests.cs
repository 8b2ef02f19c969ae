using System.Text.Json;

namespace PeaceTalks.ApiTests.Comparisons;

/// <summary>Comparisons of the data set against the list of what is held.</summary>
public sealed class ShippedComparisonsTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("ukraine", "russia", "")]
    [InlineData("russia", "ukraine", "&issue=territory&includeSubIssues=true")]
    [InlineData("ukraine", "united-states", "")]
    [InlineData("united-states", "russia", "&attribution=OTHER_PARTY&attribution=UNATTRIBUTED")]
    [InlineData("european-states", "france", "")]
    [InlineData("ukraine", "nato", "&certainty=POSSIBLE")]
    public async Task Every_target_on_which_either_side_holds_something_is_there_once_with_what_each_holds(
        string left,
        string right,
        string filter
    )
    {
        const string Pin = "&knownAt=1&asOf=2026-01-31";
        var held = (await app.AllPagesAsync($"/api/v1/held-positions?party={left}&party={right}{filter}{Pin}", 200)).Items;
        var (items, _) = await app.AllPagesAsync($"/api/v1/comparisons?left={left}&right={right}{filter}{Pin}", 4);

        items
            .Select(Target)
            .ShouldBe(
                held.Select(Target).Distinct().OrderBy(x => x.Slug, StringComparer.Ordinal).ThenBy(x => x.Type, StringComparer.Ordinal)
            );
        foreach (var item in items)
        {
            var (one, other) = (Held(left, item), Held(right, item));
            (Record(item.GetProperty("left")), Record(item.GetProperty("right"))).ShouldBe((Record(one), Record(other)));
            item.Text("relation").ShouldBe(Relation(Score(one), Score(other), one, other));
            (Score(one) - Score(other)).ShouldBe(
                item.GetProperty("distance").ValueKind == JsonValueKind.Null
                    ? null
                    : Math.Sign((Score(one) - Score(other))!.Value) * item.GetProperty("distance").GetInt32()
            );
        }

        JsonElement Held(string party, JsonElement item) =>
            held.SingleOrDefault(x => x.Slug("party") == party && Target(x) == Target(item));
    }

    [Fact]
    public async Task Ukraine_and_Russia_are_apart_on_Donbas_and_on_the_plant()
    {
        var apart = (await app.GetAsync("/api/v1/comparisons?left=ukraine&right=russia&relation=APART&knownAt=1&asOf=2026-01-31"))
            .Items()
            .ToList();

        apart
            .Select(x => x.Text("headline"))
            .ShouldBe([
                "Cession of Donbas: apart - Ukraine: opposes (article's own voice) | Russia: supports (article's own voice)",
                "Cession of Ukrainian territory: apart - Ukraine: opposes (article's own voice) | Russia: supports (article's own voice)",
                "NATO-level protection: apart - Ukraine: supports (article's own voice) | Russia: opposes (article's own voice)",
                "Russian control of the plant: apart - Ukraine: opposes (article's own voice) | Russia: supports (article's own voice)",
            ]);
        apart.ShouldAllBe(x => x.GetProperty("distance").GetInt32() == 4);
    }

    private static (string? Slug, string? Type) Target(JsonElement item) =>
        (item.GetProperty("target").Text("slug"), item.GetProperty("target").Text("type"));

    private static string? Record(JsonElement side) => side.ValueKind == JsonValueKind.Object ? side.Text("position") : null;

    private static int? Score(JsonElement side) =>
        side.ValueKind == JsonValueKind.Object && side.GetProperty("score") is { ValueKind: JsonValueKind.Number } score
            ? score.GetInt32()
            : null;

    private static string Relation(int? one, int? other, params JsonElement[] sides) =>
        sides.Any(x => x.ValueKind == JsonValueKind.Object && x.Text("state") == "SILENT") ? "SILENT"
        : one is null || other is null ? "ONE_SIDED"
        : one == other ? "AGREE"
        : "APART";
}
