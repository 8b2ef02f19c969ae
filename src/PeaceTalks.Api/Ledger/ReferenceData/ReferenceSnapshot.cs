using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>
/// All reference data in force at one revision, except articles, of which there are too many. It is small enough to live in memory
/// (docs/adr/0003).
/// </summary>
/// <remarks>Each noun gives its own part a name, as in <c>snapshot.Parties</c>.</remarks>
public sealed class ReferenceSnapshot(IEnumerable<IReferenceIndex> indexes)
{
    private readonly FrozenDictionary<Noun, IReferenceIndex> byNoun = indexes.ToFrozenDictionary(index => index.Noun);
    private readonly ConcurrentDictionary<Type, object> derived = new();

    /// <summary>The versions of every noun.</summary>
    public IEnumerable<ReferenceVersion> All => byNoun.Values.SelectMany(index => index.Versions);

    public ReferenceIndex<T> Of<T>(Noun noun)
        where T : ReferenceVersion => (ReferenceIndex<T>)byNoun[noun];

    /// <summary>Null for a noun that is not in the snapshot.</summary>
    public IReferenceIndex? Find(Noun noun) => byNoun.GetValueOrDefault(noun);

    /// <summary>What follows from the snapshot alone, such as an order. It is worked out when it is first needed, and kept.</summary>
    public T Derived<T>(Func<ReferenceSnapshot, T> workOut)
        where T : class => (T)derived.GetOrAdd(typeof(T), _ => workOut(this));

    /// <exception cref="KeyNotFoundException">There is no such item.</exception>
    public string NameOf(Noun noun, string slug) => byNoun[noun].NameOf(slug);
}

/// <summary>The versions of one noun that were in force, for code that does not know the noun.</summary>
public interface IReferenceIndex
{
    Noun Noun { get; }

    IReadOnlyCollection<string> Slugs { get; }

    /// <summary>In the order of their slugs.</summary>
    IEnumerable<ReferenceVersion> Versions { get; }

    ReferenceVersion? FindVersion(string slug);

    string NameOf(string slug);
}

/// <summary>The versions of one noun that were in force, by slug.</summary>
public sealed class ReferenceIndex<T>(Noun noun, IEnumerable<T> versions) : IReferenceIndex
    where T : ReferenceVersion
{
    private readonly FrozenDictionary<string, T> bySlug = versions.ToFrozenDictionary(version => version.Slug);

    public Noun Noun => noun;

    /// <summary>In the order of their slugs.</summary>
    public IReadOnlyList<T> All => field ??= [.. bySlug.Values.OrderBy(version => version.Slug, StringComparer.Ordinal)];

    public T this[string slug] => bySlug[slug];

    public IReadOnlyCollection<string> Slugs => bySlug.Keys;

    IEnumerable<ReferenceVersion> IReferenceIndex.Versions => All;

    public T? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public bool Has(string slug) => bySlug.ContainsKey(slug);

    ReferenceVersion? IReferenceIndex.FindVersion(string slug) => Find(slug);

    string IReferenceIndex.NameOf(string slug) => bySlug[slug].DisplayName;
}
