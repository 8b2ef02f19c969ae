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
        new("held", 7, 7, 100),
        new("matrix", 4, 4, 2500),
        new("timeline", 4, 4, 250),
        new("positions", 3, 3, 1300),
        new("diff", 5, 5, 800),
        new("304", 0, 0, 0),
    ];
}
