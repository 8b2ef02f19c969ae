using System.Text.Json;

namespace PeaceTalks.ApiTests.Matrix;

/// <summary>The grid of the data set against the list of what is held: each position is in just the cells that it belongs to.</summary>
public sealed class ShippedMatrixTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private static readonly string[] Alike =
    [
        "state",
        "headline",
        "stance",
        "score",
        "summary",
        "conditions",
        "terms",
        "silence",
        "statedOn",
        "attribution",
        "assertedBy",
        "speaker",
        "mode",
        "position",
        "citations",
    ];

    [Theory]
    [InlineData("asOf=2025-12-01")]
    [InlineData("asOf=2025-12-15")]
    [InlineData("asOf=2026-01-31")]
    [InlineData("asOf=2026-01-05&certainty=POSSIBLE")]
    [InlineData("asOf=2026-01-31&attribution=OTHER_PARTY&attribution=SELF")]
    [InlineData("asOf=2026-01-31&party=united-states&party=russia")]
    [InlineData("asOf=2026-01-31&issue=territory&includeSubIssues=true")]
    [InlineData("asOf=2026-01-31&issue=donbas-territory")]
    [InlineData("asOf=2026-01-31&proposal=us-backstop&proposal=cession-of-donbas")]
    public async Task Every_position_held_on_a_proposal_is_in_its_cell_and_nothing_else_is(string filter)
    {
        var held = await HeldAsync(filter);
        var grid = await app.GetAsync($"/api/v1/matrix?rows=proposals&stanceSince=true&knownAt=1&{filter}");

        WholeGrid(grid);
        grid.Cells()
            .Where(x => x.Text("state") != "NOTHING_KNOWN")
            .Select(x => (x.Slug("party"), x.Slug("row")))
            .ShouldBe(held.Where(x => Type(x) == "PROPOSAL").Select(x => (x.Slug("party"), x.Slug("target"))), ignoreOrder: true);
        foreach (var cell in grid.Cells().Where(x => x.Text("state") != "NOTHING_KNOWN"))
        {
            var position = held.Single(x =>
                x.Slug("party") == cell.Slug("party") && x.Slug("target") == cell.Slug("row") && Type(x) == "PROPOSAL"
            );
            Same(cell.GetProperty("held"), cell.GetProperty("stanceSince"), position);
            cell.Text("state").ShouldBe(position.Text("state"));
        }
    }

    [Theory]
    [InlineData("asOf=2025-12-15")]
    [InlineData("asOf=2026-01-31")]
    [InlineData("asOf=2026-01-31&includeSubIssues=true")]
    [InlineData("asOf=2026-01-31&issue=territory&includeSubIssues=true")]
    [InlineData("asOf=2026-01-31&issue=conduct-of-talks&issue=talks-format")]
    [InlineData("asOf=2026-01-31&attribution=UNATTRIBUTED")]
    public async Task An_issue_s_cell_has_its_own_position_and_all_on_its_proposals_and_nothing_else(string filter)
    {
        var held = await HeldAsync(filter);
        var grid = await app.GetAsync($"/api/v1/matrix?stanceSince=true&knownAt=1&{filter}");
        var below = grid.GetProperty("rows").EnumerateArray().ToDictionary(x => x.Text("slug")!, x => x.Slug("parent"));

        WholeGrid(grid);
        held.Where(x => Type(x) == "ISSUE")
            .Select(x => (x.Slug("party"), x.Slug("target")))
            .ShouldBe(
                grid.Cells()
                    .Where(x => x.GetProperty("held").ValueKind == JsonValueKind.Object)
                    .Select(x => (x.Slug("party"), x.Slug("row"))),
                ignoreOrder: true
            );
        foreach (var cell in grid.Cells())
        {
            var party = held.Where(x => x.Slug("party") == cell.Slug("party")).ToList();
            var own = party.SingleOrDefault(x => Type(x) == "ISSUE" && x.Slug("target") == cell.Slug("row"));
            var proposals = party.Where(x => Type(x) == "PROPOSAL" && Issues(x).Any(issue => Covers(cell.Slug("row")!, issue))).ToList();
            if (own.ValueKind == JsonValueKind.Object)
            {
                Same(cell.GetProperty("held"), cell.GetProperty("stanceSince"), own);
            }

            cell.GetProperty("proposals")
                .GetProperty("counts")
                .EnumerateArray()
                .ToDictionary(x => x.Text("stance")!, x => x.GetProperty("count").GetInt32())
                .ShouldBe(proposals.GroupBy(x => x.Text("stance")!).ToDictionary(x => x.Key, x => x.Count()), ignoreOrder: true);
            (cell.Shown().Count(), cell.Further()).ShouldBe((Math.Min(5, proposals.Count), Math.Max(0, proposals.Count - 5)));
            cell.Shown().Select(x => x.Slug("proposal")).ShouldBeUnique();
            foreach (var shown in cell.Shown())
            {
                Same(
                    shown.GetProperty("held"),
                    shown.GetProperty("stanceSince"),
                    proposals.Single(x => x.Slug("target") == shown.Slug("proposal"))
                );
            }
        }

        bool Covers(string row, string? issue) =>
            issue == row || filter.Contains("includeSubIssues") && issue is not null && Covers(row, below.GetValueOrDefault(issue));
    }

    [Fact]
    public async Task The_order_of_the_rows_is_that_of_the_tree()
    {
        // Of the only process.
        var tree = await app.GetAsync("/api/v1/issues/tree");

        (await app.GetAsync("/api/v1/matrix?knownAt=1"))
            .GetProperty("rows")
            .EnumerateArray()
            .Select(x => $"{x.GetProperty("depth").GetInt32()} {x.Text("slug")}")
            .ShouldBe(Flat(tree.GetProperty("issues"), 0));

        static IEnumerable<string> Flat(JsonElement nodes, int depth) =>
            nodes.EnumerateArray().SelectMany(x => Flat(x.GetProperty("subIssues"), depth + 1).Prepend($"{depth} {x.Text("slug")}"));
    }

    /// <summary>An analyst's question: who wants what on Donbas.</summary>
    [Fact]
    public async Task On_Donbas_Ukraine_is_against_the_issue_as_a_whole_and_has_three_proposals_beside()
    {
        var grid = await app.GetAsync("/api/v1/matrix?issue=donbas-territory&includeSubIssues=true&asOf=2026-01-31&knownAt=1");

        grid.Slugs("parties").Take(4).ShouldBe(["russia", "ukraine", "united-states", "coalition-of-the-willing"]);
        var cell = grid.Cell("donbas-territory", "ukraine");
        cell.GetProperty("held").Text("headline").ShouldBe("Ukraine, Donbas (issue): not up for negotiation (article's own voice)");
        cell.Counts().ShouldBe("CONDITIONAL 1, OPPOSES 2");
        grid.Cell("donbas-oversight", "ukraine").Text("state").ShouldBe("NOTHING_KNOWN");
    }

    private async Task<List<JsonElement>> HeldAsync(string filter) =>
        (await app.AllPagesAsync($"/api/v1/held-positions?knownAt=1&{filter}", 200)).Items;

    private static string? Type(JsonElement held) => held.GetProperty("target").Text("type");

    private static IEnumerable<string?> Issues(JsonElement held) =>
        held.GetProperty("target").GetProperty("issues").EnumerateArray().Select(x => x.Text("slug"));

    private static void Same(JsonElement compact, JsonElement since, JsonElement held)
    {
        compact.EnumerateObject().Select(x => x.Name).Where(x => x != "word").ShouldBe(Alike);
        Alike.Select(x => compact.GetProperty(x).GetRawText()).ShouldBe(Alike.Select(x => held.GetProperty(x).GetRawText()));
        since.GetRawText().ShouldBe(held.GetProperty("stanceSince").GetRawText());
    }

    /// <summary>A cell for each party in each row, row by row.</summary>
    private static void WholeGrid(JsonElement grid)
    {
        grid.Cells().ShouldNotBeEmpty();
        grid.Cells()
            .Select(x => (x.Slug("row")!, x.Slug("party")!))
            .ShouldBe(grid.Slugs("rows").SelectMany(_ => grid.Slugs("parties"), (row, party) => (row, party)));
    }
}
