using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The transaction of a write. For a request with an <c>Idempotency-Key</c>, it is part of the transaction that was begun for that request,
/// and is committed together with the answer. Otherwise it is a transaction of its own, which occupies one of the <see
/// cref="WriteLimiter"/> until it is disposed of.
/// </summary>
public sealed class JoinedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? own;
    private readonly IDisposable? place;

    private JoinedTransaction(IDbContextTransaction? own = null, IDisposable? place = null) => (this.own, this.place) = (own, place);

    /// <summary>False if other code commits.</summary>
    public bool IsOwn => own is not null;

    /// <exception cref="ProblemException">503: no place became free.</exception>
    public static async Task<JoinedTransaction> BeginAsync(PeaceTalksDb db, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return new JoinedTransaction();
        }

        var place = await db.GetService<WriteLimiter>().TakeAsync(cancellation);
        try
        {
            return new JoinedTransaction(await db.Database.BeginTransactionAsync(cancellation), place);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Does nothing if other code commits.</summary>
    public Task CommitAsync(CancellationToken cancellation) => own?.CommitAsync(cancellation) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Other code began the transaction and would lose what came before.</exception>
    public Task RollbackAsync(CancellationToken cancellation) =>
        own?.RollbackAsync(cancellation) ?? throw new InvalidOperationException("Only the code that began a transaction may roll it back.");

    public async ValueTask DisposeAsync()
    {
        using (place)
        {
            await (own?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
