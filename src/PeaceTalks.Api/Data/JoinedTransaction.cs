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

    /// <summary>Does nothing if other code commits.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
            db.Transaction.UnderWay = null;
        }
    }

    /// <exception cref="InvalidOperationException">Other code began the transaction and would lose what came before.</exception>
    public async Task RollbackAsync(CancellationToken cancellation)
    {
        if (own is null)
        {
            throw new InvalidOperationException("Only the code that began a transaction may roll it back.");
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
