using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Ledger;

/// <summary>Who writes, and why.</summary>
/// <param name="Key">The key that was used. Null if the service itself writes.</param>
public sealed record Authorship(string Author, string Note, Guid? Key = null);

/// <summary>The only way to write to the ledger. One write is one transaction is one revision (docs/adr/0005).</summary>
/// <remarks>
/// The writer locks the counter row before anything else and holds the lock until the commit. So numbers have no gaps, their order is the
/// order of commit, and what the writer reads after taking the lock does not change underneath it.
/// </remarks>
public sealed class LedgerWriter(PeaceTalksDb db, HeadListener watch, TimeProvider clock)
{
    private (Guid Epoch, long Number)? written;

    /// <param name="dryRun">Whether to check and answer as if written, and then roll back.</param>
    /// <param name="record">
    /// Adds to the draft. No other writer is at work meanwhile. If it throws, it leaves no trace. If it adds nothing, there is no revision.
    /// </param>
    /// <param name="answer">Makes the answer, given the number of the revision, or of the head if there is no new revision.</param>
    public async Task<T> WriteAsync<T>(
        Authorship authorship,
        bool dryRun,
        Func<Draft, Task> record,
        Func<long, Task<T>> answer,
        CancellationToken cancellation
    )
    {
        // Everything that a write adds is checked by now, or by the database. A savepoint for each batch would be wasted work.
        db.Database.AutoSavepointsEnabled = false;
        Next next;
        await using (var transaction = await JoinedTransaction.BeginAsync(db, cancellation))
        {
            next = (
                await db
                    .Database.SqlQuery<Next>(
                        $"""
                        UPDATE ledger SET head = head + 1, head_at = greatest(clock_timestamp(), head_at) WHERE id = {LedgerHead.OnlyId}
                        RETURNING head AS "Number", head_at AS "At", epoch AS "Epoch"
                        """
                    )
                    .ToListAsync(cancellation)
            ).Single();
            if (authorship.Key is { } key)
            {
                await db.RequireInForceAsync(key, clock.GetUtcNow(), cancellation);
            }

            var draft = new Draft(db, next.Number);
            await record(draft);
            if (draft.IsEmpty)
            {
                await transaction.RollbackAsync(cancellation);
                return await answer(next.Number - 1);
            }

            db.Add(
                new Revision
                {
                    Number = next.Number,
                    At = next.At,
                    Author = authorship.Author,
                    Note = authorship.Note,
                    TouchesReferences = draft.TouchesReferences,
                }
            );
            await db.SaveChangesAsync(cancellation);
            if (dryRun)
            {
                await db.Database.ExecuteSqlAsync($"SET CONSTRAINTS ALL IMMEDIATE", cancellation);
                db.ChangeTracker.Clear();
                var result = await answer(next.Number);
                await transaction.RollbackAsync(cancellation);
                return result;
            }

            await transaction.CommitAsync(cancellation);
            written = (next.Epoch, next.Number);
            if (transaction.IsOwn)
            {
                AdvanceHead();
            }
        }

        db.ChangeTracker.Clear();
        return await answer(next.Number);
    }

    /// <summary>Announces that the write is committed. Whoever began the transaction calls this.</summary>
    public void AdvanceHead()
    {
        if (written is var (epoch, number))
        {
            watch.Advance(epoch, number);
        }
    }

    private sealed record Next(long Number, DateTimeOffset At, Guid Epoch);
}

/// <summary>The contents of a new revision, while its writer has the ledger to itself.</summary>
public sealed class Draft(PeaceTalksDb db, long number)
{
    private int place;

    public long Number { get; } = number;

    public bool IsEmpty => place == 0;

    public bool TouchesReferences { get; private set; }

    /// <summary>Adds a change and returns its place.</summary>
    /// <param name="inSnapshot">Whether the snapshot of reference data contains what is changed.</param>
    public int Note(ChangeAction action, Noun noun, string subject, string? supersedes = null, bool inSnapshot = false)
    {
        TouchesReferences |= inSnapshot;
        place++;
        db.Add(
            new LedgerChange
            {
                Revision = Number,
                Place = place,
                Action = action,
                Noun = noun,
                Subject = subject,
                Supersedes = supersedes,
            }
        );
        return place;
    }

    public void Add(object entity) => db.Add(entity);
}
