using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>What was measured of one question on one ledger.</summary>
/// <param name="Bytes">The length of the answer.</param>
/// <param name="Fresh">Nothing of the answer is pinned: builds of the service, and what they are compared with.</param>
/// <param name="Pinned">The pinned address, and bare Kestrel with the same bytes. Empty if it was not measured.</param>
/// <param name="NotModified">Conditional requests, and a bare 304. Empty if it was not measured.</param>
internal sealed record MeasuredQuestion(
    Question Question,
    int Bytes,
    IReadOnlyList<Series> Fresh,
    IReadOnlyList<Series> Pinned,
    IReadOnlyList<Series> NotModified
);

internal sealed record MeasuredLedger(LedgerSize Size, bool InFull, IReadOnlyList<MeasuredQuestion> Questions);

/// <summary>Memory is in MB.</summary>
/// <param name="FirstAnswer">Seconds from the start of the process to the first held position, on existing data.</param>
internal sealed record MeasuredStart(string Name, double FirstAnswer, double Idle, double Loaded);
