using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Comparisons;

public sealed class HeldPairTests
{
    [Fact]
    public void Those_on_one_target_are_a_pair_and_one_alone_is_a_pair_too()
    {
        var both = (Left: Held.Side(Held.OnProposal("north", "a")), Right: Held.Side(Held.OnProposal("south", "a")));
        var (left, right) = (Held.Side(Held.OnProposal("north", "b")), Held.Side(Held.OnProposal("south", "c")));

        HeldPair
            .PairUp([both.Left, both.Right, left, right], "north")
            .Select(x => (x.Target.Slug, x.Left, x.Right))
            .ShouldBe([("a", both.Left, both.Right), ("b", left, null), ("c", null, right)]);
    }

    [Fact]
    public void The_left_side_is_the_party_named_wherever_it_stands_in_the_alphabet()
    {
        var pair = HeldPair
            .PairUp([Held.Side(Held.OnIssue("north", "a")), Held.Side(Held.OnIssue("south", "a"))], "south")
            .ShouldHaveSingleItem();

        (pair.Left?.Track.Party, pair.Right?.Track.Party).ShouldBe(("south", "north"));
    }

    /// <summary>An issue and a proposal may have the same slug.</summary>
    [Fact]
    public void An_issue_and_a_proposal_of_one_slug_are_two_targets() =>
        HeldPair
            .PairUp([Held.Side(Held.OnIssue("north", "ceasefire")), Held.Side(Held.OnProposal("south", "ceasefire"))], "north")
            .Select(x => (x.Target.Type, x.Relation))
            .ShouldBe([(TargetType.Issue, SidesRelation.OneSided), (TargetType.Proposal, SidesRelation.OneSided)]);

    [Theory]
    [InlineData(Attribution.Self, Attribution.Self, SidesRelation.Agree)]
    [InlineData(Attribution.Self, Attribution.OtherParty, SidesRelation.ReportedAgree)]
    [InlineData(Attribution.Unattributed, Attribution.Self, SidesRelation.ReportedAgree)]
    public void Its_relation_and_days_are_those_of_the_words(Attribution left, Attribution right, SidesRelation expected)
    {
        var sides = new[]
        {
            Held.Side(Held.OnProposal("north", "a"), left, "2026-01-07"),
            Held.Side(Held.OnProposal("south", "a"), right, "[2026-01-09..2026-01-10]"),
        };

        var pair = HeldPair.PairUp(sides, "north").ShouldHaveSingleItem();

        (pair.Relation, pair.DaysApart).ShouldBe((expected, new DaysApart(2, 3)));
    }

    [Fact]
    public void There_are_no_days_between_a_stance_and_a_silence_or_nothing()
    {
        var (stance, silence) = (Held.Side(Held.OnProposal("north", "a")), Held.Side(Held.OnProposal("south", "a", Stance.Declined)));

        HeldPair.PairUp([stance], "north").ShouldHaveSingleItem().DaysApart.ShouldBeNull();
        HeldPair.PairUp([stance, silence], "north").ShouldHaveSingleItem().DaysApart.ShouldBeNull();
    }
}
