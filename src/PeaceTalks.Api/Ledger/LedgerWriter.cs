using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Ledger;

/// <summary>Who writes, and why.</summary>
/// <param name="Key">The key that was used. Null if the service itself writes.</param>
public sealed record Authorship(string Author, string Note, Guid? Key = null);

/// <summary>What a write has made.</summary>
/// <param name="Pin">At the new revision, or at the head if there is no new revision, and at today.</param>
/// <param name="DayBefore">The day (UTC) on which the revision before the new one was committed. Null if there is none.</param>
public sealed record WrittenRevision(Pin Pin, DateOnly? DayBefore);

/// <summary>The only way to write to the ledger. One write is one transaction is one revision (docs/adr/0005).</summary>
/// <remarks>
/// The writer locks the counter row before anything else and holds the lock until the commit. So numbers have no gaps, their order is the
/// order of commit, and what the writer reads after taking the lock does not change underneath it.
/// </remarks>
public sealed class LedgerWriter(PeaceTalksDb db, DatabaseSession session, PinReader pins, LedgerMetrics metrics, TimeProvider clock)
{
    private static readonly SqlStatement Take = new(
        $"""
        UPDATE ledger SET head = head + 1, head_at = greatest(clock_timestamp(), head_at + interval '1 microsecond')
        WHERE id = {LedgerHead.OnlyId}
        RETURNING head, head_at, epoch
        """,
        []
    );

    /// <summary>What is known of the revision before. Asked once the lock is held, because only then is it the last one.</summary>
    private static readonly SqlStatement Before = new(
        $"SELECT (SELECT r.at FROM revision r WHERE r.number = l.head - 1), {PinReader.LastTouching("l.head - 1")} FROM ledger l",
        []
    );

    private (Guid Epoch, long Number, long LastTouching)? written;

    /// <param name="dryRun">Whether to check and answer as if written, and then roll back.</param>
    /// <param name="record">
    /// Adds to the draft. No other writer is at work meanwhile. If it throws, it leaves no trace. If it adds nothing, there is no revision.
    /// </param>
    /// <param name="answer">Makes the answer.</param>
    public Task<T> WriteAsync<T>(
        Authorship authorship,
        bool dryRun,
        Func<Draft, Task> record,
        Func<WrittenRevision, Task<T>> answer,
        CancellationToken cancellation
    )
    {
        return WriteAsync(authorship, dryRun, record, AnswerAsync, cancellation);

        async Task<T> AnswerAsync(Next taken, Draft? made)
        {
            var number = made?.Number ?? taken.Number - 1;
            var touching = made is { TouchesReferences: true } ? number : taken.LastTouching;
            return await answer(
                new(
                    await pins.WrittenAsync(taken.Epoch, number, touching, cancellation),
                    taken.AtBefore is { } at ? PinReader.DayOf(at) : null
                )
            );
        }
    }

    /// <summary>Writes what nobody is waiting to see.</summary>
    /// <returns>Whether there is a new revision.</returns>
    /// <param name="record">As for a write that is answered.</param>
    public Task<bool> WriteAsync(Authorship authorship, Func<Draft, Task> record, CancellationToken cancellation) =>
        WriteAsync(authorship, dryRun: false, record, (_, made) => Task.FromResult(made is not null), cancellation);

    private async Task<T> WriteAsync<T>(
        Authorship authorship,
        bool dryRun,
        Func<Draft, Task> record,
        Func<Next, Draft?, Task<T>> answer,
        CancellationToken cancellation
    )
    {
        Next next;
        Draft draft;
        await using (var transaction = await JoinedTransaction.BeginAsync(db, cancellation))
        {
            var began = clock.GetTimestamp();
            next = await TakeAsync(transaction.Mark, authorship.Key, cancellation);
            metrics.Waited(clock.GetElapsedTime(began));
            draft = new Draft(next.Number);
            await record(draft);
            if (draft.IsEmpty)
            {
                await transaction.RollbackAsync(cancellation);
                return await answer(next, null);
            }

            await session.WriteAsync(
                [
                    .. transaction.Unmark,
                    .. draft.Statements(authorship, next.At, db.Model),
                    .. dryRun ? [new("SET CONSTRAINTS ALL IMMEDIATE", [])] : Nothing,
                ],
                cancellation
            );
            if (dryRun)
            {
                var result = await answer(next, draft);
                await transaction.RollbackAsync(cancellation);
                return result;
            }

            await transaction.CommitAsync(cancellation);
            written = (next.Epoch, next.Number, draft.TouchesReferences ? next.Number : next.LastTouching);
            if (transaction.IsOwn)
            {
                AdvanceHead();
            }
        }

        return await answer(next, draft);
    }

