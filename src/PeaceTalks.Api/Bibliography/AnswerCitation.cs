using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>How an answer is cited: what was asked, of which ledger at which revision, what proves the answer, and what it rests on.</summary>
/// <remarks>Nothing of now is in it: the same answer has the same citation whenever it is asked for.</remarks>
/// <param name="Text">One line to paste.</param>
/// <param name="Bibtex">An entry for the answer, and one for each article.</param>
/// <param name="CslJson">The same as CSL-JSON.</param>
/// <param name="Dataset">The data set that the ledger began with; PeaceTalks where it began with none.</param>
/// <param name="Epoch">Renewed after a restore: revisions of another epoch are others.</param>
/// <param name="Revision">What was known at it.</param>
/// <param name="AsOf">The end of this day; null where the answer is about no day.</param>
/// <param name="Url">Where the answer is read again, unchanged; a path where the service has no public address.</param>
/// <param name="Digest">SHA-256 of the bytes that the address answers.</param>
/// <param name="Records">What the answer rests on.</param>
public sealed record AnswerCitation(
    string Text,
    string Bibtex,
    IReadOnlyList<CslItem> CslJson,
    string Dataset,
    Guid Epoch,
    long Revision,
    DateOnly? AsOf,
    string Url,
    string Digest,
    IReadOnlyList<CitedRecord> Records
);
