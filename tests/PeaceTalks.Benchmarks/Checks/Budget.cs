namespace PeaceTalks.Benchmarks.Checks;

/// <summary>What a request may ask of the database. Neither depends on the machine, so a check of them fails for a reason.</summary>
/// <param name="Question">The name of the question, with "304" for a conditional request that changes nothing.</param>
/// <param name="Statements">Statements a request, resets of connections left out.</param>
/// <param name="Resets">Resets of connections (<c>DISCARD ALL</c>) a request.</param>
/// <param name="Buffers">Pages of PostgreSQL that a request looks at, from memory or disk.</param>
internal sealed record Budget(string Question, double Statements, double Resets, double Buffers)
{
    /// <summary>On the ledger with 10,000 positions. Tighten it where reads became cheaper.</summary>
    public static IReadOnlyList<Budget> All { get; } =
    [
        // The evidence names the sources of the whole run, so it reads what the older records of the run cite.
        new("held", 2, 0, 80),
        new("matrix", 3, 0, 7200),
        new("timeline", 2, 0, 250),
        new("positions", 2, 0, 1000),
        // One of them lists the tracks that may have changed, so that no statement looks at more of them than a page needs. Another tells
        // which of them were known before, because what moved comes first.
        new("diff", 7, 0, 800),
        new("304", 0, 0, 0),
    ];

    /// <summary>
    /// The pages of PostgreSQL that any read may look at on that ledger, whatever its filters. A summary compares all tracks of its window,
    /// and a grid has all tracks in it, with the word that each rests on. With a filter by outlet, that was measured at 59,400.
    /// </summary>
    public static double OfAnyRead(string address) =>
        address.StartsWith("/api/v1/diffs/summary", StringComparison.Ordinal) ? 75_000
        : address.StartsWith("/api/v1/matrix", StringComparison.Ordinal) ? 63_000
        // All that the ledger ever learned lies in the window, because a day before its beginning is taken for the earlier end. A page of
        // days compares up to 3,000 tracks, each before and after its revision.
        : address.Contains("/days?", StringComparison.Ordinal) && IsRecorded(address) ? 215_000
        : address.StartsWith("/api/v1/diffs?", StringComparison.Ordinal) && IsRecorded(address) ? 70_000
        : 27_000;

    private static bool IsRecorded(string address) => address.Contains("axis=recorded", StringComparison.Ordinal);
}
