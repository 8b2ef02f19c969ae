using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Matrix;

/// <summary>A cell of the grid as a line of CSV, row by row.</summary>
/// <param name="Row">The issue or proposal.</param>
/// <param name="Party">The holder.</param>
/// <param name="State">What is known of the party in this row.</param>
/// <param name="Held">The party's position on the target itself; empty where nothing is known.</param>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance; empty unless asked for.</param>
/// <param name="Proposals">Of an issue: the positions on its proposals, counted by stance, the first five of them, and how many more there are.</param>
public sealed record MatrixCellRow(
    Reference Row,
    Reference Party,
    CellState State,
    CompactColumns? Held,
    DateBounds? StanceSince,
    ProposalsColumns? Proposals
) : IRow
{
    public static MatrixCellRow FromCell(MatrixCell cell) =>
        new(
            cell.Row,
            cell.Party,
            cell.State,
            CompactColumns.FromPosition(cell.Held),
            cell.StanceSince,
            cell.Proposals is { } proposals
                ? new(
                    Cells.ToCell(proposals.Counts.Select(x => $"{EnumNames.NameOf(x.Stance)} {x.Count}")),
                    Cells.ToCell(proposals.Shown.Select(x => $"{x.Proposal.Slug}: {EnumNames.NameOf(x.Held.Stance)} ({x.Held.Position})")),
                    proposals.Further
                )
                : null
        );
}

/// <summary>The positions on an issue's proposals, in columns.</summary>
public sealed record ProposalsColumns(string? Counts, string? Shown, int Further);
