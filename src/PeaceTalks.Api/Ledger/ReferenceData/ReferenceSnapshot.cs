using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>What follows from one noun, and from another revision follows by the versions that differ.</summary>
public interface IDerivedByDifference
{
    /// <summary>The same for another revision. This one stays as it is.</summary>
    object After(IndexDifference difference);
}

/// <summary>
/// All reference data in force at one revision, except articles, of which there are too many. It is small enough to live in memory
/// (docs/adr/0003).
/// </summary>
/// <remarks>
/// Each noun gives its own part a name, as in <c>snapshot.Parties</c>. Snapshots share what is the same in them (docs/adr/0026).
/// </remarks>
public sealed class ReferenceSnapshot
{
    private readonly FrozenDictionary<Noun, IReferenceIndex> byNoun;
    private readonly ConcurrentDictionary<Type, (Noun[] From, object Value)> derived = new();

    public ReferenceSnapshot(IEnumerable<IReferenceIndex> indexes) => byNoun = indexes.ToFrozenDictionary(index => index.Noun);

    /// <summary>The versions of every noun.</summary>
    public IEnumerable<ReferenceVersion> All => byNoun.Values.SelectMany(index => index.Versions);

    public IEnumerable<IReferenceIndex> Indexes => byNoun.Values;

    public ReferenceIndex<T> Of<T>(Noun noun)
        where T : ReferenceVersion => (ReferenceIndex<T>)byNoun[noun];

    /// <summary>Null for a noun that is not in the snapshot.</summary>
    public IReferenceIndex? Find(Noun noun) => byNoun.GetValueOrDefault(noun);

    /// <summary>
    /// What follows from some of the nouns, such as an order. It is worked out when it is first needed, and kept. If there may be much of
    /// it, let it be <see cref="IDerivedByDifference"/>: then a write to the noun does not make it anew.
    /// </summary>
    /// <param name="from">The nouns that it follows from.</param>
    public T Derived<T>(Func<ReferenceSnapshot, T> workOut, params Noun[] from)
        where T : class => (T)derived.GetOrAdd(typeof(T), _ => (from, workOut(this))).Value;

    /// <summary>The snapshot at another revision. It shares the indexes that are the same, and what was derived from them.</summary>
    /// <param name="others">Those that were in force then and are not in this snapshot, by noun. There may be more.</param>
    public ReferenceSnapshot At(long revision, ILookup<Noun, ReferenceVersion> others)
    {
        var differences = byNoun.Values.Select(x => x.At(revision, others[x.Noun])).ToDictionary(x => x.Then.Noun);
        var then = new ReferenceSnapshot(differences.Values.Select(x => x.Then));
        foreach (var (type, (from, value)) in derived)
        {
            if (from.All(noun => differences[noun].IsEmpty))
            {
                then.derived[type] = (from, value);
            }
            else if (from is [var only] && value is IDerivedByDifference before)
            {
                then.derived[type] = (from, before.After(differences[only]));
            }
        }

        return then;
    }

    /// <exception cref="KeyNotFoundException">There is no such item.</exception>
    public string NameOf(Noun noun, string slug) => byNoun[noun].NameOf(slug);
}
