using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Matrix;

/// <summary>The head of a column.</summary>
/// <param name="Role">
/// The party's role in the talks in scope. If it has several, the first in the order of the values. Null if it has none.
/// </param>
public sealed record MatrixParty(string Slug, string Name, ParticipantRole? Role);

/// <summary>The head of a row.</summary>
/// <param name="Parent">The issue above this one. Null for a root, and for a proposal.</param>
/// <param name="Depth">The depth of an issue in its tree, whichever rows you choose: 0 for a root. Null for a proposal.</param>
/// <param name="Issues">For a proposal, the issues that it addresses. For an issue, the issue itself.</param>
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

/// <summary>The number of positions with this stance among those on the proposals of an issue.</summary>
public sealed record StanceCount(Stance Stance, int Count);

/// <summary>A held position on a proposal.</summary>
/// <param name="StanceSince">The party has held this stance without a break since this day. Null unless you ask for it.</param>
/// <param name="Alternatives">
/// Other stances that records of the same time report. If there are any, the position is contested. Null unless you ask for them.
/// </param>
public sealed record ProposalPosition(
    Reference Proposal,
    CompactPosition Held,
    DateBounds? StanceSince,
    IReadOnlyList<AlternativeContract>? Alternatives
);

/// <summary>The party's positions on the proposals that address an issue. They stand side by side and are never merged into one.</summary>
/// <param name="Counts">
/// The number of positions by the stance that is held, or by the silence if nothing else is known. Stances without a position are left out.
/// </param>
/// <param name="Shown">The first five at most, in the order in which proposals stand as rows.</param>
/// <param name="Further">The number of positions that are not shown.</param>
public sealed record CellProposals(IReadOnlyList<StanceCount> Counts, IReadOnlyList<ProposalPosition> Shown, int Further);

/// <summary>What is known of a party in a row.</summary>
/// <param name="Row">The issue or proposal.</param>
/// <param name="Party">The party that holds the position.</param>
/// <param name="Held">
/// The party's position on the target itself. If the rows are issues, that is the issue as a whole. Null if nothing is known.
/// </param>
/// <param name="StanceSince">The party has held the stance in `held` without a break since this day. Null unless you ask for it.</param>
/// <param name="Alternatives">
/// Other stances that records of the same time as `held` report. If there are any, the position is contested. Null if nothing is held on
/// the target itself, and unless you ask for them.
/// </param>
/// <param name="Proposals">If the rows are issues: the positions on their proposals. Otherwise null.</param>
/// <param name="Coverage">
/// What it means that nothing is known here. Null if something is known, and unless you ask for coverage.
/// </param>
public sealed record MatrixCell(
    Reference Row,
    Reference Party,
    CellState State,
    CompactPosition? Held,
    DateBounds? StanceSince,
    IReadOnlyList<AlternativeContract>? Alternatives,
    CellProposals? Proposals,
    CoverageState? Coverage
) : ICited
{
    public IEnumerable<CitedRecord> Cited() =>
        (Proposals?.Shown ?? []).SelectMany(x => Cited(x.Held, x.Alternatives)).Concat(Cited(Held, Alternatives));

    private static IEnumerable<CitedRecord> Cited(CompactPosition? held, IReadOnlyList<AlternativeContract>? alternatives) =>
        [.. held?.Cited() ?? [], .. (alternatives ?? []).Select(x => x.Cited())];

    /// <param name="row">The head of its row.</param>
    /// <param name="since">The start of each run, by held record. Empty unless asked for.</param>
    /// <param name="alternatives">The alternatives to each held record, which are among the records. Null unless asked for.</param>
    /// <param name="coverage">What an empty cell means. Null unless asked for.</param>
    public static MatrixCell FromCell(
        GridCell cell,
        MatrixRow row,
        GridRecords records,
        IReadOnlyDictionary<Guid, DateBounds> since,
        ILookup<Guid, Guid>? alternatives,
        MatrixCoverage? coverage,
        Names names
    )
    {
        return new(
            new Reference(row.Slug, row.Name),
            names.Party(cell.Party),
            cell.State,
            cell.Held is { } held ? Compact(held) : null,
            Since(cell.Held),
            Alternatives(cell.Held),
            row.Type == TargetType.Issue
                ? new CellProposals(Counts(), [.. cell.Proposals.Take(GridCell.ShownProposals).Select(Shown)], Further())
                : null,
            cell.State == CellState.NothingKnown ? coverage?.Coverage : null
        );

        DateBounds? Since(HeldTrack? track) => track is null ? null : since.GetValueOrDefault(track.Held);

        CompactPosition Compact(HeldTrack track) => CompactPosition.FromTrack(track, records.WordOf(track), records.Positions, names);

        ProposalPosition Shown(HeldTrack track) => new(names.Proposal(track.Target), Compact(track), Since(track), Alternatives(track));

        IReadOnlyList<AlternativeContract>? Alternatives(HeldTrack? track) =>
            track is null || alternatives is null
                ? null
                : [.. alternatives[track.Held].Select(id => AlternativeContract.FromPosition(records.Positions[id], names))];

        IReadOnlyList<StanceCount> Counts() =>
            [.. cell.Proposals.GroupBy(x => x.Stance).OrderBy(x => x.Key).Select(x => new StanceCount(x.Key, x.Count()))];

        int Further() => Math.Max(0, cell.Proposals.Count - GridCell.ShownProposals);
    }
}

