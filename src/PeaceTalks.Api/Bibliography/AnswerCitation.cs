using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>
/// How to cite an answer: what was asked, of which ledger at which revision, the digest that proves the answer, and what it is based on.
/// </summary>
/// <remarks>It does not depend on when you ask: the same answer always has the same citation.</remarks>
/// <param name="Text">The citation as one line of text.</param>
/// <param name="Bibtex">BibTeX: an entry for the answer, and one for each article.</param>
/// <param name="CslJson">The same entries as CSL-JSON.</param>
/// <param name="Dataset">The data set that the ledger began with. PeaceTalks if it began with none.</param>
/// <param name="Epoch">A new one begins after a restore. The same revision number in another epoch is another revision.</param>
/// <param name="Revision">The answer shows what was known at this revision.</param>
/// <param name="AsOf">The answer is as of the end of this day. Null if the answer is not about a day.</param>
/// <param name="Url">The address at which you can read the same answer again. It is a path if the service has no public address.</param>
/// <param name="Digest">SHA-256 of the bytes of the answer at that address.</param>
/// <param name="Records">The records that the answer is based on.</param>
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
