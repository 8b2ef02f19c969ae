using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

public static class KeyQueries
{
    /// <summary>
    /// Checks the key again in the transaction of a write, and keeps it from being revoked until the transaction ends. A slow body may have
    /// taken so long that the key in the headers is no longer in force.
    /// </summary>
    /// <exception cref="ProblemException">401.</exception>
    public static async Task RequireInForceAsync(this PeaceTalksDb db, Guid key, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = (
            await db.Keys.FromSql($"SELECT * FROM key WHERE id = {key} FOR SHARE").AsNoTracking().ToListAsync(cancellation)
        ).Single();
        if (found.WhyRefused(now) is { } why)
        {
            throw Problems.Unauthenticated($"Authorization: the key {why} while the request was being sent");
        }
    }
}
