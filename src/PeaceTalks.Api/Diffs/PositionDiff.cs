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

/// <summary>A record that moves its party, perhaps outside the window.</summary>
public sealed record UnconfirmedMove(Position Record, DateUncertainty Uncertainty);

/// <summary>What a track held at two ends, if that differs.</summary>
/// <param name="Cause">Null on the valid axis.</param>
/// <param name="Unconfirmed">
/// The record on which it rests that the party moved in the window, if that is open. Null if the party certainly did, and if the change is
/// the ledger's own, which is a fact.
/// </param>
public sealed record PositionDiff(HeldRecord? Before, HeldRecord? After, StateDiff Diff, DiffCause? Cause, UnconfirmedMove? Unconfirmed)
{
    public ChangeSort Sort => Diff.Kind.Sort();

    public DiffCertainty Certainty => Unconfirmed is null ? DiffCertainty.Certain : DiffCertainty.Possible;

    /// <summary>Why it is POSSIBLE. Null if it is CERTAIN.</summary>
    public string? CertaintyReason => Unconfirmed?.Uncertainty.Reason;

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

        DiffCause? cause = window.Axis == DiffAxis.Valid ? null : Causes.Between(Ends(before, after), Ends(after, before), window.FromDay);
        return new PositionDiff(before, after, diff, cause, FindUnconfirmed(Moves(diff.Kind, cause, before, after, window), window));

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

    /// <summary>
    /// The change as CERTAIN, if one of the records confirms it. It does if the change would be the same with it in place of the
    /// unconfirmed record.
    /// </summary>
    /// <param name="said">Records of the track that were stated on a day which is known to lie in the window.</param>
    public PositionDiff ConfirmedBy(IEnumerable<Position> said) =>
        Unconfirmed is { Record: var open } && said.Any(x => Confirms(x, open)) ? this with { Unconfirmed = null } : this;

    /// <param name="then">The names for the earlier end, with the citations that were known by then.</param>
    public DiffItem Item(TrackChange track, IReadOnlyList<PreviouslyContract> previously, Names then, Names names)
    {
        var party = names.Party(track.Party);
        var target = TargetContract.FromTarget(track.Issue, track.Proposal, names);
        var headline = new Headline(party.Name, target);
        return new DiffItem(
            Sort,
            Diff.Kind,
            Cause,
            headline.Changed(
                DiffWords.FromDiff(Diff, Before, After, headline, names),
                Reporter.NameFor(Record, names),
                Unconfirmed?.Uncertainty.Hint
            ),
            party,
            target,
            Certainty,
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

    private bool Confirms(Position said, Position open)
    {
        var held = new HeldRecord(After!.Record.Id == open.Id ? said : After.Record, After.Silence?.Id == open.Id ? said : After.Silence);
        return StateDiff.Between(Before?.State, held.State)?.Kind == Diff.Kind
            && StateDiff.Between(held.State, After.State)?.Kind is null or DiffKind.SelfConfirmed or DiffKind.Restated;
    }

    /// <summary>
    /// The records that say that the party moved. On the valid axis it is the one that makes the change: the silence, if the party fell
    /// silent or nothing else differs. On the recorded axis they are those that make the cause PARTY_MOVED, if it is that.
    /// </summary>
    private static IEnumerable<Position> Moves(DiffKind kind, DiffCause? cause, HeldRecord? before, HeldRecord? after, DiffWindow window)
    {
        if (after is null || cause is not (null or DiffCause.PartyMoved))
        {
            return [];
        }

        var move =
            after.Silence is { } silence
            && (
                kind == DiffKind.WentSilent
                || StateDiff.Between(before?.State, after.State with { Silence = before?.Silence?.Stance }) is null
            )
                ? silence
                : after.Record;
        return cause is null
            ? [move]
            : after
                .Records.Where(x => x.Id == after.Record.Id || SilenceMatters(kind, before, after))
                .Where(x => x.Day.Earliest > window.FromDay && before?.Records.Any(y => y.Id == x.Id) != true)
                .OrderByDescending(x => x.Id == move.Id);
    }

    /// <returns>The first of the records, if all of them leave it open whether the party moved in the window. Otherwise null.</returns>
    private static UnconfirmedMove? FindUnconfirmed(IEnumerable<Position> moves, DiffWindow window)
    {
        UnconfirmedMove? first = null;
        foreach (var move in moves)
        {
            if (DateUncertainty.Explain("was stated", move.Day, window.FromDay, window.To.Day) is not { } uncertainty)
            {
                return null;
            }

            first ??= new(move, uncertainty);
        }

        return first;
    }
}
