using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>Which grid you ask for, and as of which days.</summary>
public sealed class MatrixDaysQuery : GridQuery
{
    public const int MaxDays = 60;

    /// <summary>The grid is as of the end of each of these days. At least 1, at most 60, in any order.</summary>
    public required DateOnly[] Day { get; init; }

    /// <summary>Each day once, the earliest first.</summary>
    /// <exception cref="ProblemException">400: there is none, or there are too many.</exception>
    public DateOnly[] InOrder()
    {
        DateOnly[] days = [.. Day.Distinct().Order()];
        return days.Length switch
        {
            0 => throw Problems.Invalid("day", "is missing; give a day, or several"),
            > MaxDays => throw Problems.Invalid("day", $"names {days.Length} days; at most {MaxDays} are allowed"),
            _ => days,
        };
    }
}

[ApiController]
[Route("api/v1/matrix/days")]
[Tags("Ask")]
public sealed class MatrixDaysController(LedgerDatabase database, PinnedReader reads) : ControllerBase
{
    public const int MaxCells = 100_000;

    private static readonly Dictionary<Guid, DateBounds> NoStart = [];

    /// <summary>Get one grid as of several days, for a slider</summary>
    /// <remarks>
    /// The grid of `/matrix` as of up to 60 days, in one answer. The first day has all cells. Every later day has only those that differ
    /// from the day before it in the answer: put them in the place of the earlier ones, and you have the grid of that day. A cell differs
    /// if another record is held in it, if silence began or ended, or if the position rests on another word. Names, rows and columns are
    /// the same on all days, as known at one revision.
    ///
    /// The days on which something changed are at `/processes/{slug}/days`.
    ///
    /// A grid has at most 100,000 cells on all days together.
    /// </remarks>
    [HttpGet(Name = "getMatrixDays"), RequiresRole(Role.Reader), Costly]
    public async Task<MatrixDaysContract> Get([FromQuery] MatrixDaysQuery query, CancellationToken cancellation = default)
    {
        var days = query.InOrder();
        var (rows, scope) = ((IReadOnlyList<GridRow>)[], new TrackScope());
        var (pin, held) = await reads.ReadAsync(
            PinRequest.Parse(days[^1], query.KnownAt),
            at =>
            {
                (rows, scope) = query.On(at.Snapshot);
                RequireSize(days, rows, query.Columns(rows, at.Snapshot, []).Count);
                return HeldPositionQueries.HeldOnDays(scope, days, query.Certainty, at.Revision, MaxCells + 1);
            },
            HeldPositionQueries.ReadOnDaysAsync,
            cancellation
        );
        await query.RequireArticlesAndOutletsAsync(database, pin, cancellation);
        var all = held.SelectMany(x => x).ToList();
        var parties = query.Columns(rows, pin.Snapshot, all.Select(x => x.Party));
        RequireSize(days, rows, parties.Count, all.Count);

        var grids = days.Select(x => GridCell.All(rows, [.. parties.Select(y => y.Slug)], held[x])).ToList();
        var words = await WordsAsync(query.Certainty, days, grids, scope, pin, cancellation);
        var changed = days.Select((day, i) => Changed(day, grids[i], i == 0 ? null : (days[i - 1], grids[i - 1]), words)).ToList();
        var records = await MatrixStatement
            .RecordsAlone([.. changed.SelectMany(x => x).SelectMany(x => x.Shown)], scope, pin.Revision)
            .ReadAsync(database, CitedPositions.ReadAsync, cancellation);
        var confirmed = words.ToLookup(x => x.Key.Day, x => (x.Key.Held, x.Value));
        var names = new Names(pin, records.Articles, query.Without);
        var heads = rows.ToDictionary(x => x.Target, x => MatrixRow.FromRow(x, names));
        return new MatrixDaysContract(
            pin.Revision,
            [.. parties.Select(x => new MatrixParty(x.Slug, names.Party(x.Slug).Name, x.Role))],
            [.. rows.Select(x => heads[x.Target])],
            [.. days.Zip(changed, Show)],
            HttpContext.Pinned(pin, dated: false)
        );

        MatrixDay Show(DateOnly day, IReadOnlyList<GridCell> cells)
        {
            var then = new GridRecords(records.Positions, confirmed[day].ToDictionary(), records.Articles);
            return new MatrixDay(
                day,
                [.. cells.Select(x => MatrixCell.FromCell(x, heads[x.Row.Target], then, NoStart, null, null, names))]
            );
        }
    }

    /// <summary>The words that what is shown rests on, by held record and day.</summary>
    private async Task<IReadOnlyDictionary<(Guid Held, DateOnly Day), SelfReport>> WordsAsync(
        Certainty certainty,
        DateOnly[] days,
        IReadOnlyList<IReadOnlyList<GridCell>> grids,
        TrackScope scope,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var shown = days.SelectMany((day, i) => grids[i].SelectMany(x => x.Shown).Select(x => (x.Held, day))).Distinct().ToList();
        return await MatrixStatement
            .Words(shown, scope, certainty, pin.Revision)
            .ReadAsync(database, MatrixStatement.ReadWordsAsync, cancellation);
    }

    /// <param name="before">The day before in the answer, and its grid. Null for the first day, of which all cells are new.</param>
    private static IReadOnlyList<GridCell> Changed(
        DateOnly day,
        IReadOnlyList<GridCell> grid,
        (DateOnly Day, IReadOnlyList<GridCell> Grid)? before,
        IReadOnlyDictionary<(Guid, DateOnly), SelfReport> words
    )
    {
        return before is var (earlier, then)
            ? [.. grid.Where((cell, i) => !Content(cell, day).SequenceEqual(Content(then[i], earlier)))]
            : grid;

        IEnumerable<(Guid, Guid?, SelfReport?)> Content(GridCell cell, DateOnly at) =>
            cell.Tracks.Select(x => (x.Held, x.Silence, words.GetValueOrDefault((x.Held, at))));
    }

    /// <param name="held">The number of positions on all days. At most one more than the limit has been read.</param>
    private static void RequireSize(DateOnly[] days, IReadOnlyList<GridRow> rows, int parties, int held = 0)
    {
        var cells = (long)parties * rows.Count * days.Length;
        if (cells > MaxCells || held > MaxCells)
        {
            throw Problems.Invalid(
                "day",
                $"these grids would have more than {MaxCells} cells or positions, which is the limit; give fewer days, or narrow the grid "
                    + "with party, process, issue or proposal"
            );
        }
    }
}
