using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>The rule of what is held and the diff, together, over windows of days.</summary>
public sealed class HistoryProperties
{
    [Fact]
    public void The_cases_often_change_in_both_windows() => Always.Share(Histories.Any, history =>
        history.Diff(history.A, history.B).Keys.Intersect(history.Diff(history.B, history.C).Keys).Any()).ShouldBeGreaterThan(0.2);

    [Fact]
    public void Diff_of_a_day_with_itself_is_empty() => Always.Holds(Histories.Any, history =>
        history.Diff(history.B, history.B).ShouldBeEmpty());

    [Fact]
    public void A_diff_applied_to_what_was_held_before_gives_what_is_held_after() => Always.Holds(Histories.Any, history =>
    {
        var (before, diff) = (history.StatesAt(history.A), history.Diff(history.A, history.B));
        var applied = before.Keys.Union(diff.Keys)
            .Select(track => (Track: track, State: DiffAlgebra.Apply(before.GetValueOrDefault(track), diff.GetValueOrDefault(track))))
            .Where(item => item.State is not null);

        Text(applied.Select(item => (item.Track, item.State.Text())))
            .ShouldBe(Text(history.StatesAt(history.B).Select(item => (item.Key, item.Value.Text()))));
    });

    [Fact]
    public void Windows_chain() => Always.Holds(Histories.Any, history =>
    {
        var (first, second) = (history.Diff(history.A, history.B), history.Diff(history.B, history.C));
        var composed = first.Keys.Union(second.Keys)
            .Select(track => (Track: track, Diff: DiffAlgebra.Compose(first.GetValueOrDefault(track), second.GetValueOrDefault(track))))
            .Where(item => item.Diff is not null);

        Text(composed.Select(item => (item.Track, item.Diff.Text())))
            .ShouldBe(Text(history.Diff(history.A, history.C).Select(item => (item.Key, item.Value.Text()))));
    });

    [Fact]
    public void The_day_before_the_window_is_not_part_of_it_and_its_last_day_is() => Always.Holds(Histories.Any, history =>
    {
        var inside = history with
        {
            Entries = [.. history.Entries.Where(entry => Admits(entry, history.B) && !Admits(entry, history.A))],
        };

        inside.StatesAt(history.A).ShouldBeEmpty();
        inside.Diff(history.A, history.B).Values.ShouldAllBe(diff => diff.Kind == DiffKind.Appeared);
        inside.Diff(history.A, history.B).Keys.ShouldBe(inside.Entries.Select(entry => entry.Track).Distinct(), ignoreOrder: true);

        bool Admits(Entry entry, DateOnly day) => TrackRule.Admits(entry.Stated.Day, day, history.Certainty);
    });

    [Fact]
    public void Nothing_ever_disappears_as_days_go_by() => Always.Holds(Histories.Any, history =>
        history.Diff(history.A, history.C).Values.ShouldAllBe(diff => diff.Kind != DiffKind.Disappeared));

    [Fact]
    public void A_window_without_a_newly_admitted_record_is_empty() => Always.Holds(Histories.Any, history =>
    {
        var still = history with
        {
            Entries = [.. history.Entries.Where(entry => Admits(entry, history.A) == Admits(entry, history.B))],
        };

        still.Diff(history.A, history.B).ShouldBeEmpty();

        bool Admits(Entry entry, DateOnly day) => TrackRule.Admits(entry.Stated.Day, day, history.Certainty);
    });

    private static string Text(IEnumerable<(string Track, string Text)> items) =>
        string.Join("\n", items.OrderBy(item => item.Track).Select(item => $"{item.Track}: {item.Text}"));
}
