using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>What can be done with diffs if they list all that differs, without a look at the state after.</summary>
internal static class DiffAlgebra
{
    /// <summary>The state after, out of the state before and what the diff lists. A state without stance and silence is none.</summary>
    public static TrackState? Apply(TrackState? before, StateDiff? diff)
    {
        if (diff is null)
        {
            return before;
        }

        var stance = diff.Stance is { } newStance ? newStance.To : before?.Stance;
        var silence = diff.Silence is { } newSilence ? newSilence.To : before?.Silence;
        if (stance is null && silence is null)
        {
            return null;
        }

        var replaced = diff.ConditionsChanged.Concat(diff.ConditionsReworded).ToList();
        var goneConditions = diff.ConditionsDropped.Select(x => x.Key).Union(replaced.Select(x => x.Key)).ToList();
        var goneTerms = diff.Terms.Select(change => change.Key).ToList();
        return new TrackState(
            stance,
            silence,
            [
                .. (before?.Conditions ?? []).Where(condition => !goneConditions.Contains(condition.Key)),
                .. replaced.Select(change => change.To),
                .. diff.ConditionsAdded,
            ],
            [
                .. (before?.Terms ?? []).Where(term => !goneTerms.Contains(term.Key)),
                .. diff.Terms.Select(change => change.To).OfType<Term>(),
            ],
            diff.SelfReported?.To ?? before?.SelfReported ?? false,
            diff.Summary?.To ?? before?.Summary ?? ""
        );
    }

    /// <summary>The diff with its ends swapped.</summary>
    public static StateDiff? Mirror(StateDiff? diff) =>
        diff is null
            ? null
            : new StateDiff(
                MirrorKind(diff),
                Swap(diff.Stance),
                Swap(diff.Silence),
                diff.ConditionsDropped,
                diff.ConditionsAdded,
                [.. diff.ConditionsChanged.Select(change => new ConditionChange(change.Key, change.To, change.From))],
                [.. diff.ConditionsReworded.Select(change => new ConditionChange(change.Key, change.To, change.From))],
                [.. diff.Terms.Select(change => new TermChange(change.Key, change.To, change.From))],
                Swap(diff.SelfReported),
                Swap(diff.Summary)
            );

    /// <summary>One diff after the other: keeps the first before and the last after, and drops what is equal.</summary>
    public static StateDiff? Compose(StateDiff? first, StateDiff? second)
    {
        if (first is null || second is null)
        {
            return first ?? second;
        }

        var conditions = Chain(ConditionsOf(first), ConditionsOf(second), (from, to) => from.Text() == to.Text());
        var terms = Chain(TermsOf(first), TermsOf(second), (from, to) => from.Text() == to.Text());
        var both = conditions
            .Where(pair => pair is { From: not null, To: not null })
            .Select(pair => new ConditionChange(pair.Key, pair.From!, pair.To!))
            .ToList();
        var reworded = both.Where(change => change.From.Kind == change.To.Kind && change.From.By == change.To.By).ToList();
        var composed = new StateDiff(
            default,
            Chain(first.Stance, second.Stance),
            Chain(first.Silence, second.Silence),
            [.. conditions.Where(pair => pair.From is null).Select(pair => pair.To!)],
            [.. conditions.Where(pair => pair.To is null).Select(pair => pair.From!)],
            [.. both.Except(reworded)],
            reworded,
            [.. terms.Select(pair => new TermChange(pair.Key, pair.From, pair.To))],
            Chain(first.SelfReported, second.SelfReported),
            Chain(first.Summary, second.Summary)
        );
        var kind = KindOf(composed, nothingBefore: first.Kind == DiffKind.Appeared, nothingAfter: second.Kind == DiffKind.Disappeared);
        return kind is { } what ? composed with { Kind = what } : null;
    }

