using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>Resolves <c>asOf</c> and <c>knownAt</c> before anything else is read.</summary>
public sealed class PinReader(
    PeaceTalksDb db,
    ReferenceSnapshotCache snapshots,
    HeadListener watch,
    TimeProvider clock,
    IOptions<PublicAddressSettings> publicAddress
)
{
    /// <inheritdoc cref="ReadAsync(PinRequest, CancellationToken)"/>
    /// <inheritdoc cref="PinRequest.Parse"/>
    public Task<Pin> ReadAsync(DateOnly? asOf, string? knownAt, CancellationToken cancellation, string place = "knownAt") =>
        ReadAsync(PinRequest.Parse(asOf, knownAt, place), cancellation);

    /// <exception cref="ProblemException">The revision is above the head, or the epoch has ended.</exception>
    public async Task<Pin> ReadAsync(PinRequest asked, CancellationToken cancellation)
    {
        var found = (
            await db
                .Database.SqlQuery<Found>(
                    $"""
                    SELECT l.head AS "Head", l.epoch AS "Epoch", coalesce(at.number, 0) AS "Number",
                           coalesce((SELECT r.number FROM revision r WHERE r.touches_references AND r.number <= at.number ORDER BY r.number DESC LIMIT 1), 0) AS "SnapshotRevision"
                    FROM ledger l
                    LEFT JOIN LATERAL (
                        SELECT CASE
                            WHEN {asked.Number}::bigint IS NOT NULL THEN {asked.Number}::bigint
                            WHEN {asked.Instant}::timestamptz IS NOT NULL THEN
                                (SELECT r.number FROM revision r WHERE r.at <= {asked.Instant}::timestamptz ORDER BY r.at DESC, r.number DESC LIMIT 1)
                            ELSE l.head END AS number) at ON true
                    """
                )
                .ToListAsync(cancellation)
        ).Single();

        if ((asked.Epoch ?? found.Epoch) != found.Epoch)
        {
            throw Problems.EpochChanged("cursor", "leave it out to start from the beginning");
        }

        if (found.Number > found.Head)
        {
            throw Problems.AheadOfHead(asked.Place, found.Number, found.Head);
        }

        var snapshot = await snapshots.AtAsync(db, found.Epoch, found.SnapshotRevision, cancellation);

        // A write in progress may be rolled back, and its head with it.
        if (db.Database.CurrentTransaction is null)
        {
            watch.Advance(found.Epoch, found.Head);
            snapshots.Remember(found.Epoch, found.Number, found.SnapshotRevision);
        }

        return new Pin(asked.AsOf ?? Today(), found.Number, found.Epoch, snapshot, publicAddress.Value.Base);
    }

    /// <summary>
    /// The pin as it follows from what is in memory, without a query. It may be out of date, and the epoch may have ended. Null if memory
    /// does not have it all.
    /// </summary>
    public Pin? Assume(PinRequest asked) =>
        asked.Instant is null
        && watch.Latest is { } head
        && (asked.Epoch ?? head.Epoch) == head.Epoch
        && (asked.Number ?? head.Revision) is var number
        && snapshots.Find(head.Epoch, number) is { } snapshot
            ? new Pin(asked.AsOf ?? Today(), number, head.Epoch, snapshot, publicAddress.Value.Base)
            : null;

    /// <summary>
    /// The pins of several revisions, by number. Each is as of the day (UTC) on which its revision was committed, so it is the same
    /// whenever it is read.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, Pin>> AtAsync(Guid epoch, IEnumerable<long> revisions, CancellationToken cancellation)
    {
        var wanted = revisions.Distinct().ToArray();
        var found = await db
            .Revisions.Where(x => wanted.Contains(x.Number))
            .Select(x => new
            {
                x.Number,
                x.At,
                SnapshotRevision = db.Set<Revision>().Where(r => r.TouchesReferences && r.Number <= x.Number).Max(r => (long?)r.Number)
                    ?? 0,
            })
            .ToListAsync(cancellation);
        var known = await snapshots.AtAsync(db, epoch, [.. found.Select(x => x.SnapshotRevision).Distinct()], cancellation);
        return found.ToDictionary(
            x => x.Number,
            x => new Pin(DateOnly.FromDateTime(x.At.UtcDateTime), x.Number, epoch, known[x.SnapshotRevision], publicAddress.Value.Base)
        );
    }

    /// <summary>
    /// Resolves a revision, given by its number or an instant, and the day (UTC) of its commit. Revision 0, before the first, has the day
    /// of the first.
    /// </summary>
    /// <param name="place">The name of the parameter that gave the text.</param>
    /// <param name="newest">The last revision that an instant can resolve to.</param>
    /// <exception cref="ProblemException">The text is neither a number nor an instant.</exception>
    public async Task<(long Number, DateOnly Day)> RevisionAsync(string text, string place, long newest, CancellationToken cancellation)
    {
        var asked = PinRequest.Parse(null, text, place);
        var found =
            asked.Number
            ?? await db
                .Revisions.Where(x => x.At <= asked.Instant && x.Number <= newest)
                .OrderByDescending(x => x.At)
                .ThenByDescending(x => x.Number)
                .Select(x => x.Number)
                .FirstOrDefaultAsync(cancellation);
        var committed = await db
            .Revisions.Where(x => x.Number == Math.Max(found, 1))
            .Select(x => (DateTimeOffset?)x.At)
            .SingleOrDefaultAsync(cancellation);
        return (found, committed is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : Today());
    }

    /// <summary>A pin at today and at the revision that the running write has made.</summary>
    public async Task<Pin> WrittenAsync(long revision, CancellationToken cancellation)
    {
        var found = await db
            .Heads.Select(x => new
            {
                x.Epoch,
                SnapshotRevision = db.Set<Revision>().Where(r => r.TouchesReferences && r.Number <= revision).Max(r => (long?)r.Number)
                    ?? 0,
            })
            .SingleAsync(cancellation);

        // A write to reference data may be a dry run and be rolled back, so its names must not be cached.
        var snapshot =
            found.SnapshotRevision == revision
                ? await snapshots.LoadAsync(db, revision, cancellation)
                : await snapshots.AtAsync(db, found.Epoch, found.SnapshotRevision, cancellation);
        return new Pin(Today(), revision, found.Epoch, snapshot, publicAddress.Value.Base);
    }

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private sealed record Found(long Head, Guid Epoch, long Number, long SnapshotRevision);
}
