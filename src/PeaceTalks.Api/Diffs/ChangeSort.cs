using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>How much of a change is news, from most to least. Answers have this order.</summary>
public enum ChangeSort
{
    /// <summary>
    /// What is held is something else than before: its stance, conditions, figures or silence. Or it is no longer recorded.
    /// </summary>
    Moved,

    /// <summary>Nothing was known of the party on this target before. It may have held it for long.</summary>
    FirstReported,

    /// <summary>What is held is the same, in other words or from another source.</summary>
    SaidAgain,
}

/// <summary>Sorts changes by how much of them is news.</summary>
public static class ChangeSorts
{
    /// <summary>What is shown if you ask for no sort and no kind.</summary>
    private static readonly ChangeSort[] Default = [ChangeSort.Moved, ChangeSort.FirstReported];

    /// <remarks>
    /// SELF_CONFIRMED is said again: the record that is held is the holder's own, and the one before it was not. The holder may have said
    /// so before that one too, so it is neither a move nor certainly the first time.
    /// </remarks>
    public static ChangeSort Sort(this DiffKind kind) =>
        kind switch
        {
            DiffKind.Appeared => ChangeSort.FirstReported,
            DiffKind.SelfConfirmed or DiffKind.Restated => ChangeSort.SaidAgain,
            DiffKind.Disappeared
            or DiffKind.WentSilent
            or DiffKind.Disclosed
            or DiffKind.Reversed
            or DiffKind.MovedTowards
            or DiffKind.MovedAway
            or DiffKind.StanceChanged
            or DiffKind.ConditionsChanged
            or DiffKind.TermsChanged => ChangeSort.Moved,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>The sort of what one position changed on its track.</summary>
    /// <param name="kind">How it changed what the track holds. Null if it did not.</param>
    /// <param name="action">What the ledger did to it. Null for a record in force, whatever brought it.</param>
    /// <param name="after">What the track holds with it.</param>
    /// <returns>Null if it neither changes nor repeats what is held.</returns>
    public static ChangeSort? OfEvent(DiffKind? kind, ChangeAction? action, Position position, HeldRecord? after) =>
        kind?.Sort()
        ?? (
            action is null or ChangeAction.Added or ChangeAction.Cited && after?.Records.Any(x => x.Stance == position.Stance) == true
                ? ChangeSort.SaidAgain
                : null
        );

    /// <summary>The sorts that a question asks for, in their order. What was said again is left out unless it asks for it.</summary>
    /// <param name="sorts">The sorts that it names.</param>
    /// <param name="kinds">The kinds that it names.</param>
    public static IReadOnlyList<ChangeSort> Asked(IReadOnlyCollection<ChangeSort> sorts, IReadOnlyCollection<DiffKind> kinds)
    {
        var ofKinds = kinds.Select(Sort).ToList();
        return
        [
            .. (sorts.Count == 0 && kinds.Count == 0 ? Default : Enum.GetValues<ChangeSort>()).Where(x =>
                (sorts.Count == 0 || sorts.Contains(x)) && (kinds.Count == 0 || ofKinds.Contains(x))
            ),
        ];
    }
}
