using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Revisions;

/// <summary>Reads the history of the ledger from a cursor on.</summary>
public sealed class RevisionReader(PeaceTalksDb db, ChangeReader changes, PinReader pins, HeadListener watch)
{
    /// <summary>The head, and the cursor to continue from.</summary>
    public sealed record Start(Guid Epoch, long Head, RevisionCursor After);

    /// <param name="after">Null for the head.</param>
    /// <param name="parameter">The name of the parameter that gave the cursor.</param>
    /// <exception cref="ProblemException">410 for a cursor of another epoch; 422 for one ahead of the head.</exception>
    public async Task<Start> StartAsync(RevisionCursor? after, string parameter, CancellationToken cancellation)
    {
        var number = after is { Instant: { } instant } ? await LastNotAfterAsync(instant, cancellation) : after?.Revision;
        var ledger = await db
            .Heads.Select(x => new
            {
                x.Epoch,
                x.Head,
                LastPlace = db.Set<LedgerChange>().Where(change => change.Revision == (number ?? x.Head)).Max(change => (int?)change.Place)
                    ?? 0,
            })
            .SingleAsync(cancellation);
        watch.Advance(ledger.Epoch, ledger.Head);
        if ((after?.Epoch ?? ledger.Epoch) != ledger.Epoch)
        {
            var shared = await db
                .FormerEpochs.Where(x => x.Epoch == after!.Epoch)
                .Select(x => (long?)x.LastRevision)
                .SingleOrDefaultAsync(cancellation);
            throw Problems.EpochChanged(parameter, $"start again from after={Math.Min(shared ?? 0, after!.Revision)}", shared);
        }

        if (number > ledger.Head)
        {
            throw Problems.AheadOfHead(parameter, number.Value, ledger.Head);
        }

        return new Start(
            ledger.Epoch,
            ledger.Head,
            new RevisionCursor(ledger.Epoch, number ?? ledger.Head, after?.Place ?? ledger.LastPlace)
        );
    }

    /// <summary>
    /// The changes after the cursor, in revisions that were committed before the start was read. Revisions without a change on the page are
    /// left out.
    /// </summary>
    /// <param name="filters">Null for all changes.</param>
    /// <param name="upTo">The last revision. Null for the newest.</param>
    public async Task<RevisionPage> PageAsync(
        Start start,
        int limit,
        CancellationToken cancellation,
        RevisionFilters? filters = null,
        long? upTo = null
    )
    {
        var last = upTo ?? start.Head;
        var (revision, place) = (start.After.Revision, start.After.Place!.Value);
        var found = await (filters?.Apply(db.Changes, db) ?? db.Changes)
            .AsNoTracking()
            .Where(x =>
                x.Revision <= last && EF.Functions.GreaterThan(ValueTuple.Create(x.Revision, x.Place), ValueTuple.Create(revision, place))
            )
            .OrderBy(x => x.Revision)
            .ThenBy(x => x.Place)
            .Take(limit)
            .ToListAsync(cancellation);
        if (found.Count == 0)
        {
            return new RevisionPage(start.Epoch, start.Head, [], start.After.ToString()) { Last = last };
        }

        var contracts = await changes.ReadAsync(start.Epoch, found, cancellation);
        var numbers = found.Select(x => x.Revision).Distinct().ToArray();
        var revisions = await Contracts(db.Revisions.Where(x => numbers.Contains(x.Number))).ToDictionaryAsync(x => x.Number, cancellation);
        var items = found
            .Zip(contracts)
            .GroupBy(x => revisions[x.First.Revision], x => x.Second)
            .Select(x => new RevisionChanges(x.Key.Number, x.Key.At, x.Key.Author, x.Key.Note, x.Key.ChangeCount, [.. x]));
        return new RevisionPage(
            start.Epoch,
            start.Head,
            [.. items],
            new RevisionCursor(start.Epoch, found[^1].Revision, found[^1].Place).ToString()
        )
        {
            Last = last,
        };
    }

    /// <summary>The filters, worked out on the newest reference data.</summary>
    /// <inheritdoc cref="StreamFilters.On" path="/exception"/>
    public async Task<ChangeFilter> FilterAsync(StreamFilters filters, CancellationToken cancellation) =>
        filters.HasSubjects()
            ? filters.On((await pins.ReadAsync(PinRequest.Newest, cancellation)).Snapshot)
            : new ChangeFilter(filters, null, null, null);

    /// <summary>A page of what one revision did.</summary>
    public async Task<RevisionItem> ItemAsync(Guid epoch, long number, int afterPlace, int limit, CancellationToken cancellation)
    {
        var revision = await Contracts(db.Revisions.Where(x => x.Number == number)).SingleAsync(cancellation);
        var found = await db
            .Changes.AsNoTracking()
            .Where(x => x.Revision == number && x.Place > afterPlace)
            .OrderBy(x => x.Place)
            .Take(limit)
            .ToListAsync(cancellation);
        var contracts = await changes.ReadAsync(epoch, found, cancellation);
        return new RevisionItem(
            epoch,
            revision,
            contracts,
            found.Count > 0 && found[^1].Place < revision.ChangeCount ? found[^1].Place : null
        );
    }

    /// <summary>The last revision not after an instant. 0 if there is none.</summary>
    private Task<long> LastNotAfterAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        db
            .Revisions.Where(x => x.At <= instant)
            .OrderByDescending(x => x.At)
            .ThenByDescending(x => x.Number)
            .Select(x => x.Number)
            .FirstOrDefaultAsync(cancellation);

    private IQueryable<RevisionContract> Contracts(IQueryable<Revision> revisions) =>
        revisions.Select(x => new RevisionContract(
            x.Number,
            x.At,
            x.Author,
            x.Note,
            db.Set<LedgerChange>().Where(change => change.Revision == x.Number).Max(change => change.Place)
        ));
}
