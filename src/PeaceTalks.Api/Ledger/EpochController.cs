using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Ledger;

[ApiController]
[Route("api/v1/epoch")]
[Tags("Administer")]
[ResponseCache(NoStore = true)]
public sealed class EpochController(PeaceTalksDb db, DatabaseSession session, HeadListener watch, TimeProvider clock) : ControllerBase
{
    /// <summary>Renew the epoch after a restore</summary>
    /// <remarks>
    /// A ledger that was restored from a backup may assign the same numbers again. With a new epoch, every older cursor and ETag is
    /// refused. Clients that follow the revisions learn that they must start again, instead of missing what came in between. Answers pinned
    /// to revisions that the backup has stay the same.
    /// </remarks>
    [HttpPost(Name = "renewEpoch"), RequiresRole(Role.Admin)]
    public async Task<EpochContract> Renew(AdminNote why, CancellationToken cancellation = default)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        var before = (
            await db.Database.SqlQuery<Guid>($"SELECT epoch AS \"Value\" FROM ledger FOR UPDATE").ToListAsync(cancellation)
        ).Single();
        await session.RequireInForceAsync(User.KeyId(), clock.GetUtcNow(), cancellation);
        var after = (
            await db
                .Database.SqlQuery<Renewed>(
                    $"""
                    UPDATE ledger SET epoch = gen_random_uuid() RETURNING epoch AS "Epoch", head AS "Head"
                    """
                )
                .ToListAsync(cancellation)
        ).Single();
        db.Add(HttpContext.Audited(AuditAction.EpochRenewed, null, why.Note, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // Otherwise the database announces the new epoch with the commit.
        if (transaction.IsOwn)
        {
            watch.Advance(after.Epoch, after.Head);
        }

        return new EpochContract(after.Epoch, before, after.Head);
    }

    private sealed record Renewed(Guid Epoch, long Head);
}
