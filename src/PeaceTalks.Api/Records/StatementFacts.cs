using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Records;

/// <summary>What the page of a record says of who asserted it.</summary>
public static class StatementFacts
{
    public static IEnumerable<ShownFact> Of(Attribution attribution, Reference? assertedBy, Reference? speaker) =>
        [
            assertedBy is null
                ? new ShownFact("Asserted by", "no party")
                : ShownFact.FromReference(attribution == Attribution.Self ? "Said by itself" : "Asserted by", Noun.Party, assertedBy),
            .. speaker is null ? (ShownFact[])[] : [ShownFact.FromReference("Speaker", Noun.Speaker, speaker)],
        ];
}
