using PeaceTalks.Benchmarks.Ledgers;

namespace PeaceTalks.Benchmarks.Questions;

/// <summary>A question that is asked over and over.</summary>
/// <param name="HasBaseline">Whether the baseline answers it too.</param>
internal sealed record Question(string Name, string Path, bool HasBaseline = true)
{
    private const string Day = "2024-09-01";

    /// <summary>The questions to a ledger, smaller where it has fewer parties or issues.</summary>
    public static IReadOnlyList<Question> All(LedgerSize size) =>
        [
            new("held", $"/api/v1/held-positions?party=party-7&proposal=proposal-9&asOf={Day}"),
            new("matrix", Matrix(Math.Min(20, size.Parties), Math.Min(10, size.Issues), Day)),
            new("timeline", $"/api/v1/issues/issue-9/timeline?party=party-7&asOf={Day}"),
            new("positions", $"/api/v1/positions?party=party-7&asOf={Day}"),
            new("diff", "/api/v1/diffs?party=party-7&from=2024-08-01&to=2024-09-01", HasBaseline: false),
        ];

    public static string Matrix(int parties, int issues, string day) =>
        $"/api/v1/matrix?{Many("party", parties)}{Many("issue", issues)}asOf={day}";

    private static string Many(string noun, int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"{noun}={noun}-{i}&"));
}
