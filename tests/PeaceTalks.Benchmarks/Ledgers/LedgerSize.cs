namespace PeaceTalks.Benchmarks.Ledgers;

/// <summary>How large a generated ledger is. There are as many proposals as issues, and each has a track for each party.</summary>
/// <param name="Name">How the command line and the report call it.</param>
/// <param name="Records">The number of records on each track.</param>
/// <param name="Speakers">The number of speakers.</param>
/// <param name="FurtherParties">Parties without tracks.</param>
/// <param name="FurtherIssues">Issues without tracks, each with a proposal.</param>
internal sealed record LedgerSize(
    string Name,
    int Parties,
    int Issues,
    int Records,
    int Speakers = 100,
    int FurtherParties = 0,
    int FurtherIssues = 0
)
{
    public const int Articles = 2000;

    /// <summary>The newest revision. The first has the reference data, and the others have the records.</summary>
    public const int Head = 200;

    public static IReadOnlyList<LedgerSize> All { get; } =
    [
        new("10000", 20, 25, 10),
        new("100000", 40, 125, 10),
        new("1000000", 200, 250, 10),
        new("deep", 10, 10, 1000),
        new("reference", 20, 25, 10, Speakers: 40_000, FurtherParties: 20_000, FurtherIssues: 20_000),
    ];

    public int Positions => Parties * Issues * 2 * Records;

    public static LedgerSize Named(string name) =>
        All.FirstOrDefault(x => x.Name == name)
        ?? throw new ArgumentException($"There is no ledger '{name}'. Known: {string.Join(", ", All.Select(x => x.Name))}.");
}
