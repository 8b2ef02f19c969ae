using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger;

/// <summary>The catalogues of the revisions that are asked for; a revision's never changes, so none is ever stale.</summary>
public sealed class CatalogueCache : IDisposable
{
    private const int Kept = 16;
    private readonly MemoryCache catalogues = new(new MemoryCacheOptions { SizeLimit = Kept });

    /// <param name="revision">One that touched reference data, or 0.</param>
    public async Task<Catalogue> AtAsync(PeaceTalksDb db, Guid epoch, long revision, CancellationToken cancellation)
    {
        if (catalogues.TryGetValue((epoch, revision), out Catalogue? known))
        {
            return known!;
        }

        var loaded = await LoadAsync(db, revision, cancellation);
        return catalogues.Set((epoch, revision), loaded, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>Several at once: one statement a table for all that are not kept, however many.</summary>
    /// <param name="revisions">Each one that touched reference data, or 0.</param>
    public async Task<IReadOnlyDictionary<long, Catalogue>> AtAsync(
        PeaceTalksDb db, Guid epoch, IReadOnlyCollection<long> revisions, CancellationToken cancellation)
    {
        var found = new Dictionary<long, Catalogue>();
        foreach (var revision in revisions)
        {
            if (catalogues.TryGetValue((epoch, revision), out Catalogue? known))
            {
                found[revision] = known!;
            }
        }

        var missing = revisions.Except(found.Keys).Order().ToArray();
        if (missing.Length == 0)
        {
            return found;
        }

        var processes = await db.ProcessVersions.AsNoTracking().InForceAtAny(missing).ToListAsync(cancellation);
        var parties = await db.PartyVersions.AsNoTracking().InForceAtAny(missing).ToListAsync(cancellation);
        var speakers = await db.SpeakerVersions.AsNoTracking().InForceAtAny(missing).ToListAsync(cancellation);
        var issues = await db.IssueVersions.AsNoTracking().InForceAtAny(missing).ToListAsync(cancellation);
        var proposals = await db.ProposalVersions.AsNoTracking().InForceAtAny(missing).ToListAsync(cancellation);
        foreach (var at in missing)
        {
            found[at] = new Catalogue(
                processes.Where(x => x.IsInForceAt(at)), parties.Where(x => x.IsInForceAt(at)), speakers.Where(x => x.IsInForceAt(at)),
                issues.Where(x => x.IsInForceAt(at)), proposals.Where(x => x.IsInForceAt(at)));
        }

        // A long page of history leaves room for what others read.
        foreach (var at in missing.TakeLast(Kept / 4))
        {
            catalogues.Set((epoch, at), found[at], new MemoryCacheEntryOptions { Size = 1 });
        }

        return found;
    }

    /// <summary>Reads past the cache: for what a transaction has written and may take back.</summary>
    public static async Task<Catalogue> LoadAsync(PeaceTalksDb db, long revision, CancellationToken cancellation) => new(
        await db.ProcessVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.PartyVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.SpeakerVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.IssueVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.ProposalVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation));

    public void Dispose() => catalogues.Dispose();
}