    /// <summary>The first kind that applies to what a diff lists, as the documentation puts it; null where it lists nothing.</summary>
    public static DiffKind? KindOf(StateDiff diff, bool nothingBefore, bool nothingAfter)
    {
        var (from, to) = (diff.Stance?.From?.Score(), diff.Stance?.To?.Score());
        (DiffKind Kind, bool Applies)[] inOrder =
        [
            (DiffKind.Appeared, nothingBefore && !nothingAfter),
            (DiffKind.Disappeared, nothingAfter && !nothingBefore),
            (DiffKind.WentSilent, diff.Silence is { From: null }),
            (DiffKind.Disclosed, diff.Silence is { To: null }),
            (DiffKind.Reversed, from * to < 0),
            (DiffKind.MovedTowards, to - from > 0),
            (DiffKind.MovedAway, to - from < 0),
            (DiffKind.StanceChanged, diff.Stance is not null),
            (DiffKind.ConditionsChanged, diff.ConditionsAdded.Any() || diff.ConditionsDropped.Any() || diff.ConditionsChanged.Any()),
            (DiffKind.TermsChanged, diff.Terms.Any()),
            (DiffKind.SelfConfirmed, diff.SelfReported is { To: true }),
            (DiffKind.Restated, diff.SelfReported is not null || diff.Silence is not null),
            (DiffKind.Restated, diff.Summary is not null || diff.ConditionsReworded.Any()),
        ];
        return inOrder.Where(row => row.Applies).Select(row => (DiffKind?)row.Kind).FirstOrDefault();
    }

    /// <summary>All kinds but one mirror by themselves: that a holder no longer says it itself is a restatement.</summary>
    private static DiffKind MirrorKind(StateDiff diff) =>
        diff.Kind switch
        {
            DiffKind.Appeared => DiffKind.Disappeared,
            DiffKind.Disappeared => DiffKind.Appeared,
            DiffKind.WentSilent => DiffKind.Disclosed,
            DiffKind.Disclosed => DiffKind.WentSilent,
            DiffKind.MovedTowards => DiffKind.MovedAway,
            DiffKind.MovedAway => DiffKind.MovedTowards,
            DiffKind.SelfConfirmed => DiffKind.Restated,
            DiffKind.Restated when diff.SelfReported is not null => DiffKind.SelfConfirmed,
            var same => same,
        };

    private static FromTo<T>? Swap<T>(FromTo<T>? change) => change is null ? null : new FromTo<T>(change.To, change.From);

    private static FromTo<T>? Chain<T>(FromTo<T>? first, FromTo<T>? second) =>
        first is null || second is null ? first ?? second
        : EqualityComparer<T>.Default.Equals(first.From, second.To) ? null
        : new FromTo<T>(first.From, second.To);

    private static List<(string Key, T? From, T? To)> Chain<T>(
        IEnumerable<(string Key, T? From, T? To)> first,
        IEnumerable<(string Key, T? From, T? To)> second,
        Func<T?, T?, bool> equal
    )
        where T : class =>
        [
            .. first
                .Concat(second)
                .GroupBy(change => change.Key)
                .Select(changes => (changes.Key, changes.First().From, changes.Last().To))
                .Where(change => !equal(change.From, change.To)),
        ];

    private static IEnumerable<(string Key, Condition? From, Condition? To)> ConditionsOf(StateDiff diff) =>
        [
            .. diff.ConditionsAdded.Select(condition => (condition.Key, (Condition?)null, (Condition?)condition)),
            .. diff.ConditionsDropped.Select(condition => (condition.Key, (Condition?)condition, (Condition?)null)),
            .. diff.ConditionsChanged.Select(change => (change.Key, (Condition?)change.From, (Condition?)change.To)),
            .. diff.ConditionsReworded.Select(change => (change.Key, (Condition?)change.From, (Condition?)change.To)),
        ];

    private static IEnumerable<(string Key, Term? From, Term? To)> TermsOf(StateDiff diff) =>
        diff.Terms.Select(change => (change.Key, change.From, change.To));
}
