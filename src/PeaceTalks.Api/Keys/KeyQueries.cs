using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

public static class KeyQueries
{
    /// <summary>
    /// Asks once more within the transaction of a write, and keeps the key from being revoked until it ends: a body may have come so slowly that the key which
    /// the headers brought is no longer one.
    /// </summary>
    /// <exception cref="ProblemException">401.</exception>
    public static async Task RequireInForceAsync(this PeaceTalksDb db, Guid key, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = (
            await db.Keys.FromSql($"SELECT * FROM key WHERE id = {key} FOR SHARE").AsNoTracking().ToListAsync(cancellation)
        ).Single();
        if (found.WhyRefused(now) is { } why)
        {
            throw Problems.Unauthenticated($"Authorization: the key {why}, while the request was on its way");
        }
    }
}
