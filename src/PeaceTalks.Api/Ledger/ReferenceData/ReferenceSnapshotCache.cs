using Microsoft.Extensions.Caching.Memory;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A cache of snapshots by revision. The snapshot of a revision never changes, so nothing in the cache is ever stale.</summary>
public sealed class ReferenceSnapshotCache(ReferenceNouns nouns) : IDisposable
{
    private const int Kept = 16;
    private const int KeptRevisions = 10_000;

    private readonly MemoryCache snapshots = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <summary>Of any revision, the last one up to it that touched reference data.</summary>
    private readonly MemoryCache lastTouching = new(new MemoryCacheOptions { SizeLimit = KeptRevisions });

    /// <param name="revision">A revision that touched reference data, or 0.</param>
    public async Task<ReferenceSnapshot> AtAsync(PeaceTalksDb db, Guid epoch, long revision, CancellationToken cancellation) =>
        snapshots.TryGetValue((epoch, revision), out ReferenceSnapshot? known)
            ? known!
            : Keep(epoch, revision, await LoadAsync(db, revision, cancellation));

    /// <summary>The snapshot of any revision. Null if it is not in the cache.</summary>
    public ReferenceSnapshot? Find(Guid epoch, long revision) =>
        lastTouching.TryGetValue((epoch, revision), out long touching) ? snapshots.Get<ReferenceSnapshot>((epoch, touching)) : null;

    /// <param name="touching">The last revision up to this one that touched reference data, or 0. Both are committed.</param>
    public void Remember(Guid epoch, long revision, long touching) =>
        lastTouching.Set((epoch, revision), touching, new MemoryCacheEntryOptions { Size = 1 });

    /// <summary>Gets several snapshots at once. However many are not cached, they take one statement for each table.</summary>
    /// <param name="revisions">Revisions that touched reference data, or 0.</param>
    public async Task<IReadOnlyDictionary<long, ReferenceSnapshot>> AtAsync(
        PeaceTalksDb db,
        Guid epoch,
        IReadOnlyCollection<long> revisions,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<long, ReferenceSnapshot>();
        foreach (var revision in revisions)
        {
            if (snapshots.TryGetValue((epoch, revision), out ReferenceSnapshot? known))
            {
                found[revision] = known!;
            }
        }

        var missing = revisions.Except(found.Keys).Order().ToArray();
        foreach (var (revision, snapshot) in await LoadAsync(db, missing, cancellation))
        {
            found[revision] = snapshot;
        }

        // A long page of history must not evict the snapshots that others read.
        foreach (var revision in missing.TakeLast(Kept / 4))
        {
            Keep(epoch, revision, found[revision]);
        }

        return found;
    }

    /// <summary>Bypasses the cache, for what a transaction has written and may still roll back.</summary>
    public async Task<ReferenceSnapshot> LoadAsync(PeaceTalksDb db, long revision, CancellationToken cancellation) =>
        (await LoadAsync(db, [revision], cancellation))[revision];

    public void Dispose()
    {
        snapshots.Dispose();
        lastTouching.Dispose();
    }

    private async Task<Dictionary<long, ReferenceSnapshot>> LoadAsync(PeaceTalksDb db, long[] revisions, CancellationToken cancellation)
    {
        if (revisions.Length == 0)
        {
            return [];
        }

        var versions = new List<(ReferenceNoun Noun, IReadOnlyList<ReferenceVersion> Versions)>();
        foreach (var noun in nouns.All.Where(x => x.IsInSnapshot))
        {
            versions.Add((noun, await noun.InForceAtAnyAsync(db, null, revisions, cancellation)));
        }

        return revisions.ToDictionary(
            revision => revision,
            revision => new ReferenceSnapshot(
                versions.Select(x => x.Noun.Index(x.Versions.Where(version => version.IsInForceAt(revision))))
            )
        );
    }

    private ReferenceSnapshot Keep(Guid epoch, long revision, ReferenceSnapshot snapshot) =>
        snapshots.Set((epoch, revision), snapshot, new MemoryCacheEntryOptions { Size = 1 });
}
