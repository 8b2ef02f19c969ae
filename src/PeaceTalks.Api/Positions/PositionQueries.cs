using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Positions;

public static class PositionQueries
{
    /// <summary>With all that is shown of it.</summary>
    public static IQueryable<Position> Whole(this IQueryable<Position> positions) =>
        positions.AsNoTracking().Include(x => x.Track).Include(x => x.Citations);

    public static async Task<Dictionary<Guid, Position>> PositionsAsync(this PeaceTalksDb db, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0 ? [] : await db.Positions.Whole().Where(x => wanted.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
    }

    /// <summary>The articles that answers about these records name.</summary>
    public static IEnumerable<string> Articles(this IEnumerable<Record> records) => records.SelectMany(x => x.Citations).Select(x => x.Article);

    /// <summary>By record: the one that corrects it, as known at the revision.</summary>
    public static Task<Dictionary<Guid, Guid>> SuccessorsAsync<T>(
        this IQueryable<T> records, IEnumerable<T> of, long revision, CancellationToken cancellation) where T : Record
    {
        var superseded = of.Where(x => x.SupersededIn <= revision).Select(x => (Guid?)x.Id).ToArray();
        return superseded.Length == 0
            ? Task.FromResult(new Dictionary<Guid, Guid>())
            : records.Where(x => superseded.Contains(x.Corrects) && x.RecordedIn <= revision).ToDictionaryAsync(x => x.Corrects!.Value, x => x.Id, cancellation);
    }

    public static Guid? Successor(this Dictionary<Guid, Guid> successors, Guid of) => successors.TryGetValue(of, out var successor) ? successor : null;
}
