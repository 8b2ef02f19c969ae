using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>What is known of a party in a cell.</summary>
public enum CellState
{
    /// <summary>The party holds a stance on the target of the row, or on a proposal that the cell of an issue lists.</summary>
    Held,

    /// <summary>The party is silent, and nothing else is known.</summary>
    Silent,

    /// <summary>Nothing is known.</summary>
    NothingKnown,
}

/// <summary>What a party holds in a row. A proposal's position appears in each row that lists the proposal.</summary>
/// <param name="Held">The position on the row's target itself: the proposal, or the issue as a whole. Null if nothing is known.</param>
/// <param name="Proposals">The positions on the proposals that the row lists, in their order.</param>
public sealed record GridCell(GridRow Row, string Party, HeldTrack? Held, IReadOnlyList<HeldTrack> Proposals)
{
    public const int ShownProposals = 5;

    public CellState State =>
        Tracks.Any(x => !x.Stance.IsSilence()) ? CellState.Held
        : Tracks.Any() ? CellState.Silent
        : CellState.NothingKnown;

    /// <summary>The positions that are shown with their records.</summary>
    public IEnumerable<HeldTrack> Shown => Own.Concat(Proposals.Take(ShownProposals));

    /// <summary>All positions that the cell counts.</summary>
    public IEnumerable<HeldTrack> Tracks => Own.Concat(Proposals);

    private IEnumerable<HeldTrack> Own => Held is null ? [] : [Held];

    /// <summary>Every cell of the grid, row by row.</summary>
    /// <param name="tracks">What is held in the grid.</param>
    public static IReadOnlyList<GridCell> All(IReadOnlyList<GridRow> rows, IReadOnlyList<string> parties, IEnumerable<HeldTrack> tracks)
    {
        var held = tracks.ToDictionary(x => (x.Party, x.TargetKey));
        return
        [
            .. from row in rows
            from party in parties
            let proposals = row
                .Proposals.Select(x => held.GetValueOrDefault((party, new TargetKey(x, TargetType.Proposal))))
                .OfType<HeldTrack>()
            select new GridCell(row, party, held.GetValueOrDefault((party, row.Target)), [.. proposals]),
        ];
    }
}
