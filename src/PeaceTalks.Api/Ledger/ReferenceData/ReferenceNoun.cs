using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>
/// Everything that the rest of the service needs to know about a noun of reference data. Each noun defines it once, in its own folder (<see
/// cref="ReferenceNoun{TItem, TVersion, TContract}"/>).
/// </summary>
public abstract class ReferenceNoun(Noun noun)
{
    public Noun Noun => noun;

    /// <summary>The contract that responses show for an item.</summary>
    public abstract Type ContractType { get; }

    /// <summary>
    /// Whether the <see cref="ReferenceSnapshot"/> contains it. That is what keeps the names in reads of older revisions.
    /// </summary>
    public bool IsInSnapshot => this is ISnapshotNoun;

    /// <summary>The versions that were in force at one or more of the revisions.</summary>
    /// <param name="slugs">Null for all.</param>
    public abstract Task<IReadOnlyList<ReferenceVersion>> InForceAtAnyAsync(
        PeaceTalksDb db,
        IReadOnlyCollection<string>? slugs,
        long[] revisions,
        CancellationToken cancellation
    );

    /// <summary>The slugs that exist at the revision of the pin.</summary>
    public virtual Task<IReadOnlyCollection<string>> SlugsAsync(PeaceTalksDb db, Pins.Pin pin, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. pin.Snapshot.Find(Noun)!.Slugs]);

    /// <summary>Those of the given slugs that exist at the revision of the pin.</summary>
    public virtual Task<IReadOnlyCollection<string>> KnownSlugsAsync(
        PeaceTalksDb db,
        Pins.Pin pin,
        IReadOnlyCollection<string> slugs,
        CancellationToken cancellation
    ) => Task.FromResult<IReadOnlyCollection<string>>([.. slugs.Where(pin.Snapshot.Find(Noun)!.Has)]);

    /// <summary>The names of all items. New names must not look like them (<see cref="LookAlikes"/>).</summary>
    public abstract Task<NameIndex> NamesAsync(PeaceTalksDb db, Pins.Pin pin, CancellationToken cancellation);

    /// <summary>The slugs of the articles that the response names.</summary>
    public abstract IEnumerable<string> ArticlesOf(ReferenceVersion version, ReferenceSnapshot snapshot);

    /// <summary>The records that responses show in addition to the versions, by slug. For a proposal, these are its milestones.</summary>
    public virtual Task<ILookup<string, ISupersedable>> RelatedRecordsAsync(
        PeaceTalksDb db,
        IReadOnlyCollection<string> slugs,
        long[] revisions,
        CancellationToken cancellation
    ) => Task.FromResult(Enumerable.Empty<ISupersedable>().ToLookup(_ => ""));

    /// <param name="related">The records from <see cref="RelatedRecordsAsync"/> that were in force.</param>
    public abstract object ToContract(ReferenceVersion version, Names names, IEnumerable<ISupersedable> related);
}

/// <summary>A noun of reference data, defined by its tables and its contract.</summary>
public abstract class ReferenceNoun<TItem, TVersion, TContract>(Noun noun) : ReferenceNoun(noun)
    where TItem : ReferenceItem
    where TVersion : ReferenceVersion
    where TContract : class, IVersioned
{
    public override Type ContractType => typeof(TContract);

    public override async Task<IReadOnlyList<ReferenceVersion>> InForceAtAnyAsync(
        PeaceTalksDb db,
        IReadOnlyCollection<string>? slugs,
        long[] revisions,
        CancellationToken cancellation
    )
    {
        var versions = db.Set<TVersion>().AsNoTracking();
        versions = slugs is null ? versions : versions.Where(x => slugs.Contains(x.Slug));
        return await versions.InForceAtAny(revisions).ToListAsync(cancellation);
    }

    public override IEnumerable<string> ArticlesOf(ReferenceVersion version, ReferenceSnapshot snapshot) =>
        ArticlesOf((TVersion)version, snapshot);

    protected virtual IEnumerable<string> ArticlesOf(TVersion version, ReferenceSnapshot snapshot) => [];

    public override object ToContract(ReferenceVersion version, Names names, IEnumerable<ISupersedable> related) =>
        ToContract((TVersion)version, names, related);

    protected abstract TContract ToContract(TVersion version, Names names, IEnumerable<ISupersedable> related);
}

/// <summary>All nouns of reference data, in the order in which they are registered.</summary>
public sealed class ReferenceNouns(IEnumerable<ReferenceNoun> all)
{
    private readonly Dictionary<Noun, ReferenceNoun> byNoun = all.ToDictionary(x => x.Noun);

    public IReadOnlyCollection<ReferenceNoun> All => byNoun.Values;

    public ReferenceNoun this[Noun noun] => byNoun[noun];

    /// <summary>Null for a noun that is not reference data.</summary>
    public ReferenceNoun? Find(Noun noun) => byNoun.GetValueOrDefault(noun);
}

public static class ReferenceNounSetup
{
    /// <summary>The order of registration is the order in the OpenAPI document. The noun itself can also be injected.</summary>
    public static void AddReferenceNoun<T>(this IServiceCollection services)
        where T : ReferenceNoun
    {
        services.AddSingleton<T>();
        services.AddSingleton<ReferenceNoun>(provider => provider.GetRequiredService<T>());
    }
}
