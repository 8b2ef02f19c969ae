using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The transaction of a write. For a request with an <c>Idempotency-Key</c>, it is part of the transaction that was begun for that request,
/// and is committed together with the answer. Otherwise it is a transaction of its own, which occupies one of the <see
/// cref="WriteLimiter"/> until it is disposed of.
/// </summary>
public sealed class JoinedTransaction : IAsyncDisposable
{
    private const string Savepoint = "joined";

    private readonly PeaceTalksDb db;
    private readonly IDbContextTransaction? own;
    private readonly IDisposable? place;

    private JoinedTransaction(PeaceTalksDb db, IDbContextTransaction? own = null, IDisposable? place = null) =>
        (this.db, this.own, this.place) = (db, own, place);

    /// <summary>False if other code commits.</summary>
    public bool IsOwn => own is not null;

    /// <exception cref="ProblemException">503: no place became free.</exception>
    public static async Task<JoinedTransaction> BeginAsync(PeaceTalksDb db, CancellationToken cancellation)
    {
        if (db.Transaction.UnderWay is not null)
        {
            return new JoinedTransaction(db);
        }

        var place = await db.GetService<WriteLimiter>().TakeAsync(cancellation);
        try
        {
            var begun = await db.Database.BeginTransactionAsync(cancellation);
            db.Transaction.UnderWay = (NpgsqlTransaction)begun.GetDbTransaction();
            return new JoinedTransaction(db, begun, place);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What has to be sent before anything that <see cref="RollbackAsync"/> may undo. Nothing, unless other code began the transaction.
    /// </summary>
    public IEnumerable<SqlStatement> Mark => IsOwn ? [] : [new($"SAVEPOINT {Savepoint}", [])];

    /// <summary>
    /// What has to be sent after the last thing that may be undone, and before the first row of a revision: the rules of the ledger let
    /// only the transaction itself add rows, and no part of it.
    /// </summary>
    public IEnumerable<SqlStatement> Unmark => IsOwn ? [] : [new($"RELEASE SAVEPOINT {Savepoint}", [])];

    /// <summary>Does nothing if other code commits.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
            db.Transaction.UnderWay = null;
        }
    }

    /// <summary>Undoes what came after the <see cref="Mark"/>. The rest is left to the code that began the transaction.</summary>
    public async Task RollbackAsync(CancellationToken cancellation)
    {
        if (own is null)
        {
            await db.Transaction.UnderWay!.RollbackAsync(Savepoint, cancellation);
            return;
        }

        await own.RollbackAsync(cancellation);
        db.Transaction.UnderWay = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (own is null)
        {
            return;
        }

        using (place)
        {
            db.Transaction.UnderWay = null;
            await own.DisposeAsync();
        }
    }
}
