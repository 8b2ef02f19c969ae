using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Matrix;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Matrix;

public sealed class GridCellTests
{
    private static readonly GridRow Land = new(new TargetKey("land", TargetType.Issue), 0, ["a", "b"]);
    private static readonly GridRow Pullback = new(new TargetKey("land", TargetType.Proposal), null, []);

    [Fact]
    public void There_is_a_cell_for_each_party_in_each_row_and_each_position_is_in_its_own()
    {
        var (own, onA, onB, pullback) = (
            Held.OnIssue("north", "land"),
            Held.OnProposal("south", "a"),
            Held.OnProposal("south", "b"),
            Held.OnProposal("north", "land")
        );

        var cells = GridCell.All([Land, Pullback], ["south", "north"], [own, onB, onA, pullback]);

        cells
            .Select(x => (x.Row, x.Party, x.Held))
            .ShouldBe([(Land, "south", null), (Land, "north", own), (Pullback, "south", null), (Pullback, "north", pullback)]);
        cells
            .Select(x => x.Proposals)
            .ShouldBe([
                [onA, onB],
                [],
                [],
                [],
            ]);
    }

    [Theory]
    [InlineData(null, "", CellState.NothingKnown)]
    [InlineData(Stance.Opposes, "", CellState.Held)]
    [InlineData(Stance.Declined, "", CellState.Silent)]
    [InlineData(null, "Neutral", CellState.Held)]
    [InlineData(null, "Undisclosed NoResponse", CellState.Silent)]
    [InlineData(Stance.Declined, "Open", CellState.Held)]
    [InlineData(Stance.Open, "Declined", CellState.Held)]
    public void A_cell_is_held_where_a_stance_is_and_silent_where_there_is_nothing_but_silence(
        Stance? own,
        string onProposals,
        CellState state
    )
    {
        var proposals = onProposals
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((x, i) => Held.OnProposal("north", $"p{i}", Enum.Parse<Stance>(x)))
            .ToList();

        new GridCell(Land, "north", own is { } stance ? Held.OnIssue("north", "land", stance) : null, proposals).State.ShouldBe(state);
    }

    [Fact]
    public void Five_proposals_are_shown_beside_the_issue_itself()
    {
        var own = Held.OnIssue("north", "land");
        var proposals = Enumerable.Range(1, 7).Select(i => Held.OnProposal("north", $"p{i}")).ToList();

        new GridCell(Land, "north", own, proposals).Shown.ShouldBe([own, .. proposals.Take(5)]);
    }
}
