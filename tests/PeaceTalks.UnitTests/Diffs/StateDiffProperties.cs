using PeaceTalks.Api.Diffs;
using static PeaceTalks.UnitTests.Diffs.DiffAlgebra;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class StateDiffProperties
{
    [Fact]
    public void The_cases_come_to_every_kind_and_are_often_the_same_and_often_alike()
    {
        foreach (var kind in Enum.GetValues<DiffKind>())
        {
            Always.Share(States.Two, ends => Diff(ends)?.Kind == kind).ShouldBeGreaterThan(0.005, $"{kind}");
        }

        Always.Share(States.Two, ends => Diff(ends) is null).ShouldBeGreaterThan(0.1);
        Always.Share(States.Two, ends => Diff(ends) is { ConditionsChanged.Count: > 0 }).ShouldBeGreaterThan(0.1);
        Always.Share(States.Two, ends => Diff(ends) is { ConditionsReworded.Count: > 0 }).ShouldBeGreaterThan(0.02);
        Always
            .Share(States.Two, ends => Diff(ends)?.Terms.Any(x => x.From is not null && x.To is not null) == true)
            .ShouldBeGreaterThan(0.1);
        Always
            .Share(
                States.Two,
                ends =>
                    ends.States[0]
                        ?.Terms.Any(x => ends.States[1]?.Terms.Any(y => x.Key == y.Key && x.Unit != y.Unit && x.Text() == y.Text()) == true)
                    == true
            )
            .ShouldBeGreaterThan(0.05);
        Always
            .Share(States.Three, ends => Diff(ends) is not null && StateDiff.Between(ends.States[0], ends.States[2]) is null)
            .ShouldBeGreaterThan(0.02);
    }

    [Fact]
    public void Diff_of_a_state_with_itself_is_none() =>
        Always.Holds(States.Two, ends => ends.States.ShouldAllBe(state => StateDiff.Between(state, state) == null));

    [Fact]
    public void There_is_no_diff_just_where_the_states_say_the_same() =>
        Always.Holds(States.Two, ends => (Diff(ends) is null).ShouldBe(ends.States[0].Text() == ends.States[1].Text()));

    [Fact]
    public void A_diff_applied_to_the_state_before_gives_the_state_after() =>
        Always.Holds(States.Two, ends => Apply(ends.States[0], Diff(ends)).Text().ShouldBe(ends.States[1].Text()));

    [Fact]
    public void A_mirrored_diff_applied_to_the_state_after_gives_the_state_before() =>
        Always.Holds(States.Two, ends => Apply(ends.States[1], Mirror(Diff(ends))).Text().ShouldBe(ends.States[0].Text()));

    [Fact]
    public void Swapped_ends_give_the_mirrored_diff() =>
        Always.Holds(States.Two, ends => StateDiff.Between(ends.States[1], ends.States[0]).Text().ShouldBe(Mirror(Diff(ends)).Text()));

    [Fact]
    public void With_swapped_ends_a_figure_is_less_by_as_much_as_it_was_more() =>
        Always.Holds(
            States.Two,
            ends => (Diff(ends)?.Terms ?? []).ShouldAllBe(x => Sign(x.Difference) == -Sign(new TermChange(x.Key, x.To, x.From).Difference))
        );

    [Fact]
    public void Chained_diffs_keep_the_first_before_and_the_last_after_and_drop_what_is_equal() =>
        Always.Holds(
            States.Three,
            ends =>
            {
                var (a, b, c) = (ends.States[0], ends.States[1], ends.States[2]);
                Compose(StateDiff.Between(a, b), StateDiff.Between(b, c)).Text().ShouldBe(StateDiff.Between(a, c).Text());
            }
        );

    [Fact]
    public void There_and_back_again_comes_to_nothing() =>
        Always.Holds(States.Two, ends => Compose(Diff(ends), StateDiff.Between(ends.States[1], ends.States[0])).ShouldBeNull());

    [Fact]
    public void The_kind_is_the_first_that_applies_to_what_the_diff_lists() =>
        Always.Holds(
            States.Two,
            ends =>
            {
                if (Diff(ends) is { } diff)
                {
                    diff.Kind.ShouldBe(KindOf(diff, ends.States[0] is null, ends.States[1] is null).ShouldNotBeNull());
                }
            }
        );

    [Fact]
    public void No_key_stands_in_two_lists_and_no_list_has_what_did_not_change() =>
        Always.Holds(
            States.Two,
            ends =>
            {
                if (Diff(ends) is { } diff)
                {
                    var changes = diff.ConditionsChanged.Concat(diff.ConditionsReworded).ToList();
                    diff.ConditionsAdded.Concat(diff.ConditionsDropped)
                        .Select(x => x.Key)
                        .Concat(changes.Select(x => x.Key))
                        .ShouldBeUnique();
                    diff.Terms.Select(x => x.Key).ShouldBeUnique();
                    changes.ShouldAllBe(x => x.From.Text() != x.To.Text());
                    diff.Terms.ShouldAllBe(x => x.From.Text() != x.To.Text());
                }
            }
        );

    private static int? Sign(decimal? difference) => difference is { } value ? Math.Sign(value) : null;

    private static StateDiff? Diff(Ends ends) => StateDiff.Between(ends.States[0], ends.States[1]);
}
