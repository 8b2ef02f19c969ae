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

    public static Position Record(
        string party,
        Stance stance,
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
            Day = Bounds.Of("2026-01-07"),
            AssertedBy = party,
            Speaker = null,
            Mode = AssertionMode.Paraphrase,
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