    /// <summary>Announces that the write is committed. Whoever began the transaction calls this.</summary>
    public void AdvanceHead()
    {
        if (written is var (epoch, number, touching))
        {
            metrics.Written();
            pins.Advance(epoch, number, touching);
        }
    }

    /// <summary>Waits for the lock, and takes the next number, all in one round trip.</summary>
    private Task<Next> TakeAsync(IEnumerable<SqlStatement> mark, Guid? key, CancellationToken cancellation) =>
        session.ReadAllAsync(
            [.. mark, Take, .. key is { } used ? [KeyQueries.Held(used)] : Nothing, Before],
            async (reader, cancelled) =>
            {
                await reader.ReadAsync(cancelled);
                var (number, at, epoch) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetGuid(2));
                if (key is not null)
                {
                    await reader.NextResultAsync(cancelled);
                    await reader.ReadAsync(cancelled);
                    KeyQueries.RequireInForce(reader, clock.GetUtcNow());
                }

                await reader.NextResultAsync(cancelled);
                await reader.ReadAsync(cancelled);
                DateTimeOffset? before = reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0);
                return new Next(number, at, epoch, before, reader.GetInt64(1));
            },
            cancellation
        );

    private static IEnumerable<SqlStatement> Nothing => [];

    /// <param name="AtBefore">The instant of the revision before. Null for the first one.</param>
    /// <param name="LastTouching">The last revision before this one that touched reference data. 0 if there is none.</param>
    private sealed record Next(long Number, DateTimeOffset At, Guid Epoch, DateTimeOffset? AtBefore, long LastTouching);
}

/// <summary>The contents of a new revision, while its writer has the ledger to itself.</summary>
public sealed class Draft(long number)
{
    private readonly List<object> added = [];
    private readonly HashSet<object> mayBeKnown = [];
    private readonly List<object> superseded = [];
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
        added.Add(
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

    public void Add(object entity) => added.Add(entity);

    /// <summary>Adds an entity that may be there already, under the same key.</summary>
    public void AddUnlessKnown(object entity)
    {
        added.Add(entity);
        mayBeKnown.Add(entity);
    }

    /// <summary>Says that this revision supersedes a row that is in force.</summary>
    public void Supersede(ISupersedable row) => superseded.Add(row);

    /// <summary>
    /// The statements that write the revision. What it supersedes comes before what it adds, because no two versions may be in force.
    /// </summary>
    internal IEnumerable<SqlStatement> Statements(Authorship authorship, DateTimeOffset at, IModel model)
    {
        var revision = new Revision
        {
            Number = Number,
            At = at,
            Author = authorship.Author,
            Note = authorship.Note,
            TouchesReferences = TouchesReferences,
        };
        return
        [
            .. TableInsert.Of(model, [revision]),
            .. superseded.Select(x => Superseding(model.FindEntityType(x.GetType())!, x)),
            .. TableInsert.Of(model, added, mayBeKnown),
        ];
    }

    /// <summary>If the row has been superseded before, a trigger refuses it.</summary>
    private SqlStatement Superseding(IEntityType entity, object row)
    {
        var key = entity.FindPrimaryKey()!.Properties;
        return new(
            $"UPDATE {entity.GetTableName()} SET superseded_in = {{0}} WHERE "
                + string.Join(" AND ", key.Select((x, i) => $"{x.GetColumnName()} = {{{i + 1}}}")),
            [Number, .. key.Select(x => x.GetGetter().GetClrValueUsingContainingEntity(row)!)]
        );
    }
}
