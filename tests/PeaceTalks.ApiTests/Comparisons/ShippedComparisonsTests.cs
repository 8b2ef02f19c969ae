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
            item.Text("relation").ShouldBe(Relation(item, Score(one), Score(other), one, other));
            foreach (var (side, position) in new[] { (item.GetProperty("left"), one), (item.GetProperty("right"), other) })
            {
                if (position.ValueKind == JsonValueKind.Object && side.GetProperty("word").Text("position") != side.Text("position"))
                {
                    position.Text("attribution").ShouldNotBe("SELF");
                    side.GetProperty("word").Text("attribution").ShouldBe("SELF");
                }
            }

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
    public async Task Ukraine_and_Russia_are_reported_to_be_apart_on_Donbas_and_on_the_plant()
    {
        var apart = (await app.GetAsync($"{Sides("ukraine", "russia")}&relation=REPORTED_APART")).Items().ToList();

        apart
            .Select(x => x.Text("headline"))
            .ShouldBe([
                "Cession of Donbas: reported to be apart"
                    + " - Ukraine: opposes (article's own voice, 2026-01-07; own word, 2025-12-11)"
                    + " | Russia: supports (article's own voice, 2026-01-07)",
                "Cession of Ukrainian territory: reported to be apart"
                    + " - Ukraine: opposes (article's own voice, [2025-12-01..2025-12-02])"
                    + " | Russia: supports (article's own voice, [2025-12-01..2025-12-02])",
                "End of the war (issue): reported to be apart"
                    + " - Ukraine: ready to settle it (own word, [2025-12-01..2025-12-02])"
                    + " | Russia: sceptical about settling it (article's own voice, 2026-01-07)",
                "NATO-level protection: reported to be apart"
                    + " - Ukraine: supports (article's own voice, [2025-12-01..2025-12-02])"
                    + " | Russia: opposes (article's own voice, [2025-12-01..2025-12-02])",
                "Russian control of the plant: reported to be apart"
                    + " - Ukraine: opposes (article's own voice, 2026-01-07)"
                    + " | Russia: supports (article's own voice, 2026-01-07)",
            ]);
        apart.Select(x => x.GetProperty("distance").GetInt32()).ShouldBe([4, 4, 3, 4, 4]);
    }

    /// <summary>What Russia wanted in early December is what an American said of it.</summary>
    [Fact]
    public async Task Ukraine_and_Russia_never_agreed_on_the_end_of_the_war_on_the_word_of_both()
    {
        (await app.GetAsync($"{Sides("ukraine", "russia", "2025-12-31")}&relation=AGREE")).Items().ShouldBeEmpty();

        var item = (await app.GetAsync($"{Sides("ukraine", "russia", "2025-12-31")}&issue=end-of-war"))
            .Items()
            .Single(x => Target(x) == ("end-of-war", "ISSUE"));
        (item.Text("relation"), item.GetProperty("distance").GetInt32()).ShouldBe(("REPORTED_AGREE", 0));
        item.GetProperty("left").GetProperty("word").Text("attribution").ShouldBe("SELF");
        var word = item.GetProperty("right").GetProperty("word");
        (word.Text("attribution"), word.Slug("assertedBy")).ShouldBe(("OTHER_PARTY", "united-states"));
        item.Text("headline")
            .ShouldBe(
                "End of the war (issue): reported to agree - Ukraine: ready to settle it (own word, [2025-12-01..2025-12-02])"
                    + " | Russia: ready to settle it (according to United States, [2025-11-28..2025-12-02])"
            );
    }

    /// <summary>One sentence of Ukraine's tells what both understand.</summary>
    [Fact]
    public async Task Ukraine_and_the_United_States_are_not_apart_on_guarantees_out_of_what_one_of_them_says()
    {
        var item = (await app.GetAsync($"{Sides("ukraine", "united-states")}&proposal=us-security-guarantees"))
            .Items()
            .ShouldHaveSingleItem();
        item.Text("relation").ShouldBe("REPORTED_AGREE");
        item.GetProperty("right").GetProperty("word").Slug("assertedBy").ShouldBe("ukraine");
        (await app.GetAsync($"{Sides("ukraine", "united-states")}&rightWord=OTHER_PARTY&leftWord=SELF"))
            .Items()
            .Select(x => x.GetProperty("target").Text("slug"))
            .ShouldContain("us-security-guarantees");
    }

    private static string Sides(string left, string right, string asOf = "2026-01-31") =>
        $"/api/v1/comparisons?left={left}&right={right}&knownAt=1&asOf={asOf}";

    private static (string? Slug, string? Type) Target(JsonElement item) =>
        (item.GetProperty("target").Text("slug"), item.GetProperty("target").Text("type"));

    private static string? Record(JsonElement side) => side.ValueKind == JsonValueKind.Object ? side.Text("position") : null;

    private static int? Score(JsonElement side) =>
        side.ValueKind == JsonValueKind.Object && side.GetProperty("score") is { ValueKind: JsonValueKind.Number } score
            ? score.GetInt32()
            : null;

    private static string Relation(JsonElement item, int? one, int? other, params JsonElement[] sides) =>
        sides.Any(x => x.ValueKind == JsonValueKind.Object && x.Text("state") == "SILENT") ? "SILENT"
        : one is null || other is null ? "ONE_SIDED"
        : (new[] { "left", "right" }.All(x => item.GetProperty(x).GetProperty("word").Text("attribution") == "SELF") ? "" : "REPORTED_")
            + (one == other ? "AGREE" : "APART");
}
