using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Matrix;
using PeaceTalks.Api.Positions;
using static PeaceTalks.UnitTests.Ledger.Snapshots;

namespace PeaceTalks.UnitTests.Matrix;

public sealed class GridRowTests
{
    // land has border and coast below it; trade stands beside it, sea is of other talks.
    private static readonly ReferenceSnapshot Talks = Of(
        processes: [Process("talks"), Process("other-talks")],
        issues: [Issue("land"), Issue("border", "land"), Issue("coast", "land"), Issue("trade"), Issue("sea", process: "other-talks")],
        proposals:
        [
            Proposal("a-on-trade", issues: ["trade"]),
            Proposal("b-on-border", issues: ["border"]),
            Proposal("c-on-land", issues: ["land"]),
            Proposal("d-on-both", issues: ["trade", "coast"]),
            Proposal("e-on-sea", "other-talks", "sea"),
        ]
    );

    [Theory]
    [InlineData("", "", "", "sea:e-on-sea land:c-on-land border:b-on-border coast:d-on-both trade:d-on-both,a-on-trade")]
    [InlineData("talks", "", "", "land:c-on-land border:b-on-border coast:d-on-both trade:d-on-both,a-on-trade")]
    [InlineData("other-talks", "", "", "sea:e-on-sea")]
    [InlineData("", "land", "", "land:c-on-land")]
    [InlineData("", "trade border", "", "border:b-on-border trade:d-on-both,a-on-trade")]
    [InlineData("", "", "a-on-trade b-on-border", "border:b-on-border trade:a-on-trade")]
    [InlineData("", "border", "a-on-trade", "")]
    [InlineData("other-talks", "land", "", "")]
    public void Rows_of_issues_list_the_proposals_on_this_very_issue(string processes, string issues, string proposals, string expected) =>
        Text(GridRow.Issues(Filters(processes, issues, proposals, below: false), Talks)).ShouldBe(expected);

    [Theory]
    [InlineData("", "", "sea:e-on-sea land:c-on-land,b-on-border,d-on-both border:b-on-border coast:d-on-both trade:d-on-both,a-on-trade")]
    [InlineData("land", "", "land:c-on-land,b-on-border,d-on-both border:b-on-border coast:d-on-both")]
    [InlineData("coast", "", "coast:d-on-both")]
    [InlineData("", "d-on-both", "land:d-on-both coast:d-on-both trade:d-on-both")]
    [InlineData("land", "b-on-border", "land:b-on-border border:b-on-border")]
    public void With_sub_issues_they_list_those_on_the_issues_below_too_each_once(string issues, string proposals, string expected) =>
        Text(GridRow.Issues(Filters("", issues, proposals, below: true), Talks)).ShouldBe(expected);

    [Fact]
    public void They_list_proposals_in_the_order_in_which_those_stand_as_rows()
    {
        var talks = Of(
            processes: [Process("talks")],
            issues: [Issue("a-first"), Issue("trade"), Issue("tariffs", "trade")],
            proposals: [Proposal("a-on-trade", issues: ["trade"]), Proposal("z-on-both", issues: ["tariffs", "a-first"])]
        );

        var trade = GridRow.Issues(Filters("", "trade", "", below: true), talks)[0];

        trade.Proposals.ShouldBe(["z-on-both", "a-on-trade"]);
    }

    [Theory]
    [InlineData("", "", "", "e-on-sea c-on-land b-on-border d-on-both a-on-trade")]
    [InlineData("talks", "", "", "c-on-land b-on-border d-on-both a-on-trade")]
    [InlineData("", "trade", "", "d-on-both a-on-trade")]
    [InlineData("", "", "a-on-trade c-on-land", "c-on-land a-on-trade")]
    [InlineData("", "land", "a-on-trade", "")]
    public void Rows_of_proposals_stand_by_the_first_issue_that_they_address_then_by_slug(
        string processes,
        string issues,
        string proposals,
        string expected
    ) =>
        string.Join(' ', GridRow.ProposalsOf(Filters(processes, issues, proposals, below: false), Talks).Select(x => x.Target.Slug))
            .ShouldBe(expected);

    [Fact]
    public void Depth_is_that_in_the_tree_however_rows_are_chosen() =>
        GridRow.Issues(Filters("", "border", "", below: false), Talks).ShouldHaveSingleItem().Depth.ShouldBe(1);

    [Fact]
    public void The_tracks_asked_for_are_on_the_targets_of_the_grid_alone()
    {
        var filters = Filters("", "land", "", below: false);

        var scope = GridRow.Scope(GridRow.Issues(filters, Talks), filters.Scope(Talks));

        scope.Issues.ShouldBe(["land"]);
        scope.Proposals.ShouldBe(["c-on-land"]);
    }

    [Fact]
    public void Where_proposals_are_named_nothing_is_asked_of_issues_as_wholes()
    {
        var filters = Filters("", "", "d-on-both", below: false);

        var scope = GridRow.Scope(GridRow.Issues(filters, Talks), filters.Scope(Talks));

        scope.Issues.ShouldBe([]);
        scope.Proposals.ShouldBe(["d-on-both"]);
    }

    [Fact]
    public void Rows_of_proposals_ask_nothing_of_issues_as_wholes()
    {
        var filters = Filters("other-talks", "", "", below: false);

        var scope = GridRow.Scope(GridRow.ProposalsOf(filters, Talks), filters.Scope(Talks));

        scope.Issues.ShouldBe([]);
        scope.Proposals.ShouldBe(["e-on-sea"]);
    }

    [Theory]
    [InlineData("", "sea trade", "other-talks talks")]
    [InlineData("", "trade", "talks")]
    [InlineData("other-talks", "trade", "other-talks")]
    public void The_talks_in_scope_are_those_named_or_those_of_the_rows(string named, string issues, string expected)
    {
        var filters = Filters(named, issues, "", below: false);

        var processes = GridRow.ProcessesOf(GridRow.Issues(filters, Talks), filters.Process, Talks);

        string.Join(' ', processes.Select(x => x.Slug)).ShouldBe(expected);
    }

    private static TrackFilters Filters(string processes, string issues, string proposals, bool below) =>
        new()
        {
            Process = Words(processes),
            Issue = Words(issues),
            Proposal = Words(proposals),
            IncludeSubIssues = below,
        };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(IEnumerable<GridRow> rows) =>
        string.Join(' ', rows.Select(x => $"{x.Target.Slug}:{string.Join(',', x.Proposals)}"));
}
