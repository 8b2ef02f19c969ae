using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>The grid as the tables of a page for people: one for each day.</summary>
internal static class MatrixPage
{
    private const string NothingKnown = "no record";

    /// <param name="days">The cells of the first day, and of each later one those that differ from the day before it.</param>
    /// <returns>Whole tables. None if the grid has no row or no column.</returns>
    public static IEnumerable<ShownTable> ToTables(
        IReadOnlyList<MatrixParty> parties,
        IReadOnlyList<MatrixRow> rows,
        IReadOnlyList<MatrixDay> days
    )
    {
        if (parties.Count == 0 || rows.Count == 0)
        {
            yield break;
        }

        var columns = parties.Select(x => new ShownLine(x.Name, Noun.Party.Path(x.Slug))).ToList();
        var cells = new Dictionary<(string Row, string Party), MatrixCell>();
        foreach (var day in days)
        {
            foreach (var cell in day.Cells)
            {
                cells[(cell.Row.Slug, cell.Party.Slug)] = cell;
            }

            yield return new ShownTable(
                days.Count == 1 ? null : $"{day.AsOf:yyyy-MM-dd}",
                columns,
                [.. rows.Select(row => new ShownRow(Head(row), [.. parties.Select(x => Cell(cells[(row.Slug, x.Slug)], row))]))]
            );
        }
    }

    private static ShownLine Head(MatrixRow row) =>
        new(row.Name, (row.Type == TargetType.Issue ? Noun.Issue : Noun.Proposal).Path(row.Slug));

    private static ShownLine Cell(MatrixCell cell, MatrixRow row) =>
        new(MatrixTable.InShort(cell, row) ?? NothingKnown, cell.Held is { } held ? Noun.Position.Path(held.Position.ToString()) : null);
}
