using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>On whose word a held stance rests.</summary>
/// <remarks>
/// That is the word of the record that is held. If the holder did not assert that record, but asserted another one of the unbroken run with
/// the same stance, it is the newest of these: the holder has said the same itself, and nothing since says otherwise. Only the stance rests
/// on it. Conditions and figures are those of the record that is held.
/// </remarks>
/// <param name="Position">The record that has this word.</param>
/// <param name="AssertedBy">Null if no party asserted it.</param>
public sealed record Word(Guid Position, Attribution Attribution, string? AssertedBy, DateBounds StatedOn)
{
    /// <summary>Whether the holder said so itself.</summary>
    public bool IsOwn => Attribution == Attribution.Self;

    /// <param name="confirmed">
    /// The newest record of the run that the holder asserted, if it did not assert the held one. Null if none.
    /// </param>
    public static Word Of(Position held, SelfReport? confirmed) =>
        confirmed is null ? new(held.Id, held.Attribution, held.AssertedBy, held.Day) : OfHolder(held.Party, confirmed);

    /// <summary>The word of the holder itself.</summary>
    public static Word OfHolder(string holder, SelfReport said) => new(said.Position, Attribution.Self, holder, said.StatedOn);
}

/// <summary>
/// On whose word a held stance rests: the newest record of the unbroken run with that stance that the holder itself asserted. If there is
/// none, the record that is held. Conditions and figures are always those of the record that is held.
/// </summary>
/// <param name="Attribution">SELF if the holder said so itself, in the record that is held or in an earlier one of the run.</param>
/// <param name="AssertedBy">The party whose word it is. Null if no party asserted it.</param>
/// <param name="Position">The record that has this word.</param>
/// <param name="StatedOn">The day of that record.</param>
public sealed record WordContract(Attribution Attribution, Reference? AssertedBy, Guid Position, DateBounds StatedOn)
{
    public static WordContract FromWord(Word word, Names names) =>
        new(word.Attribution, names.PartyOrNull(word.AssertedBy), word.Position, word.StatedOn);
}
