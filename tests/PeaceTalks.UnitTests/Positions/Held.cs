using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Positions;

/// <summary>What tracks come to, made by hand.</summary>
internal static class Held
{
    public static HeldTrack OnIssue(string party, string issue, Stance stance = Stance.Supports) => Track(party, issue, null, stance);

    public static HeldTrack OnProposal(string party, string proposal, Stance stance = Stance.Supports) =>
        Track(party, proposal, proposal, stance);

    /// <summary>A side of a comparison, on the word of the holder unless said otherwise.</summary>
    public static HeldSide Side(HeldTrack track, Attribution word = Attribution.Self, string day = "2026-01-07") =>
        new(track, new Word(track.Held, word, word == Attribution.Self ? track.Party : null, Bounds.Of(day)));

    public static Position Record(
        string party,
        Stance stance,
        IReadOnlyList<Condition>? conditions = null,
        IReadOnlyList<Term>? terms = null
    ) => Record(party, stance, party, "2026-01-07", conditions, terms);

    /// <param name="assertedBy">Null for the outlet's own voice.</param>
    public static Position Record(
        string party,
        Stance stance,
        string? assertedBy,
        string day,
        IReadOnlyList<Condition>? conditions = null,
        IReadOnlyList<Term>? terms = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TrackId = Guid.CreateVersion7(),
            Party = party,
            Stance = stance,
            Conditions = conditions ?? [],
            Terms = terms ?? [],
            Summary = $"{party}: {stance}",
            Day = Bounds.Of(day),
            AssertedBy = assertedBy,
            Attribution =
                assertedBy is null ? Attribution.Unattributed
                : assertedBy == party ? Attribution.Self
                : Attribution.OtherParty,
            Speaker = null,
            Mode = assertedBy is null ? AssertionMode.Outlet : AssertionMode.Paraphrase,
            RecordedIn = 1,
            Place = 1,
            Corrects = null,
            Meeting = null,
        };

    private static HeldTrack Track(string party, string target, string? proposal, Stance stance)
    {
        var held = Guid.CreateVersion7();
        return new(
            Guid.CreateVersion7(),
            "talks",
            party,
            target,
            proposal,
            held,
            stance.IsSilence() ? held : null,
            EnumNames.NameOf(stance)
        );
    }
}
