using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Words changes for headlines.</summary>
public static class DiffWords
{
    public static string FromDiff(StateDiff diff, HeldRecord? before, HeldRecord? after, Headline headline, Names names) =>
        diff.Kind is DiffKind.Reversed or DiffKind.MovedTowards or DiffKind.MovedAway or DiffKind.StanceChanged
            ? $"{Says(before!.State, headline)}{OtherReporter(before, after!, names)} -> {Says(after!.State, headline)}"
            : FromDiff(diff, before?.State, after?.State, headline);

    private static string FromDiff(StateDiff diff, TrackState? before, TrackState? after, Headline headline) =>
        diff.Kind switch
        {
            DiffKind.Appeared => $"first known: {Says(after!, headline)}",
            DiffKind.Disappeared => $"no longer recorded; was: {Says(before!, headline)}",
            DiffKind.WentSilent => $"went silent ({headline.Word(after!.Silence!.Value)})"
                + (after.Stance is null ? "" : $"; last stance: {Says(after, headline)}"),
            DiffKind.Disclosed => $"silence ended: {Says(after!, headline)}",
            DiffKind.ConditionsChanged => $"{Conditions(diff)}; now: {Says(Fresh(after!, diff), headline)}",
            DiffKind.TermsChanged => $"{string.Join("; ", diff.Terms.Select(Figure))}{Still(after!)}",
            DiffKind.SelfConfirmed => $"now says so itself: {Says(after!, headline)}",
            _ => $"{(after!.SelfReported ? "restated" : "reported again")}: {Says(after, headline)}",
        };

    /// <summary>Who reported the earlier stance, if that is somebody else than who reported the later one, whom the headline names last.</summary>
    private static string OtherReporter(HeldRecord before, HeldRecord after, Names names) =>
        Reporter.NameFor(before.Record, names) is { } reporter && reporter != Reporter.NameFor(after.Record, names) ? $" ({reporter})" : "";

    public static string Says(TrackState state, Headline headline) =>
        state.Stance is { } stance ? headline.Says(stance, state.Conditions, state.Terms) : headline.Word(state.Silence!.Value);

    /// <summary>What is new here is not worded "as before", even if an earlier record, behind the one that is held, said it.</summary>
    private static TrackState Fresh(TrackState after, StateDiff diff) =>
        after with
        {
            Conditions = [.. after.Conditions.Select(x => diff.ConditionsAdded.Contains(x) ? x with { Carried = false } : x)],
        };

    private static string Figure(TermChange change) =>
        $"{Headline.Words(change.Key)}: {Headline.Amount(change.From)} -> {Headline.Amount(change.To)}";

    private static string Still(TrackState after) =>
        after.Conditions.Count == 0
            ? ""
            : $", still {(after.Stance == Stance.Conditional ? "only " : "")}{string.Join(", ", after.Conditions.Select(Headline.Clause))}";

    private static string Conditions(StateDiff diff) =>
        string.Join(
            "; ",
            (IEnumerable<string>)
                [
                    .. diff.ConditionsAdded.Select(x =>
                        $"new {(x.Kind == ConditionKind.ContingentEvent ? "trigger" : "condition")}: {Headline.Clause(x)}"
                    ),
                    .. diff.ConditionsDropped.Select(x => $"no longer: {Headline.Clause(x)}"),
                    .. diff.ConditionsChanged.Select(x => $"other condition: {Headline.Clause(x.To)}"),
                ]
        );
}
