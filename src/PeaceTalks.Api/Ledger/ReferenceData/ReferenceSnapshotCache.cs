using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A cache of snapshots by revision. The snapshot of a revision never changes, so nothing in the cache is ever stale.</summary>
/// <remarks>
/// A snapshot that is not in the cache is made from the nearest one that is: only the versions by which they differ are read
/// (docs/adr/0026).
/// </remarks>
public sealed class ReferenceSnapshotCache(LedgerDatabase database, ReferenceNouns nouns) : IDisposable
{
    private const int MaxKept = 16;
    private const int KeptRevisions = 10_000;

    private readonly ISnapshotNoun[] inSnapshot = [.. nouns.All.OfType<ISnapshotNoun>()];
    private readonly Lock gate = new();

    /// <summary>Those used last come first.</summary>
    private readonly LinkedList<KeptSnapshot> snapshots = [];

    /// <summary>Of any revision, the last one up to it that touched reference data.</summary>
    private readonly MemoryCache lastTouching = new(new MemoryCacheOptions { SizeLimit = KeptRevisions });

    /// <summary>The snapshot of any revision. Null if it is not in the cache.</summary>
    public ReferenceSnapshot? Find(Guid epoch, long revision) =>
        lastTouching.TryGetValue((epoch, revision), out long touching) ? Kept(epoch, touching) : null;

    /// <param name="touching">The last revision up to this one that touched reference data, or 0. Both are committed.</param>
    public void Remember(Guid epoch, long revision, long touching) =>
        lastTouching.Set((epoch, revision), touching, new MemoryCacheEntryOptions { Size = 1 });

    /// <param name="transaction">The transaction in which to read. Null if there is none.</param>
    /// <param name="revision">A committed revision that touched reference data, or 0.</param>
    public async Task<ReferenceSnapshot> AtAsync(
        NpgsqlTransaction? transaction,
        Guid epoch,
        long revision,
        CancellationToken cancellation
    ) => (await AtAsync(transaction, epoch, [revision], cancellation))[revision];

    /// <summary>Gets several snapshots at once. However many are not cached, they take one round trip.</summary>
    /// <param name="transaction">The transaction in which to read. Null if there is none.</param>
    /// <param name="revisions">Committed revisions that touched reference data, or 0.</param>
    public async Task<IReadOnlyDictionary<long, ReferenceSnapshot>> AtAsync(
        NpgsqlTransaction? transaction,
        Guid epoch,
        IReadOnlyCollection<long> revisions,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<long, ReferenceSnapshot>();
        foreach (var revision in revisions)
        {
            if (Kept(epoch, revision) is { } known)
            {
                found[revision] = known;
            }
        }

        var missing = revisions.Except(found.Keys).Order().ToArray();
        foreach (var (revision, snapshot) in await MakeAsync(transaction, epoch, missing, cancellation))
        {
            found[revision] = snapshot;
        }

        // A long page of history must not evict the snapshots that others read.
        foreach (var revision in missing.TakeLast(MaxKept / 4))
        {
            Keep(epoch, revision, found[revision]);
        }

        return found;
    }

    /// <summary>Makes a snapshot that is not kept: of what a transaction has written and may still roll back.</summary>
    public async Task<ReferenceSnapshot> MakeAsync(
        NpgsqlTransaction? transaction,
        Guid epoch,
        long revision,
        CancellationToken cancellation
    ) => (await MakeAsync(transaction, epoch, [revision], cancellation))[revision];

    public void Dispose() => lastTouching.Dispose();

    /// <param name="revisions">In ascending order.</param>
    private async Task<Dictionary<long, ReferenceSnapshot>> MakeAsync(
        NpgsqlTransaction? transaction,
        Guid epoch,
        long[] revisions,
        CancellationToken cancellation
    )
    {
        if (revisions.Length == 0)
        {
            return [];
        }

        var (known, nearest) = Nearest(epoch, revisions[^1]);
        var unknown = await SqlStatement.ReadAllAsync(
            [.. inSnapshot.Select(x => x.Unknown(known, revisions[0], revisions[^1]))],
            database,
            transaction,
            ReadAsync,
            cancellation
        );
        return revisions.ToDictionary(x => x, x => nearest.At(x, unknown));
    }

    private async Task<ILookup<Noun, ReferenceVersion>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var versions = new List<(Noun Noun, ReferenceVersion Version)>();
        foreach (var noun in inSnapshot)
        {
            while (await reader.ReadAsync(cancellation))
            {
                versions.Add((noun.Noun, noun.Read(reader)));
            }

            await reader.NextResultAsync(cancellation);
        }

        return versions.ToLookup(x => x.Noun, x => x.Version);
    }

    private ReferenceSnapshot? Kept(Guid epoch, long revision)
    {
        lock (gate)
        {
            for (var node = snapshots.First; node is not null; node = node.Next)
            {
                if (node.Value.Revision == revision && node.Value.Epoch == epoch)
                {
                    snapshots.Remove(node);
                    snapshots.AddFirst(node);
                    return node.Value.Snapshot;
                }
            }
        }

        return null;
    }

    /// <summary>The kept snapshot with the nearest number. If the epoch has none, the empty one of revision 0.</summary>
    private (long Revision, ReferenceSnapshot Snapshot) Nearest(Guid epoch, long revision)
    {
        lock (gate)
        {
            var nearest = snapshots.Where(x => x.Epoch == epoch).MinBy(x => Math.Abs(x.Revision - revision));
            return nearest is null
                ? (0, new ReferenceSnapshot(inSnapshot.Select(x => x.EmptyIndex)))
                : (nearest.Revision, nearest.Snapshot);
        }
    }

    private void Keep(Guid epoch, long revision, ReferenceSnapshot snapshot)
    {
        lock (gate)
        {
            snapshots.AddFirst(new KeptSnapshot(epoch, revision, snapshot));
            if (snapshots.Count > MaxKept)
            {
                snapshots.RemoveLast();
            }
        }
    }

    private sealed record KeptSnapshot(Guid Epoch, long Revision, ReferenceSnapshot Snapshot);
}
