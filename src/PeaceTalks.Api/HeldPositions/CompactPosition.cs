using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>A held position in compact form: what it says, and the record with its citations. `/held-positions` shows more.</summary>
/// <param name="Headline">A one-line summary for people. It names whoever reported the position if that is not the holder.</param>
/// <param name="Score">The score, from -2 (against) to +2 (for). Null for silence.</param>
/// <param name="Silence">The party's silence, if it is newer than the stance or if nothing else is known. Otherwise null.</param>
/// <param name="AssertedBy">The party that asserted it, which may be an adversary. Null if no party did.</param>
/// <param name="Attribution">Who asserted the record that is held, seen from the holder.</param>
/// <param name="Position">The record that is held.</param>
public sealed record CompactPosition(
    HeldState State,
    string Headline,
    Stance Stance,
    int? Score,
    string Summary,
    IReadOnlyList<ConditionContract> Conditions,
    IReadOnlyList<Term> Terms,
    SilenceContract? Silence,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    WordContract Word,
    Guid Position,
    IReadOnlyList<CitationContract> Citations
) : ICited
{
    /// <param name="positions">Must include the records of the track (<see cref="HeldTrack.Records"/>).</param>
    /// <param name="word">On whose word the stance rests.</param>
    public static CompactPosition FromTrack(HeldTrack track, Word word, IReadOnlyDictionary<Guid, Position> positions, Names names)
    {
        var held = positions[track.Held];
        var silence = track.Silence is { } id ? positions[id] : null;
        var headline = new Headline(names.Party(track.Party).Name, TargetContract.FromTarget(held.Track.Issue, held.Track.Proposal, names));
        return new(
            held.Stance.IsSilence() ? HeldState.Silent : HeldState.Held,
            headline.Held(held, silence, names),
            held.Stance,
            held.Stance.Score(),
            held.Summary,
            [.. held.Conditions.Select(x => ConditionContract.FromCondition(x, names))],
            held.Terms,
            SilenceContract.FromPosition(silence, names),
            held.Day,
            held.Attribution,
            names.PartyOrNull(held.AssertedBy),
            names.SpeakerOrNull(held.Speaker),
            held.Mode,
            WordContract.FromWord(word, names),
            held.Id,
            held.Citations.ToContracts(names)
        );
    }

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Position, Position.ToString(), Headline, StatedOn, Attribution, AssertedBy, Citations), .. Silence?.Cited() ?? []];
}
