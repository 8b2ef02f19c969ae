using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A held record, with the silence that is newer, or the record itself if there is nothing but silence.</summary>
public sealed record HeldRecord(Position Record, Position? Silence)
{
    public IEnumerable<Position> Records => Silence is null || Silence.Id == Record.Id ? [Record] : [Record, Silence];

    public TrackState State =>
        new(
            Record.Stance.IsSilence() ? null : Record.Stance,
            Silence?.Stance,
            Record.Conditions,
            Record.Terms,
            Record.Attribution == Attribution.Self,
            Record.Summary
        );
}

/// <summary>What a track held at two ends, if that differs.</summary>
/// <param name="Cause">Null on the valid axis.</param>
public sealed record PositionDiff(HeldRecord? Before, HeldRecord? After, StateDiff Diff, DiffCause? Cause, string? CertaintyReason)
{
    /// <summary>The later record. If there is none, the earlier one.</summary>
    public Position Record => (After ?? Before)!.Record;

    /// <returns>Null if both ends say the same.</returns>
    /// <param name="lives">
    /// For the records that were superseded in the window: whether what they were corrected to is in force at the later end.
    /// </param>
    public static PositionDiff? Between(HeldRecord? before, HeldRecord? after, DiffWindow window, IReadOnlyDictionary<Guid, bool> lives)
    {
        if (StateDiff.Between(before?.State, after?.State) is not { } diff)
        {
            return null;
        }

        return window.Axis == DiffAxis.Valid
            ? new PositionDiff(
                before,
                after,
                diff,
                null,
                Changed(diff.Kind, before, after) is { } changed
                    ? DateUncertainty.Explain("was stated", changed.Day, window.From.Day, window.To.Day)
                    : null
            )
            : new PositionDiff(before, after, diff, Causes.Between(Ends(before, after), Ends(after, before), window.FromDay), null);

        IReadOnlyCollection<EndRecord> Ends(HeldRecord? held, HeldRecord? other) =>
            [
                .. from x in held?.Records ?? []
                where x.Id == held!.Record.Id || SilenceMatters(diff.Kind, before, after) || other?.Records.Any(y => y.Id == x.Id) == true
                let fate = lives.TryGetValue(x.Id, out var alive)
                    ? alive
                        ? RecordState.Corrected
                        : RecordState.Retracted
                    : RecordState.InForce
                select new EndRecord(x.Id, x.Day, fate, x.Corrects is not null && x.RecordedIn > window.From.Revision),
            ];
    }

    /// <param name="then">The names for the earlier end, with the citations that were known by then.</param>
    public DiffItem Item(TrackChange track, IReadOnlyList<PreviouslyContract> previously, Names then, Names names)
    {
        var party = names.Party(track.Party);
        var target = TargetContract.FromTarget(track.Issue, track.Proposal, names);
        var headline = new Headline(party.Name, target);
        return new DiffItem(
            Diff.Kind,
            Cause,
            headline.Changed(DiffWords.FromDiff(Diff, Before?.State, After?.State, headline), Reporter.NameFor(Record, names)),
            party,
            target,
            CertaintyReason is null ? DiffCertainty.Certain : DiffCertainty.Possible,
            CertaintyReason,
            DifferencesContract.FromDiff(Diff, names),
            Before is null ? null : DiffSide.FromRecord(Before, then),
            After is null ? null : DiffSide.FromRecord(After, names),
            previously
        );
    }

    /// <summary>
    /// Whether a silence is part of the change. A stance that changes beneath a lasting silence, or that a silence came with, has a cause
    /// of its own.
    /// </summary>
    private static bool SilenceMatters(DiffKind kind, HeldRecord? before, HeldRecord? after) =>
        kind is DiffKind.WentSilent or DiffKind.Disclosed || before?.Record.Id == after?.Record.Id;

    /// <summary>The record that makes the change: the silence, if the party fell silent or the record is the same.</summary>
    private static Position? Changed(DiffKind kind, HeldRecord? before, HeldRecord? after) =>
        after is null ? null
        : kind == DiffKind.WentSilent || after.Record.Id == before?.Record.Id ? after.Silence
        : after.Record;
}
