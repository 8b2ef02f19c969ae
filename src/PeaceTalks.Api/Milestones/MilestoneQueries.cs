using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Milestones;

public static class MilestoneQueries
{
    public static async Task<Dictionary<Guid, Milestone>> MilestonesAsync(
        this PeaceTalksDb db,
        IEnumerable<Guid> ids,
        CancellationToken cancellation
    )
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db
                .Milestones.AsNoTracking()
                .Include(x => x.Citations)
                .Where(x => wanted.Contains(x.Id))
                .ToDictionaryAsync(x => x.Id, cancellation);
    }
}
