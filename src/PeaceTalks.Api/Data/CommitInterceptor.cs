using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>The connection was lost while the database committed, so nobody knows whether it did.</summary>
public sealed class CommitLostException(Exception inner) : Exception("The connection was lost during a commit", inner);

/// <summary>A transaction interceptor. It tells failed requests that may have written something from those that surely have not.</summary>
public sealed class CommitInterceptor : DbTransactionInterceptor
{
    public static readonly CommitInterceptor Instance = new();

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Note(eventData);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Note(eventData);
        return Task.CompletedTask;
    }

    public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Judge(eventData);

    public override Task TransactionFailedAsync(
        DbTransaction transaction,
        TransactionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Judge(eventData);
        return Task.CompletedTask;
    }

    private static void Note(TransactionEndEventData committed)
    {
        if (committed.Context is PeaceTalksDb db)
        {
            db.Transaction.HasCommitted = true;
        }
    }

    // If the server answers a commit with an error, the transaction was rolled back, unless the error says that the server is shutting
    // down.
    private static void Judge(TransactionErrorEventData failed)
    {
        var isRefused =
            failed.Exception is PostgresException told
            && DatabaseTrouble.FromException(told) is var trouble
            && trouble != DatabaseTrouble.Restarting
            && trouble != DatabaseTrouble.Away;
        if (failed.Action == "Commit" && !isRefused)
        {
            throw new CommitLostException(failed.Exception);
        }
    }
}
