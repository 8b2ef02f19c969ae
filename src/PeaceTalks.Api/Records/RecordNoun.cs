using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Records;

/// <summary>How the records of a noun are read and shown.</summary>
public abstract class RecordNoun<TRecord, TContract>(Noun noun)
    where TRecord : Record
    where TContract : ICited
{
    public Noun Noun => noun;

    /// <summary>Includes everything that is shown of them.</summary>
    public abstract IQueryable<TRecord> Whole(IQueryable<TRecord> records);

    /// <param name="successor">The record that corrects it, as known at the revision of the names.</param>
    public abstract TContract ToContract(TRecord record, Guid? successor, Names names);
}

/// <summary>What the controllers of positions and milestones have in common: they list records by day, and show one.</summary>
public sealed class RecordReader(PeaceTalksDb db, LedgerDatabase database, PinReader pins)
{
    /// <summary>A page of the records, by day.</summary>
    /// <param name="articles">The slugs of the articles that the filters name.</param>
    /// <param name="choose">Checks the filters, and gives the records that they select at the page's pin.</param>
    public async Task<DatedPage<TContract>> ListAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        HttpContext http,
        DateOnly? asOf,
        string? knownAt,
        string? cursor,
        int limit,
        bool newestFirst,
        string[] articles,
        Func<Pin, IQueryable<TRecord>> choose,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var (pin, start) = await pins.PageAsync(http.Request, asOf, knownAt, cursor, 3, cancellation);
        await database.RequireArticlesAsync(pin, articles, cancellation);
        var found = await noun.Whole(choose(pin).InDayOrder(newestFirst, DayKeys.Read(start)).Take(limit + 1)).ToListAsync(cancellation);
        var shown = found.Take(limit).ToList();
        return new DatedPage<TContract>(
            pin.AsOf,
            pin.Revision,
            await ToContractsAsync(noun, shown, pin, cancellation),
            found.Count > limit ? http.Request.NextCursor(pin, DayKeys.FromRecord(shown[^1])) : null,
            http.Pinned(pin, dated: true)
        );
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<Known<TContract>> GetAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        HttpContext http,
        Guid id,
        string? knownAt,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return new Known<TContract>(
            pin.Revision,
            await ToContractAsync(noun, db.Set<TRecord>().KnownAt(pin.Revision), id, pin, cancellation),
            http.Pinned(pin, $"{noun.Noun.Path()}/{id}")
        );
    }

    /// <summary>The contract of a record that a write has just touched.</summary>
    public Task<TContract> ToContractAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        Guid id,
        Pin pin,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited => ToContractAsync(noun, db.Set<TRecord>(), id, pin, cancellation);

    private async Task<TContract> ToContractAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        IQueryable<TRecord> records,
        Guid id,
        Pin pin,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var record =
            await noun.Whole(records).SingleOrDefaultAsync(x => x.Id == id, cancellation)
            ?? throw Problems.NotFound(noun.Noun.Word(), id.ToString());
        return (await ToContractsAsync(noun, [record], pin, cancellation))[0];
    }

    private async Task<IReadOnlyList<TContract>> ToContractsAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        IReadOnlyList<TRecord> records,
        Pin pin,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var successors = await db.Set<TRecord>().SuccessorsAsync(records, pin.Revision, cancellation);
        var names = await db.NamesAsync(pin, records.Articles(), cancellation);
        return [.. records.Select(x => noun.ToContract(x, successors.Successor(x.Id), names))];
    }
}
