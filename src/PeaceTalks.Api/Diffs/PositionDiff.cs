using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A record held, with the silence that is newer.</summary>
public sealed record HeldRecord(Position Record, Position? Silence)
{
    public TrackState State => new(
        Record.Stance.IsSilence() ? null : Record.Stance, Silence?.Stance, Record.Conditions, Record.Terms, Record.Attribution == Attribution.Self, Record.Summary);
}

/// <summary>Compares what a track came to at two ends, and puts it in words.</summary>
public static class PositionDiff
{
    /// <returns>Null where the two say the same.</returns>
    /// <param name="from">The end of this day; null where the two ends are no days, and the change is certain.</param>
    public static DiffItem? Between(HeldRecord? before, HeldRecord? after, DateOnly? from, IReadOnlyList<PreviouslyContract> previously, Names names)
    {
        if (StateDiff.Between(before?.State, after?.State) is not { } diff)
        {
            return null;
        }

        var record = (after ?? before)!.Record;
        var party = names.Party(record.Party);
        var target = TargetContract.Of(record.Track.Issue, record.Track.Proposal, names);
        var reason = Open(diff.Kind, before, after, from);
        return new DiffItem(
            diff.Kind, new Headline(party.Name, target).Changed(Words(diff, before?.State, after?.State), Reporter.Of(record, names)), party, target,
            reason is null ? DiffCertainty.Certain : DiffCertainty.Possible, reason, DifferencesContract.Of(diff, names),
            before is null ? null : DiffSide.Of(before, names), after is null ? null : DiffSide.Of(after, names), previously);
    }

    /// <summary>Why it is open whether the change lies after the first day; null where it certainly does.</summary>
    private static string? Open(DiffKind kind, HeldRecord? before, HeldRecord? after, DateOnly? from)
    {
        // What makes the change: the silence, where the party fell silent or the record is the same.
        var changed = after is null ? null : kind == DiffKind.WentSilent || after.Record.Id == before?.Record.Id ? after.Silence : after.Record;
        if (from is not { } day || changed is null || changed.Earliest > day)
        {
            return null;
        }

        return changed.Earliest is { } earliest
            ? $"it was stated between {earliest:yyyy-MM-dd} and {changed.Latest:yyyy-MM-dd}, so perhaps not after {day:yyyy-MM-dd}"
            : $"it was stated by {changed.Latest:yyyy-MM-dd}, on a day that is not known, so perhaps not after {day:yyyy-MM-dd}";
    }

    private static string Words(StateDiff diff, TrackState? before, TrackState? after) => diff.Kind switch
    {
        DiffKind.Appeared => $"first known: {Says(after!)}",
        DiffKind.Disappeared => $"no longer recorded; was: {Says(before!)}",
        DiffKind.WentSilent => $"went silent ({Headline.Word(after!.Silence!.Value)})" + (after.Stance is null ? "" : $"; last stance: {Says(after)}"),
        DiffKind.Disclosed => $"silence ended: {Says(after!)}",
        DiffKind.ConditionsChanged => $"{Conditions(diff)}; now: {Says(after!)}",
        DiffKind.TermsChanged => $"{string.Join("; ", diff.Terms.Select(Figure))}{Still(after!)}",
        DiffKind.SelfConfirmed => $"now says so itself: {Says(after!)}",
        DiffKind.Restated => $"restated: {Says(after!)}",
        _ => $"{Says(before!)} -> {Says(after!)}",
    };

    private static string Says(TrackState state) =>
        state.Stance is { } stance ? Headline.Says(stance, state.Conditions, state.Terms) : Headline.Word(state.Silence!.Value);

    private static string Figure(TermChange change) => $"{Headline.Words(change.Key)}: {Headline.Amount(change.From)} -> {Headline.Amount(change.To)}";

    private static string Still(TrackState after) =>
        after.Conditions.Count == 0 ? "" : $", still {(after.Stance == Stance.Conditional ? "only " : "")}{string.Join(", ", after.Conditions.Select(Headline.Clause))}";

    private static string Conditions(StateDiff diff) => string.Join("; ", (IEnumerable<string>)
    [
        .. diff.ConditionsAdded.Select(x => $"new condition: {Headline.Clause(x)}"),
        .. diff.ConditionsDropped.Select(x => $"no longer: {Headline.Clause(x)}"),
        .. diff.ConditionsChanged.Select(x => $"other condition: {Headline.Clause(x.To)}"),
    ]);
}
