using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
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
    /// <param name="asOf">Null for today, in UTC.</param>
    /// <param name="knownAt">
    /// A revision's number, or an instant, which resolves to the last revision not after it. Null for the newest revision.
    /// </param>
    /// <param name="place">The name of the parameter that gave <paramref name="knownAt"/>.</param>
    /// <param name="epoch">The epoch of the cursor that gave the other values. Null if there was no cursor.</param>
    /// <exception cref="ProblemException">
    /// <paramref name="knownAt"/> is neither a number nor an instant, or is above the head; or the cursor is of another epoch.
    /// </exception>
    public async Task<Pin> ReadAsync(
        DateOnly? asOf,
        string? knownAt,
        CancellationToken cancellation,
        string place = "knownAt",
        Guid? epoch = null
    )
    {
        var (number, instant) = Read(knownAt, place);
        var found = (
            await db
                .Database.SqlQuery<Found>(
                    $"""
                    SELECT l.head AS "Head", l.epoch AS "Epoch", coalesce(at.number, 0) AS "Number",
                           coalesce((SELECT r.number FROM revision r WHERE r.touches_references AND r.number <= at.number ORDER BY r.number DESC LIMIT 1), 0) AS "SnapshotRevision"
                    FROM ledger l
                    LEFT JOIN LATERAL (
                        SELECT CASE
                            WHEN {number}::bigint IS NOT NULL THEN {number}::bigint
                            WHEN {instant}::timestamptz IS NOT NULL THEN
                                (SELECT r.number FROM revision r WHERE r.at <= {instant}::timestamptz ORDER BY r.at DESC, r.number DESC LIMIT 1)
                            ELSE l.head END AS number) at ON true
                    """
                )
                .ToListAsync(cancellation)
        ).Single();

        // A write in progress may be rolled back, and its head with it.
        if (db.Database.CurrentTransaction is null)
        {
            watch.Advance(found.Epoch, found.Head);
        }

        if ((epoch ?? found.Epoch) != found.Epoch)
        {
            throw Problems.EpochChanged("cursor", "leave it out to start from the beginning");
        }

        if (found.Number > found.Head)
        {
            throw Problems.AheadOfHead(place, found.Number, found.Head);
        }

        var snapshot = await snapshots.AtAsync(db, found.Epoch, found.SnapshotRevision, cancellation);
        return new Pin(asOf ?? Today(), found.Number, found.Epoch, snapshot, publicAddress.Value.Base);
    }

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
        var (number, instant) = Read(text, place);
        var found =
            number
            ?? await db
                .Revisions.Where(x => x.At <= instant && x.Number <= newest)
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

    private static (long? Number, DateTimeOffset? Instant) Read(string? knownAt, string place)
    {
        if (knownAt is null)
        {
            return (null, null);
        }

        if (long.TryParse(knownAt, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (number, null);
        }

        return InstantText.TryRead(knownAt, out var instant)
            ? (null, instant)
            : throw Problems.Invalid(place, $"'{knownAt}' is neither a revision nor an instant; write 57 or 2026-01-15T12:00:00Z");
    }

    private sealed record Found(long Head, Guid Epoch, long Number, long SnapshotRevision);
}
