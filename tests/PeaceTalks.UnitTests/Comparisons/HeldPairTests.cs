using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Comparisons;

public sealed class HeldPairTests
{
    [Fact]
    public void Those_on_one_target_are_a_pair_and_one_alone_is_a_pair_too()
    {
        var both = (Left: Held.OnProposal("north", "a"), Right: Held.OnProposal("south", "a"));
        var (left, right) = (Held.OnProposal("north", "b"), Held.OnProposal("south", "c"));

        HeldPair
            .PairUp([both.Left, both.Right, left, right], "north")
            .Select(x => (x.Target.Slug, x.Left, x.Right))
            .ShouldBe([("a", both.Left, both.Right), ("b", left, null), ("c", null, right)]);
    }

    [Fact]
    public void The_left_side_is_the_party_named_wherever_it_stands_in_the_alphabet()
    {
        var pair = HeldPair.PairUp([Held.OnIssue("north", "a"), Held.OnIssue("south", "a")], "south").ShouldHaveSingleItem();

        (pair.Left?.Party, pair.Right?.Party).ShouldBe(("south", "north"));
    }

    /// <summary>An issue and a proposal may have the same slug.</summary>
    [Fact]
    public void An_issue_and_a_proposal_of_one_slug_are_two_targets() =>
        HeldPair
            .PairUp([Held.OnIssue("north", "ceasefire"), Held.OnProposal("south", "ceasefire")], "north")
            .Select(x => (x.Target.Type, x.Relation))
            .ShouldBe([(TargetType.Issue, SidesRelation.OneSided), (TargetType.Proposal, SidesRelation.OneSided)]);
}
