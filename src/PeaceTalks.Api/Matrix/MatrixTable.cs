using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>
/// The grid as a table. By default each of its cells is a row. With <c>layout=grid</c>, each of its rows is one, with a column for each
/// party.
/// </summary>
public sealed class MatrixTable() : Table<MatrixContract, MatrixCellRow>(matrix => matrix.Cells.Select(MatrixCellRow.FromCell))
{
    private const string Cells = "cells";
    private const string Grid = "grid";

    public override IReadOnlyList<string> Layouts => [Cells, Grid];

    public override TableView View(object first, HttpRequest request) =>
        Asked(request, LayoutParameter) == Grid ? AsGrid((MatrixContract)first) : base.View(first, request);

    private static TableView AsGrid(MatrixContract matrix) =>
        new(
            [
                Head("slug", typeof(string), row => row.Slug, "The issue or proposal."),
                Head("name", typeof(string), row => row.Name, "Its name."),
                Head("depth", typeof(int), row => row.Depth, "The depth of an issue in its tree: 0 for a root."),
                .. matrix.Parties.Select(
                    (party, place) =>
                        new Column(party.Slug, typeof(string), row => ((MatrixLine)row).Cells[place], $"What {party.Name} holds.")
                ),
            ],
            answer => Lines((MatrixContract)answer)
        );

    private static Column Head(string name, Type type, Func<MatrixRow, object?> read, string meaning) =>
        new(name, type, line => read(((MatrixLine)line).Row), meaning);

    private static IEnumerable<MatrixLine> Lines(MatrixContract matrix) =>
        matrix
            .Rows.Zip(matrix.Cells.Chunk(Math.Max(1, matrix.Parties.Count)))
            .Select(x => new MatrixLine(x.First, [.. x.Second.Select(cell => InShort(cell, x.First))]));

    /// <summary><c>not up for negotiation (article's own voice) | proposals: supports 1, opposes 2</c>. Null if nothing is known.</summary>
    internal static string? InShort(MatrixCell cell, MatrixRow row)
    {
        var own = cell.Held is { } held ? Headline.WithoutSubject(held.Headline, cell.Party.Name, row.Name, row.Type) : null;
        var counts = (cell.Proposals?.Counts ?? []).Select(x => $"{x.Stance.InWords(TargetType.Proposal)} {x.Count}").ToList();
        var proposals = counts.Count == 0 ? null : $"proposals: {string.Join(", ", counts)}";
        return string.Join(" | ", new[] { own, proposals }.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    /// <summary>A row of the grid, with the texts of its cells.</summary>
    private sealed record MatrixLine(MatrixRow Row, IReadOnlyList<string?> Cells);
}
