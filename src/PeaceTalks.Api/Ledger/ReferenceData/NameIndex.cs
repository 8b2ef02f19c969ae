using System.Collections.Immutable;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>Names of items, by what they look like (<see cref="LookAlike"/>).</summary>
public sealed class NameIndex
{
    public static readonly NameIndex Empty = new(ImmutableDictionary.Create<string, ImmutableList<Naming>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ImmutableList<Naming>> bySkeleton;

    private NameIndex(ImmutableDictionary<string, ImmutableList<Naming>> bySkeleton) => this.bySkeleton = bySkeleton;

    /// <summary>The names that look like the given one, including the same name. Their places are the slugs of the items.</summary>
    public IReadOnlyList<Naming> Like(string name) => bySkeleton.GetValueOrDefault(LookAlike.Skeleton(name), []);

    /// <summary>Adds all names of the items.</summary>
    public NameIndex With(IEnumerable<ReferenceVersion> items) => With(items.SelectMany(NamesOf));

    public NameIndex With(IEnumerable<Naming> names)
    {
        var all = bySkeleton.ToBuilder();
        foreach (var name in names)
        {
            var skeleton = LookAlike.Skeleton(name.Name);
            all[skeleton] = all.GetValueOrDefault(skeleton, []).Add(name);
        }

        return new(all.ToImmutable());
    }

    /// <summary>Removes all names of the items.</summary>
    public NameIndex Without(IEnumerable<ReferenceVersion> items)
    {
        var all = bySkeleton.ToBuilder();
        foreach (var name in items.SelectMany(NamesOf))
        {
            var skeleton = LookAlike.Skeleton(name.Name);
            all[skeleton] = all[skeleton].Remove(name);
        }

        return new(all.ToImmutable());
    }

    private static IEnumerable<Naming> NamesOf(ReferenceVersion item) => item.AllNames().Select(name => new Naming(item.Slug, name));
}
