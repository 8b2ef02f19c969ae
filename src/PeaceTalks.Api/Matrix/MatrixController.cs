using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Matrix;

/// <summary>What the rows of the grid are.</summary>
[InLowerCase]
public enum MatrixRows
{
    /// <summary>Issues, in the order of their tree.</summary>
    Issues,

    /// <summary>Proposals, in the order of the issues that they address.</summary>
    Proposals,
}

/// <summary>Which rows and columns a grid has, and what counts in its cells.</summary>
public abstract class GridQuery : TrackFilters
{
    /// <summary>What the rows of the grid are.</summary>
    public MatrixRows Rows { get; init; } = MatrixRows.Issues;

    /// <summary>Which records count when the day of a statement is known only between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>The rows of the grid, and the tracks from which its cells are made.</summary>
    public (IReadOnlyList<GridRow> Rows, TrackScope Scope) On(ReferenceSnapshot snapshot)
    {
        var asked = Scope(snapshot);
        var rows = Rows == MatrixRows.Issues ? GridRow.Issues(this, snapshot) : GridRow.ProposalsOf(this, snapshot);
        return (rows, GridRow.Scope(rows, asked));
    }

    /// <param name="holders">The parties that hold something in the grid.</param>
    public IReadOnlyList<GridParty> Columns(IReadOnlyList<GridRow> rows, ReferenceSnapshot snapshot, IEnumerable<string> holders) =>
        GridParty.InOrder(GridRow.ProcessesOf(rows, Process, snapshot), Party, holders);
}

/// <summary>Which grid you ask for.</summary>
public sealed class MatrixQuery : GridQuery
{
    /// <summary>Whether to say, for each position, since when its stance has been held without a break.</summary>
    public bool StanceSince { get; init; }

    /// <summary>
    /// Whether to say, for each position, which other stances records of the same time report. Where there are any, the position is
    /// contested.
    /// </summary>
    public bool Alternatives { get; init; }

    /// <summary>
    /// Leaves out positions with fewer independent sources: articles that report the stance, and do not retell each other. 2 hides thin
    /// evidence. A cell whose positions are all left out looks as if nothing were known.
    /// </summary>
    [Range(1, HeldPositionQuery.MaxMinSources)]
    public int? MinSources { get; init; }

    /// <summary>
    /// Whether to say what it means that a cell is empty: whether articles of the 90 days before were read. Filters that select records do
    /// not change which articles count.
    /// </summary>
    public bool Coverage { get; init; }

    /// <summary>The answer is as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }
}

[ApiController]
[Route("api/v1/matrix")]
[Tags("Ask")]
public sealed class MatrixController(LedgerDatabase database, PinnedReader reads) : ControllerBase
{
    public const int MaxCells = 20_000;

    /// <summary>Get a grid of positions: parties by issues or proposals</summary>
    /// <remarks>
    /// The columns are parties: those you name, or everyone who takes part in the talks or holds something in the grid. The rows are issues
    /// or proposals. Every cell is there, even if nothing is known.
    ///
    /// The cell of a proposal shows the held position. The cell of an issue shows the position on the issue as a whole and, beside it, the
    /// positions on the proposals that address this issue directly (or one of its sub-issues, with `includeSubIssues=true`). These are
    /// counted by stance, and the first five are shown. They are never merged: no stance is derived, and no score is averaged. Each
    /// position comes with its record and citations, and with the `word` that it rests on: the holder's own, another party's, or nobody's.
    /// `/held-positions` shows the evidence for it.
    ///
    /// No filter leaves out a position because of its `word`: an empty cell would look as if nothing were known. `attribution` chooses the
    /// records that count, before anything is worked out. With `attribution=SELF`, the grid shows what is known from the parties
    /// themselves.
    ///
    /// With `coverage=true`, the grid says whether an empty cell means that articles of that time were read and hold nothing, that some are
    /// not coded whole, or that none was read. `/processes/{process}/coverage` lists these articles.
    ///
    /// A grid has at most 20,000 cells.
    /// </remarks>
    [HttpGet(Name = "getMatrix"), RequiresRole(Role.Reader), Costly]
    public async Task<MatrixContract> Get([FromQuery] MatrixQuery query, CancellationToken cancellation = default)
    {
        var (pin, rows, scope, tracks) = await ReadAsync(query, cancellation);
        var parties = query.Columns(rows, pin.Snapshot, tracks.Select(x => x.Party));
        RequireSize(parties.Count, rows.Count, query.Rows, tracks.Count);

        var cells = GridCell.All(rows, [.. parties.Select(x => x.Slug)], tracks);
        var shown = cells.SelectMany(x => x.Shown).Distinct().ToList();
        var alternatives = query.Alternatives ? await AlternativesAsync(shown, scope, query.Certainty, pin, cancellation) : null;
        var records = await MatrixStatement
            .Records(shown, scope, pin.AsOf, query.Certainty, pin.Revision, alternatives)
            .ReadAsync(database, MatrixStatement.ReadAsync, cancellation);
        var names = new Names(pin, records.Articles, query.Without);
        var since = query.StanceSince ? await SinceAsync(shown, scope, query.Certainty, pin, cancellation) : [];
        var coverage = query.Coverage ? await CoverageAsync(query, rows, names, cancellation) : null;
        var heads = rows.ToDictionary(x => x.Target, x => MatrixRow.FromRow(x, names));
        return new MatrixContract(
            pin.AsOf,
            pin.Revision,
            [.. parties.Select(x => new MatrixParty(x.Slug, names.Party(x.Slug).Name, x.Role))],
            [.. rows.Select(x => heads[x.Target])],
            [.. cells.Select(x => MatrixCell.FromCell(x, heads[x.Row.Target], records, since, alternatives, coverage, names))],
            coverage,
            HttpContext.Pinned(pin, dated: true)
        );
    }

