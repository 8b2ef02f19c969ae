using Microsoft.EntityFrameworkCore.Storage;

namespace PeaceTalks.Api.Data;

/// <summary>
/// A transaction of its own; or, of a request with an <c>Idempotency-Key</c>, a part of the one that was begun for it and is committed
/// together with its answer.
/// </summary>
public sealed class JoinedTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? own;

    private JoinedTransaction(IDbContextTransaction? own) => this.own = own;

    /// <summary>False where somebody else commits.</summary>
    public bool IsOwn => own is not null;

    public static async Task<JoinedTransaction> BeginAsync(PeaceTalksDb db, CancellationToken cancellation) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null);

    /// <summary>Nothing where somebody else commits.</summary>
    public Task CommitAsync(CancellationToken cancellation) => own?.CommitAsync(cancellation) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">Somebody else has begun it, and would lose what came before.</exception>
    public Task RollbackAsync(CancellationToken cancellation) =>
        own?.RollbackAsync(cancellation) ?? throw new InvalidOperationException("Only whoever has begun a transaction takes it back.");

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
