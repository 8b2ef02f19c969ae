using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Records;

/// <summary>Reads the records of a noun as they are shown.</summary>
public abstract class RecordNoun<TRecord, TContract>(Noun noun, PinReader pins)
    where TRecord : Record
    where TContract : ICited, IShown
{
    public Noun Noun => noun;

    /// <summary>The records by id, as known at the pin. Those that are not known there are left out.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, TContract>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Pin pin,
        CancellationToken cancellation
    );

    /// <exception cref="ProblemException">404.</exception>
    public async Task<TContract> ReadAsync(Guid id, Pin pin, CancellationToken cancellation) =>
        (await ReadAsync([id], pin, cancellation)).TryGetValue(id, out var record)
            ? record
            : throw Problems.NotFound(noun.Word(), id.ToString());

    /// <summary>The answer about one record.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<Known<TContract>> GetAsync(HttpContext http, Guid id, string? knownAt, CancellationToken cancellation)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return new(pin.Revision, await ReadAsync(id, pin, cancellation), http.Pinned(pin, $"{noun.Path()}/{id}"));
    }
}
