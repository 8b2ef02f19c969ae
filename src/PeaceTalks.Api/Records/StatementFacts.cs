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

    /// <summary>
    /// Whose word a statement is, and who spoke: "according to Russia (Sergei Lavrov)", "in the article's own voice". It names the holder
    /// too, if the holder said so itself.
    /// </summary>
    public static string WhoseWord(Reference? assertedBy, Reference? speaker, AssertionMode mode)
    {
        var source = mode switch
        {
            AssertionMode.AnonymousSource => "an unnamed source",
            AssertionMode.Document => "a document",
            _ => null,
        };
        return (assertedBy, speaker?.Name ?? source) switch
        {
            (null, null) => "in the article's own voice",
            (null, var who) => $"according to {who}",
            ({ } party, null) => $"according to {party.Name}",
            ({ } party, var who) => who == party.Name ? $"according to {who}" : $"according to {party.Name} ({who})",
        };
    }
}
