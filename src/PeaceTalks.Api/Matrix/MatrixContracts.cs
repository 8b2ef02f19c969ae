using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Matrix;

/// <summary>The head of a column.</summary>
/// <param name="Role">Its part in the talks in scope, the first of several in the order of the values; null where it has none.</param>
public sealed record MatrixParty(string Slug, string Name, ParticipantRole? Role);

/// <summary>The head of a row.</summary>
/// <param name="Parent">The issue above it; null for a root, and for a proposal.</param>
/// <param name="Depth">Of an issue in its tree: 0 for a root, however the rows were chosen. Null for a proposal.</param>
/// <param name="Issues">For a proposal: the issues that it addresses; for an issue: itself.</param>
public sealed record MatrixRow(
    TargetType Type,
    string Slug,
    string Name,
    Reference Process,
    Reference? Parent,
    int? Depth,
    IReadOnlyList<Reference> Issues
)
{
    public static MatrixRow FromRow(GridRow row, Names names)
    {
        var (slug, type) = row.Target;
        var issue = type == TargetType.Issue ? names.Snapshot.Issues[slug] : null;
        var target = TargetContract.FromTarget(issue?.Slug, issue is null ? slug : null, names);
        return new(
            type,
            slug,
            target.Name,
            names.Process(row.ProcessIn(names.Snapshot)),
            issue?.Parent is { } parent ? names.Issue(parent) : null,
            row.Depth,
            target.Issues
        );
    }
}

/// <summary>How many of the positions on an issue's proposals have a stance.</summary>
public sealed record StanceCount(Stance Stance, int Count);

/// <summary>A held position on a proposal.</summary>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance; null unless asked for.</param>
public sealed record ProposalPosition(Reference Proposal, CompactPosition Held, DateBounds? StanceSince);

/// <summary>What the party holds on the proposals that address an issue: side by side, never made into one.</summary>
/// <param name="Counts">All of them by the stance held, or by the silence where there is nothing else; stances that none has are left out.</param>
/// <param name="Shown">Five at most, in the order in which proposals stand as rows.</param>
/// <param name="Further">How many more there are.</param>
public sealed record CellProposals(IReadOnlyList<StanceCount> Counts, IReadOnlyList<ProposalPosition> Shown, int Further);

/// <summary>What is known of a party in a row.</summary>
/// <param name="Row">The issue or proposal.</param>
/// <param name="Party">The holder.</param>
/// <param name="Held">The party's position on the target itself, which is an issue as a whole in the rows of issues; null where nothing is known.</param>
/// <param name="StanceSince">Of `held`: the day of the oldest record of the unbroken run with the same stance; null unless asked for.</param>
/// <param name="Proposals">In the rows of issues; else null.</param>
public sealed record MatrixCell(
    Reference Row,
    Reference Party,
    CellState State,
    CompactPosition? Held,
    DateBounds? StanceSince,
    CellProposals? Proposals
) : ICited
{
    public IEnumerable<CitedRecord> Cited() =>
        (Proposals?.Shown ?? []).Select(x => x.Held).Prepend(Held).OfType<CompactPosition>().SelectMany(x => x.Cited());

    /// <param name="row">Its head.</param>
    /// <param name="since">By the record held; empty unless asked for.</param>
    public static MatrixCell FromCell(
        GridCell cell,
        MatrixRow row,
        IReadOnlyDictionary<Guid, Position> positions,
        IReadOnlyDictionary<Guid, DateBounds> since,
        Names names
    )
    {
        return new(
            new Reference(row.Slug, row.Name),
            names.Party(cell.Party),
            cell.State,
            cell.Held is { } held ? CompactPosition.FromTrack(held, positions, names) : null,
            Since(cell.Held),
            row.Type == TargetType.Issue
                ? new CellProposals(Counts(), [.. cell.Proposals.Take(GridCell.ShownProposals).Select(Shown)], Further())
                : null
        );

        DateBounds? Since(HeldTrack? track) => track is null ? null : since.GetValueOrDefault(track.Held);

        ProposalPosition Shown(HeldTrack track) =>
            new(names.Proposal(track.Target), CompactPosition.FromTrack(track, positions, names), Since(track));

        IReadOnlyList<StanceCount> Counts() =>
            [.. cell.Proposals.GroupBy(x => x.Stance).OrderBy(x => x.Key).Select(x => new StanceCount(x.Key, x.Count()))];

        int Further() => Math.Max(0, cell.Proposals.Count - GridCell.ShownProposals);
    }
}

/// <summary>Who holds what on what: the heads of columns and rows, and a cell for each party in each row.</summary>
/// <param name="AsOf">The end of this day.</param>
/// <param name="Parties">The columns: principals, mediators, guarantors, supporters, observers, then others; each by slug.</param>
/// <param name="Rows">Issues in the order of their tree, or proposals in the order of the issues that they address.</param>
/// <param name="Cells">All of them, row by row, each row in the order of the columns.</param>
public sealed record MatrixContract(
    DateOnly AsOf,
    long KnownAt,
    IReadOnlyList<MatrixParty> Parties,
    IReadOnlyList<MatrixRow> Rows,
    IReadOnlyList<MatrixCell> Cells,
    Links Links
) : ICitable
{
    DateOnly? ICitable.Day => AsOf;

    public IEnumerable<CitedRecord> Cited() => Cells.SelectMany(x => x.Cited());
}