    /// <summary>The rows, and what is held in them. If the grid may be too large, the parties that hold anything come first.</summary>
    private async Task<(Pin, IReadOnlyList<GridRow>, TrackScope, IReadOnlyList<HeldTrack>)> ReadAsync(
        MatrixQuery query,
        CancellationToken cancellation
    )
    {
        var (rows, scope, isLarge) = ((IReadOnlyList<GridRow>)[], new TrackScope(), false);
        var (pin, (parties, tracks)) = await reads.ReadAsync<(IReadOnlyList<string>, IReadOnlyList<HeldTrack>)>(
            PinRequest.Parse(query.AsOf, query.KnownAt),
            at =>
            {
                (rows, scope) = query.On(at.Snapshot);
                isLarge = (long)rows.Count * (scope.Parties?.Length ?? at.Snapshot.Parties.Count) > MaxCells;
                if (!isLarge)
                {
                    return Held(at);
                }

                RequireSize(query.Columns(rows, at.Snapshot, []).Count, rows.Count, query.Rows, held: 0);
                return HeldPositionQueries.Parties(scope, at.AsOf, query.Certainty, at.Revision, MaxCells / rows.Count + 1);
            },
            async (reader, cancelled) =>
                isLarge
                    ? (await HeldPositionQueries.ReadPartiesAsync(reader, cancelled), [])
                    : ([], await HeldTrack.ReadAllAsync(reader, cancelled)),
            cancellation
        );
        await query.RequireArticlesAndOutletsAsync(database, pin, cancellation);
        if (isLarge)
        {
            RequireSize(query.Columns(rows, pin.Snapshot, parties).Count, rows.Count, query.Rows, held: 0);
            tracks = await Held(pin).ReadAsync(database, HeldTrack.ReadAllAsync, cancellation);
        }

        if (query.MinSources is { } minSources)
        {
            RequireSize(parties: 0, rows.Count, query.Rows, tracks.Count);
            tracks = await CorroboratedAsync(tracks, scope, minSources, query.Certainty, pin, cancellation);
        }

        return (pin, rows, scope, tracks);

        SqlStatement Held(Pin at) => HeldPositionQueries.Held(scope, at.AsOf, query.Certainty, at.Revision, MaxCells + 1);
    }

    private async Task<MatrixCoverage> CoverageAsync(
        MatrixQuery query,
        IReadOnlyList<GridRow> rows,
        Names names,
        CancellationToken cancellation
    )
    {
        var processes = GridRow.ProcessesOf(rows, query.Process, names.Snapshot).Select(x => x.Slug).ToList();
        var scope = new CoverageScope(processes, null, null, CoverageScope.DefaultDays);
        var found = await CoverageStatement
            .Articles(scope, names.Pin.AsOf, names.Pin.Revision)
            .ReadAsync(database, CoverageStatement.ReadAllAsync, cancellation);
        return MatrixCoverage.FromArticles(found.ToCovered(scope, names.Pin.AsOf), processes, names);
    }

    private async Task<IReadOnlyList<HeldTrack>> CorroboratedAsync(
        IReadOnlyList<HeldTrack> tracks,
        TrackScope scope,
        int minSources,
        Certainty certainty,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var statement = HeldPositionQueries.Corroborated(
            scope,
            [.. tracks.Select(x => x.Held)],
            minSources,
            pin.AsOf,
            certainty,
            pin.Revision
        );
        var corroborated = (await statement.ReadAsync(database, reader => reader.GetGuid(0), cancellation)).ToHashSet();
        return [.. tracks.Where(x => corroborated.Contains(x.Held))];
    }

    private async Task<Dictionary<Guid, DateBounds>> SinceAsync(
        IEnumerable<HeldTrack> shown,
        TrackScope scope,
        Certainty certainty,
        Pin pin,
        CancellationToken cancellation
    ) =>
        (
            await HeldPositionQueries
                .Since(scope, [.. shown.Select(x => x.Held)], pin.AsOf, certainty, pin.Revision)
                .ReadAsync(database, reader => (Held: reader.GetGuid(0), Day: reader.GetDay(1)), cancellation)
        ).ToDictionary(x => x.Held, x => x.Day);

    private async Task<ILookup<Guid, Guid>> AlternativesAsync(
        IEnumerable<HeldTrack> shown,
        TrackScope scope,
        Certainty certainty,
        Pin pin,
        CancellationToken cancellation
    ) =>
        (
            await HeldPositionQueries
                .Alternatives(scope, [.. shown.Select(x => x.Held)], pin.AsOf, certainty, pin.Revision)
                .ReadAsync(database, reader => (Held: reader.GetGuid(0), Other: reader.GetGuid(1)), cancellation)
        ).ToLookup(x => x.Held, x => x.Other);

    /// <param name="held">The number of positions in the cells. At most one more than the limit has been read.</param>
    private static void RequireSize(int parties, int rows, MatrixRows kind, int held)
    {
        const string Narrow = "narrow it with party, process, issue or proposal";
        var cells = (long)parties * rows;
        if (cells > MaxCells)
        {
            throw Problems.Invalid(
                "rows",
                $"this grid would have at least {cells} cells ({parties} parties by {rows} {EnumNames.NameOf(kind)}), but at most "
                    + $"{MaxCells} are allowed; {Narrow}"
            );
        }

        if (held > MaxCells)
        {
            throw Problems.Invalid("rows", $"this grid would hold more than {MaxCells} positions, which is the limit; {Narrow}");
        }
    }
}
