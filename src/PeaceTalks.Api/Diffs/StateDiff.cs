using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>What kind of change it is. The first kind that applies is given.</summary>
public enum DiffKind
{
    /// <summary>Nothing was known of the track before.</summary>
    Appeared,

    /// <summary>Nothing is known of the track any more: a correction moved or re-dated the record.</summary>
    Disappeared,

    /// <summary>The party has fallen silent.</summary>
    WentSilent,

    /// <summary>The silence has ended.</summary>
    Disclosed,

    /// <summary>The stance went from for (SUPPORTS, CONDITIONAL) to doubtful or against (SCEPTICAL, OPPOSES), or back.</summary>
    Reversed,

    /// <summary>The stance has a higher score, relative to the target.</summary>
    MovedTowards,

    /// <summary>The stance has a lower score, relative to the target.</summary>
    MovedAway,

    /// <summary>The stance is another one with the same score.</summary>
    StanceChanged,

    /// <summary>The stance is the same, but the conditions differ.</summary>
    ConditionsChanged,

    /// <summary>The stance and the conditions are the same, but the figures differ.</summary>
    TermsChanged,

    /// <summary>The holder itself now says what was known only otherwise before.</summary>
    SelfConfirmed,

    /// <summary>Only the wording or the evidence differs.</summary>
    Restated,
}

/// <summary>A value before and after.</summary>
public sealed record FromTo<T>(T From, T To);

/// <summary>A condition with the same key, before and after.</summary>
public sealed record ConditionChange(string Key, Condition From, Condition To);

/// <summary>A figure with the same key, before and after. Null if it was not there.</summary>
public sealed record TermChange(string Key, Term? From, Term? To)
{
    /// <summary>How much more the figure is now, in the unit of <see cref="To"/>. Null if the two cannot be compared.</summary>
    public decimal? Difference => Quantity.Difference(From, To);
}

/// <summary>Everything that differs between two states of a track. What did not change is null or empty.</summary>
/// <param name="ConditionsChanged">Conditions with the same key, but with another kind or binding another party.</param>
/// <param name="ConditionsReworded">Conditions with the same key and meaning, in other words.</param>
public sealed record StateDiff(
    DiffKind Kind,
    FromTo<Stance?>? Stance,
    FromTo<Stance?>? Silence,
    IReadOnlyList<Condition> ConditionsAdded,
    IReadOnlyList<Condition> ConditionsDropped,
    IReadOnlyList<ConditionChange> ConditionsChanged,
    IReadOnlyList<ConditionChange> ConditionsReworded,
    IReadOnlyList<TermChange> Terms,
    FromTo<bool>? SelfReported,
    FromTo<string>? Summary
)
{
    /// <summary>Compares two states of one track. Null if they are the same. A null state means that nothing is known.</summary>
    /// <remarks>Conditions and terms are compared by key. What is carried over counts as said.</remarks>
    public static StateDiff? Between(TrackState? before, TrackState? after)
    {
        var added = Missing(after?.Conditions, before?.Conditions, condition => condition.Key);
        var dropped = Missing(before?.Conditions, after?.Conditions, condition => condition.Key);
        var both = (before?.Conditions ?? [])
            .Join(after?.Conditions ?? [], x => x.Key, x => x.Key, (x, y) => new ConditionChange(x.Key, x, y))
            .ToList();
        var changed = both.Where(pair => (pair.From.Kind, pair.From.By) != (pair.To.Kind, pair.To.By)).ToList();
        var reworded = both.Except(changed).Where(pair => pair.From.Text != pair.To.Text).ToList();
        var terms = TermChanges(before?.Terms ?? [], after?.Terms ?? []);
        var stance = Changed(before?.Stance, after?.Stance);
        var silence = Changed(before?.Silence, after?.Silence);
        var selfReported = Changed(before?.SelfReported ?? false, after?.SelfReported ?? false);
        var summary = Changed(before?.Summary ?? "", after?.Summary ?? "");

        DiffKind? kind = (before, after) switch
        {
            (null, null) => null,
            (null, _) => DiffKind.Appeared,
            (_, null) => DiffKind.Disappeared,
            _ when before.Silence is null && after.Silence is not null => DiffKind.WentSilent,
            _ when before.Silence is not null && after.Silence is null => DiffKind.Disclosed,
            _ when stance is not null => StanceKind(before.Stance?.Score(), after.Stance?.Score()),
            _ when added.Count + dropped.Count + changed.Count > 0 => DiffKind.ConditionsChanged,
            _ when terms.Count > 0 => DiffKind.TermsChanged,
            _ when selfReported is { To: true } => DiffKind.SelfConfirmed,
            _ when selfReported is not null || summary is not null || reworded.Count > 0 || silence is not null => DiffKind.Restated,
            _ => null,
        };
        return kind is { } what
            ? new StateDiff(what, stance, silence, added, dropped, changed, reworded, terms, selfReported, summary)
            : null;
    }

    private static DiffKind StanceKind(int? before, int? after) =>
        (before, after) switch
        {
            (> 0, < 0) or (< 0, > 0) => DiffKind.Reversed,
            ({ } from, { } to) when to > from => DiffKind.MovedTowards,
            ({ } from, { } to) when to < from => DiffKind.MovedAway,
            _ => DiffKind.StanceChanged,
        };

    private static List<TermChange> TermChanges(IReadOnlyList<Term> before, IReadOnlyList<Term> after) =>
        [
            .. before
                .Select(term => new TermChange(term.Key, term, after.FirstOrDefault(other => other.Key == term.Key)))
                .Concat(Missing(after, before, term => term.Key).Select(term => new TermChange(term.Key, null, term)))
                .Where(change => change.From is null || change.To is null || !change.From.SameAs(change.To)),
        ];

    private static List<T> Missing<T>(IReadOnlyList<T>? of, IReadOnlyList<T>? from, Func<T, string> key) =>
        [.. (of ?? []).ExceptBy((from ?? []).Select(key), key)];

    private static FromTo<T>? Changed<T>(T from, T to) => EqualityComparer<T>.Default.Equals(from, to) ? null : new FromTo<T>(from, to);
}
