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

    /// <summary>Reads past the cache: for what a transaction has written and may take back.</summary>
    public static async Task<Catalogue> LoadAsync(PeaceTalksDb db, long revision, CancellationToken cancellation) => new(
        await db.ProcessVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.PartyVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.SpeakerVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.IssueVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation),
        await db.ProposalVersions.AsNoTracking().InForceAt(revision).ToListAsync(cancellation));

    public void Dispose() => catalogues.Dispose();
}
