using System.Collections.Immutable;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>The versions of one noun that were in force, for code that does not know the noun.</summary>
public interface IReferenceIndex
{
    Noun Noun { get; }

    int Count { get; }

    /// <summary>In the order of their slugs.</summary>
    IEnumerable<string> Slugs { get; }

    /// <summary>In the order of their slugs.</summary>
    IEnumerable<ReferenceVersion> Versions { get; }

    /// <summary>The words of the texts that a search looks at.</summary>
    WordIndex Words { get; }

    /// <summary>What somebody who gives a name means.</summary>
    MeantIndex Meant { get; }

    bool Has(string slug);

    ReferenceVersion? FindVersion(string slug);

    string NameOf(string slug);

    /// <inheritdoc cref="ReferenceSnapshot.At"/>
    IndexDifference At(long revision, IEnumerable<ReferenceVersion> others);
}

/// <summary>The index of another revision, and how it differs.</summary>
/// <param name="Removed">The versions that are not in it any more.</param>
/// <param name="Added">The versions that are in it only.</param>
public sealed record IndexDifference(IReferenceIndex Then, IReadOnlyList<ReferenceVersion> Removed, IReadOnlyList<ReferenceVersion> Added)
{
    public bool IsEmpty => Removed.Count + Added.Count == 0;
}

/// <summary>The versions of one noun that were in force, by slug.</summary>
/// <remarks>An index never changes. Those of two revisions share the parts of the tree that are the same in both.</remarks>
public sealed class ReferenceIndex<T> : IReferenceIndex
    where T : ReferenceVersion
{
    private readonly ImmutableSortedDictionary<string, T> bySlug;
    private readonly Lazy<NameIndex> names;
    private readonly Lazy<WordIndex> words;
    private readonly Lazy<MeantIndex> meant;

    /// <summary>No version was recorded in a later revision.</summary>
    private readonly long newest;

    public ReferenceIndex(Noun noun, IEnumerable<T> versions)
    {
        Noun = noun;
        bySlug = versions.ToImmutableSortedDictionary(x => x.Slug, x => x, StringComparer.Ordinal);
        newest = bySlug.Values.Select(x => x.RecordedIn).DefaultIfEmpty().Max();
        names = new(() => NameIndex.Empty.With(bySlug.Values));
        words = new(() => WordIndex.Empty.With(bySlug.Values));
        meant = new(() => MeantIndex.Empty.With(bySlug.Values));
    }

    private ReferenceIndex(
        ReferenceIndex<T> from,
        ImmutableSortedDictionary<string, T> bySlug,
        long newest,
        Lazy<NameIndex> names,
        Lazy<WordIndex> words,
        Lazy<MeantIndex> meant
    ) => (Noun, this.bySlug, this.newest, this.names, this.words, this.meant) = (from.Noun, bySlug, newest, names, words, meant);

    public Noun Noun { get; }

    public int Count => bySlug.Count;

    /// <summary>In the order of their slugs.</summary>
    public IEnumerable<T> All => bySlug.Values;

    /// <summary>The names of all items.</summary>
    public NameIndex Names => names.Value;

    public WordIndex Words => words.Value;

    public MeantIndex Meant => meant.Value;

    public T this[string slug] => bySlug[slug];

    public IEnumerable<string> Slugs => bySlug.Keys;

    IEnumerable<ReferenceVersion> IReferenceIndex.Versions => All;

    public T? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public bool Has(string slug) => bySlug.ContainsKey(slug);

    ReferenceVersion? IReferenceIndex.FindVersion(string slug) => Find(slug);

    string IReferenceIndex.NameOf(string slug) => bySlug[slug].DisplayName;

    IndexDifference IReferenceIndex.At(long revision, IEnumerable<ReferenceVersion> others)
    {
        List<T> added = [.. others.Where(x => x.IsInForceAt(revision)).Cast<T>()];
        List<T> removed =
        [
            .. newest > revision ? All.Where(x => x.RecordedIn > revision) : [],
            .. added.Select(x => Find(x.Slug)).OfType<T>().Where(x => x.RecordedIn <= revision),
        ];
        if (added.Count + removed.Count == 0)
        {
            return new(this, [], []);
        }

        var then = bySlug.RemoveRange(removed.Select(x => x.Slug)).AddRange(added.Select(x => KeyValuePair.Create(x.Slug, x)));
        return new(
            new ReferenceIndex<T>(
                this,
                then,
                Math.Min(revision, added.Select(x => x.RecordedIn).Append(newest).Max()),
                names is { IsValueCreated: true, Value: var before }
                    ? new(() => before.Without(removed).With(added))
                    : new(() => NameIndex.Empty.With(then.Values)),
                words is { IsValueCreated: true, Value: var used }
                    ? new(() => used.Without(removed).With(added))
                    : new(() => WordIndex.Empty.With(then.Values)),
                meant is { IsValueCreated: true, Value: var known }
                    ? new(() => known.Without(removed).With(added))
                    : new(() => MeantIndex.Empty.With(then.Values))
            ),
            removed,
            added
        );
    }
}
