namespace PeaceTalks.Benchmarks.Costs;

/// <summary>What one request costs, once everything is prepared and in memory.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Buffers">Pages of PostgreSQL that it looks at, from memory or disk.</param>
/// <param name="RowsRead">Rows that its statements return or write.</param>
/// <param name="Rows">Rows in the answer. 1 for an answer that is no list.</param>
internal sealed record RequestCost(
    string Address,
    int Status,
    double Milliseconds,
    double Statements,
    double Buffers,
    double RowsRead,
    int Rows
)
{
    public double BuffersPerRow => Buffers / Math.Max(1, Rows);
}
