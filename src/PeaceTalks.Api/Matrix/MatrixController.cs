using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Matrix;

/// <summary>What stands in the rows of a grid.</summary>
[InLowerCase]
public enum MatrixRows
{
    /// <summary>Issues, in the order of their tree.</summary>
    Issues,

    /// <summary>Proposals, in the order of the issues that they address.</summary>
    Proposals,
}

/// <summary>Which grid is asked for.</summary>
public sealed class MatrixQuery : TrackFilters
{
    /// <summary>What stands in the rows.</summary>
    public MatrixRows Rows { get; init; } = MatrixRows.Issues;

    /// <summary>Whether each position says since when its stance has been held without a break.</summary>
    public bool StanceSince { get; init; }

    /// <summary>Which records are admitted, where the day of a statement is known between bounds.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>The end of this day; today (UTC) when left out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>A revision's number or an instant; the head when left out.</summary>
    public string? KnownAt { get; init; }
}

[ApiController]
[Route("api/v1/matrix")]
[Tags("Ask")]
public sealed class MatrixController(PeaceTalksDb db, PinReader pins) : ControllerBase
{
    public const int MaxCells = 20_000;

    /// <summary>Who holds what on what: the grid that a front end draws</summary>
    /// <remarks>
    /// Parties in the columns (those named, or all that take part in the talks or hold something in the grid), issues or proposals in the rows, and every cell,
    /// also where nothing is known. A proposal's cell is the held position. An issue's cell is the position on the issue as a whole, and beside it those on the
    /// proposals that address this very issue, or one below it too with `includeSubIssues=true`: counted by stance, the first five shown. They are never made
    /// into one: no stance is derived, no score averaged. Each position has its record and citations; `/held-positions` tells on what evidence it rests.
    /// A grid has 20,000 cells at most.
    /// </remarks>
    [HttpGet(Name = "getMatrix"), RequiresRole(Role.Reader), Costly]
    public async Task<MatrixContract> Get([FromQuery] MatrixQuery query, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(query.AsOf, query.KnownAt, cancellation);
        var asked = query.Scope(pin.Snapshot);
        await db.RequireArticlesAsync(pin, query.Article, cancellation);
        var rows = query.Rows == MatrixRows.Issues ? GridRow.Issues(query, pin.Snapshot) : GridRow.ProposalsOf(query, pin.Snapshot);
        var scope = GridRow.Scope(rows, asked);
        var tracks = await db.HeldAsync(scope, pin.AsOf, query.Certainty, pin.Revision, HeldFilter.All, null, MaxCells + 1, cancellation);
        var parties = GridParty.InOrder(GridRow.ProcessesOf(rows, query.Process, pin.Snapshot), query.Party, tracks.Select(x => x.Party));
        RequireSize(parties.Count, rows.Count, query.Rows, tracks.Count);

        var cells = GridCell.All(rows, [.. parties.Select(x => x.Slug)], tracks);
        var shown = cells.SelectMany(x => x.Shown).Distinct().ToList();
        var positions = await db.PositionsAsync(shown.SelectMany(x => x.Records), cancellation);
        var names = await db.NamesAsync(pin, positions.Values.Articles(), cancellation);
        var since = query.StanceSince ? await SinceAsync(shown, scope, query.Certainty, pin, cancellation) : [];
        var heads = rows.ToDictionary(x => x.Target, x => MatrixRow.FromRow(x, names));
        return new MatrixContract(
            pin.AsOf,
            pin.Revision,
            [.. parties.Select(x => new MatrixParty(x.Slug, names.Party(x.Slug).Name, x.Role))],
            [.. rows.Select(x => heads[x.Target])],
            [.. cells.Select(x => MatrixCell.FromCell(x, heads[x.Row.Target], positions, since, names))],
            HttpContext.Pinned(pin, dated: true)
        );
    }

    private async Task<Dictionary<Guid, DateBounds>> SinceAsync(
        IEnumerable<HeldTrack> shown,
        TrackScope scope,
        Certainty certainty,
        Pin pin,
        CancellationToken cancellation
    ) =>
        (await db.SinceAsync(scope, [.. shown.Select(x => x.Held)], pin.AsOf, certainty, pin.Revision, cancellation)).ToDictionary(
            x => x.Held,
            x => x.Day
        );

    /// <param name="held">How many positions the cells are made of: no more than one above the most were read.</param>
    private static void RequireSize(int parties, int rows, MatrixRows kind, int held)
    {
        const string Narrow = "narrow it with party, process, issue or proposal";
        var cells = (long)parties * rows;
        if (cells > MaxCells)
        {
            throw Problems.Invalid(
                "rows",
                $"{parties} parties by {rows} {EnumNames.NameOf(kind)} are {cells} cells, and a grid has {MaxCells} at most; {Narrow}"
            );
        }

        if (held > MaxCells)
        {
            throw Problems.Invalid(
                "rows",
                $"more than {MaxCells} positions stand in this grid, and it is made of {MaxCells} at most; {Narrow}"
            );
        }
    }
}