/// <summary>What it means that a cell of the grid is empty.</summary>
/// <param name="Words">The same in a sentence.</param>
/// <param name="From">The first day on which the articles can have been published; the last is the day of the grid.</param>
/// <param name="Articles">The number of articles that this rests on, at most the newest 200.</param>
/// <param name="CodedWhole">The number of these articles of which every paragraph is accounted for.</param>
public sealed record MatrixCoverage(CoverageState Coverage, string Words, DateOnly From, int Articles, int CodedWhole)
{
    /// <param name="processes">Slugs of the talks that the grid is about.</param>
    public static MatrixCoverage FromArticles(CoveredArticles covered, IReadOnlyCollection<string> processes, Names names) =>
        new(
            covered.State,
            covered.InWords([.. processes.Select(x => names.Process(x).Name)], null),
            covered.From,
            covered.Articles.Count,
            covered.CodedWhole
        );
}

/// <summary>The grid of who holds what on what: the heads of its columns and rows, and a cell for each party in each row.</summary>
/// <param name="AsOf">The answer is as of the end of this day.</param>
/// <param name="Parties">
/// The columns: first principals, then mediators, guarantors, supporters, observers and others, each sorted by slug.
/// </param>
/// <param name="Rows">Issues in the order of their tree, or proposals in the order of the issues that they address.</param>
/// <param name="Cells">All cells, row by row. Within a row they follow the order of the columns.</param>
/// <param name="Coverage">What it means that a cell is empty. Null unless you ask for it.</param>
public sealed record MatrixContract(
    DateOnly AsOf,
    long KnownAt,
    IReadOnlyList<MatrixParty> Parties,
    IReadOnlyList<MatrixRow> Rows,
    IReadOnlyList<MatrixCell> Cells,
    MatrixCoverage? Coverage,
    Links Links
) : ICitable
{
    DateOnly? IOfDay.Day => AsOf;

    IEnumerable<ShownLine> IShownAnswer.Lines => [];

    IEnumerable<ShownFact> IShownAnswer.Facts => Coverage is null ? [] : [new("No record", Coverage.Words)];

    IEnumerable<ShownTable> IShownAnswer.Tables => MatrixPage.ToTables(Parties, Rows, [new MatrixDay(AsOf, Cells)]);

    public IEnumerable<CitedRecord> Cited() => Cells.SelectMany(x => x.Cited());
}

/// <summary>What a grid shows as of one of several days.</summary>
/// <param name="AsOf">As of the end of this day.</param>
/// <param name="Cells">
/// Of the first day, all cells. Of every later one, those that differ from the day before it in the answer, as they are now.
/// </param>
public sealed record MatrixDay(DateOnly AsOf, IReadOnlyList<MatrixCell> Cells);

/// <summary>One grid as of several days.</summary>
/// <param name="Parties">The columns, in the order of `/matrix`: the same on all days.</param>
/// <param name="Rows">The rows, in the order of `/matrix`: the same on all days.</param>
/// <param name="Days">Each day once, the earliest first.</param>
public sealed record MatrixDaysContract(
    long KnownAt,
    IReadOnlyList<MatrixParty> Parties,
    IReadOnlyList<MatrixRow> Rows,
    IReadOnlyList<MatrixDay> Days,
    Links Links
) : ICitable
{
    DateOnly? IOfDay.Day => Days[^1].AsOf;

    IEnumerable<ShownLine> IShownAnswer.Lines => [];

    IEnumerable<ShownTable> IShownAnswer.Tables => MatrixPage.ToTables(Parties, Rows, Days);

    public IEnumerable<CitedRecord> Cited() => Days.SelectMany(x => x.Cells).SelectMany(x => x.Cited()).DistinctBy(x => x.Subject);
}
