using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Data;

/// <summary>
/// A transaction of its own; or, of a request with an <c>Idempotency-Key</c>, a part of the one that was begun for it and is committed
/// together with its answer. One of its own has one of the <see cref="WriteLimiter"/> until it is disposed of.
/// </summary>
public sealed class JoinedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? own;
    private readonly IDisposable? place;

    private JoinedTransaction(IDbContextTransaction? own = null, IDisposable? place = null) => (this.own, this.place) = (own, place);

    /// <summary>False where somebody else commits.</summary>
    public bool IsOwn => own is not null;

    /// <exception cref="ProblemException">503: no place came free.</exception>
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

    /// <summary>Nothing where somebody else commits.</summary>
    public Task CommitAsync(CancellationToken cancellation) => own?.CommitAsync(cancellation) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Somebody else has begun it, and would lose what came before.</exception>
    public Task RollbackAsync(CancellationToken cancellation) =>
        own?.RollbackAsync(cancellation) ?? throw new InvalidOperationException("Only whoever has begun a transaction takes it back.");

    public async ValueTask DisposeAsync()
    {
        using (place)
        {
            await (own?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
