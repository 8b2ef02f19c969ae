using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Matrix;

/// <summary>A cell of the grid as a line of CSV. Lines follow the rows of the grid.</summary>
/// <param name="Row">The issue or proposal.</param>
/// <param name="Party">The party that holds the position.</param>
/// <param name="State">What is known of the party in this row.</param>
/// <param name="Held">The party's position on the target itself. Empty if nothing is known.</param>
/// <param name="StanceSince">The party has held this stance without a break since this day. Empty unless you ask for it.</param>
/// <param name="Alternatives">
/// Other stances that records of the same time as the held one report, each with its day, attribution and summary. Empty unless you ask
/// for them.
/// </param>
/// <param name="Proposals">
/// For an issue: the positions on its proposals, counted by stance, with the first five, and the number of the others.
/// </param>
/// <param name="Coverage">What it means that nothing is known here. Empty if something is known, and unless you ask for it.</param>
[ShortColumns(
    "rowSlug",
    "rowName",
    "partySlug",
    "partyName",
    "state",
    "heldHeadline",
    "heldStance",
    "heldScore",
    "heldStatedOnEarliest",
    "heldStatedOnLatest",
    "heldAttribution",
    "heldCitationArticle",
    "heldCitationParagraph",
    "heldCitationUrl",
    "heldPosition",
    "proposalsCounts",
    "proposalsShown",
    "coverage"
)]
public sealed record MatrixCellRow(
    Reference Row,
    Reference Party,
    CellState State,
    CompactColumns? Held,
    DateBounds? StanceSince,
    string? Alternatives,
    ProposalsColumns? Proposals,
    CoverageState? Coverage
) : IRow
{
    public static MatrixCellRow FromCell(MatrixCell cell) =>
        new(
            cell.Row,
            cell.Party,
            cell.State,
            CompactColumns.FromPosition(cell.Held),
            cell.StanceSince,
            cell.Alternatives is { } others ? Cells.ToCell(others.Select(x => x.InShort())) : null,
            cell.Proposals is { } proposals
                ? new(
                    Cells.ToCell(proposals.Counts.Select(x => $"{EnumNames.NameOf(x.Stance)} {x.Count}")),
                    Cells.ToCell(proposals.Shown.Select(x => $"{x.Proposal.Slug}: {EnumNames.NameOf(x.Held.Stance)} ({x.Held.Position})")),
                    proposals.Further
                )
                : null,
            cell.Coverage
        );
}

/// <summary>The positions on the proposals of an issue, in columns.</summary>
public sealed record ProposalsColumns(string? Counts, string? Shown, int Further);
