using PeaceTalks.Api.Diffs;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>The rule of what is held and the diff, together, over windows of days and of revisions.</summary>
public sealed class HistoryProperties
{
    [Fact]
    public void The_cases_often_change_in_both_windows_and_tracks_disappear()
    {
        Always.Share(Histories.OfDays, ChangesInBoth).ShouldBeGreaterThan(0.1);
        Always.Share(Histories.OfRevisions, ChangesInBoth).ShouldBeGreaterThan(0.1);
        Always
            .Share(
                Histories.OfRevisions,
                history => history.Diff(history.A, history.C).Values.Any(diff => diff.Kind == DiffKind.Disappeared)
            )
            .ShouldBeGreaterThan(0.02);

        static bool ChangesInBoth(History history) =>
            history.Diff(history.A, history.B).Keys.Intersect(history.Diff(history.B, history.C).Keys).Any();
    }

    [Fact]
    public void Diff_of_an_end_with_itself_is_empty() =>
        Always.Holds(Histories.OnEitherAxis, history => history.Diff(history.B, history.B).ShouldBeEmpty());

    [Fact]
    public void A_diff_applied_to_what_was_held_before_gives_what_is_held_after() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                var (before, diff) = (history.StatesAt(history.A), history.Diff(history.A, history.B));
                var applied = before
                    .Keys.Union(diff.Keys)
                    .Select(track =>
                        (Track: track, State: DiffAlgebra.Apply(before.GetValueOrDefault(track), diff.GetValueOrDefault(track)))
                    )
                    .Where(item => item.State is not null);

                Text(applied.Select(item => (item.Track, item.State.Text())))
                    .ShouldBe(Text(history.StatesAt(history.B).Select(item => (item.Key, item.Value.Text()))));
            }
        );

    [Fact]
    public void Windows_chain() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                var (first, second) = (history.Diff(history.A, history.B), history.Diff(history.B, history.C));
                var composed = first
                    .Keys.Union(second.Keys)
                    .Select(track =>
                        (Track: track, Diff: DiffAlgebra.Compose(first.GetValueOrDefault(track), second.GetValueOrDefault(track)))
                    )
                    .Where(item => item.Diff is not null);

                Text(composed.Select(item => (item.Track, item.Diff.Text()))).ShouldBe(Text(history.Diff(history.A, history.C)));
            }
        );

    [Fact]
    public void Swapped_ends_give_the_mirrored_diff() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                var (there, back) = (history.Diff(history.A, history.B), history.Diff(history.B, history.A));

                Text(back).ShouldBe(Text(there.Select(item => (item.Key, DiffAlgebra.Mirror(item.Value).Text()))));
                (DiffKind, DiffKind)[] mirrored =
                [
                    (DiffKind.Appeared, DiffKind.Disappeared),
                    (DiffKind.WentSilent, DiffKind.Disclosed),
                    (DiffKind.MovedTowards, DiffKind.MovedAway),
                    (DiffKind.Reversed, DiffKind.Reversed),
                    (DiffKind.StanceChanged, DiffKind.StanceChanged),
                    (DiffKind.ConditionsChanged, DiffKind.ConditionsChanged),
                    (DiffKind.TermsChanged, DiffKind.TermsChanged),
                ];
                foreach (var (kind, mirror) in mirrored)
                {
                    Of(kind, there).ShouldBe(Of(mirror, back), ignoreOrder: true);
                    Of(mirror, there).ShouldBe(Of(kind, back), ignoreOrder: true);
                }

                static IEnumerable<string> Of(DiffKind kind, IReadOnlyDictionary<string, StateDiff> diff) =>
                    diff.Where(item => item.Value.Kind == kind).Select(item => item.Key);
            }
        );

    [Fact]
    public void What_is_held_at_the_two_ends_makes_the_diff_alone() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                var held = new[] { history.A, history.B }
                    .SelectMany(end => history.HeldAt(end).Values)
                    .SelectMany(x => new[] { x.Held, x.Silence })
                    .ToHashSet();
                var bare = history with { Entries = [.. history.Entries.Where(entry => held.Contains(entry.Stated))] };

                Text(bare.Diff(history.A, history.B)).ShouldBe(Text(history.Diff(history.A, history.B)));
            }
        );

    [Fact]
    public void Choosing_tracks_and_comparing_give_the_same_in_either_order() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                foreach (var chosen in new[] { "ours", "theirs", "nobody's" })
                {
                    var alone = history with { Entries = [.. history.Entries.Where(entry => entry.Track == chosen)] };

                    Text(alone.Diff(history.A, history.B))
                        .ShouldBe(Text(history.Diff(history.A, history.B).Where(item => item.Key == chosen).ToDictionary()));
                }
            }
        );

    [Fact]
    public void A_window_in_which_no_record_begins_or_ceases_to_count_is_empty() =>
        Always.Holds(
            Histories.OnEitherAxis,
            history =>
            {
                var still = history with
                {
                    Entries = [.. history.Entries.Where(entry => history.Counts(entry, history.A) == history.Counts(entry, history.B))],
                };

                still.Diff(history.A, history.B).ShouldBeEmpty();
            }
        );

    [Fact]
    public void The_day_before_the_window_is_not_part_of_it_and_its_last_day_is() =>
        Always.Holds(
            Histories.OfDays,
            history =>
            {
                var inside = history with
                {
                    Entries = [.. history.Entries.Where(entry => history.Counts(entry, history.B) && !history.Counts(entry, history.A))],
                };

                inside.StatesAt(history.A).ShouldBeEmpty();
                inside.Diff(history.A, history.B).Values.ShouldAllBe(diff => diff.Kind == DiffKind.Appeared);
                inside.Diff(history.A, history.B).Keys.ShouldBe(inside.Entries.Select(entry => entry.Track).Distinct(), ignoreOrder: true);
            }
        );

    [Fact]
    public void Nothing_ever_disappears_as_days_go_by() =>
        Always.Holds(
            Histories.OfDays,
            history => history.Diff(history.A, history.C).Values.ShouldAllBe(diff => diff.Kind != DiffKind.Disappeared)
        );

    [Fact]
    public void Nothing_disappears_as_the_ledger_learns_unless_something_is_superseded() =>
        Always.Holds(
            Histories.OfRevisions,
            history =>
                (history with { Entries = [.. history.Entries.Select(entry => entry with { SupersededIn = null })] })
                    .Diff(history.A, history.C)
                    .Values.ShouldAllBe(diff => diff.Kind != DiffKind.Disappeared)
        );

    private static string Text(IReadOnlyDictionary<string, StateDiff> diff) => Text(diff.Select(item => (item.Key, item.Value.Text())));

    private static string Text(IEnumerable<(string Track, string Text)> items) =>
        string.Join("\n", items.OrderBy(item => item.Track).Select(item => $"{item.Track}: {item.Text}"));
}
