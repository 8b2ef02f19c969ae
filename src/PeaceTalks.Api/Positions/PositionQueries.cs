using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

public static class PositionQueries
{
    /// <summary>Includes everything that is shown of them.</summary>
    public static IQueryable<Position> Whole(this IQueryable<Position> positions) =>
        positions.AsNoTracking().Include(x => x.Track).Include(x => x.Citations);

    /// <summary>Reads positions with their citations, but without their tracks.</summary>
    public static async Task<Dictionary<Guid, Position>> CitedPositionsAsync(
        this PeaceTalksDb db,
        IEnumerable<Guid> ids,
        CancellationToken cancellation
    )
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db
                .Positions.AsNoTracking()
                .Include(x => x.Citations)
                .Where(x => wanted.Contains(x.Id))
                .ToDictionaryAsync(x => x.Id, cancellation);
    }

    public static async Task<Dictionary<Guid, Position>> PositionsAsync(
        this PeaceTalksDb db,
        IEnumerable<Guid> ids,
        CancellationToken cancellation
    )
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db.Positions.Whole().Where(x => wanted.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
    }

    /// <summary>Adds the citations to positions that were read without them.</summary>
    public static async Task AddCitationsAsync(this PeaceTalksDb db, IReadOnlyList<Position> positions, CancellationToken cancellation)
    {
        var ids = positions.Select(x => (Guid?)x.Id).ToArray();
        var citations = (await db.Citations.AsNoTracking().Where(x => ids.Contains(x.Position)).ToListAsync(cancellation)).ToLookup(x =>
            x.Position
        );
        foreach (var position in positions)
        {
            position.Citations.AddRange(citations[position.Id]);
        }
    }
}
