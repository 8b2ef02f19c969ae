using System.Collections.Immutable;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>Items by their names and aliases, folded (<see cref="FoldedText"/>), and by the words of these.</summary>
/// <remarks>An index never changes. Those of two revisions share the parts that are the same in both.</remarks>
public sealed class MeantIndex
{
    public static readonly MeantIndex Empty = new(None, None);

    private static ImmutableDictionary<string, ImmutableSortedSet<string>> None =>
        ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);

    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> byName;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> byWord;

    private MeantIndex(
        ImmutableDictionary<string, ImmutableSortedSet<string>> byName,
        ImmutableDictionary<string, ImmutableSortedSet<string>> byWord
    ) => (this.byName, this.byWord) = (byName, byWord);

    /// <summary>All names and aliases, folded, each with the slugs of the items that have it.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Slugs)> Names => byName.Select(x => (x.Key, (IReadOnlyList<string>)x.Value));

    /// <summary>The slugs of all items with this name or alias, in their order.</summary>
    public IReadOnlyList<string> Named(string name) => byName.TryGetValue(FoldedText.Fold(name), out var slugs) ? slugs : [];

    /// <summary>
    /// The slugs of the items with this name or alias. Failing that, of those whose names have all the words, in any order.
    /// </summary>
    /// <param name="name">A name, or a slug: its hyphens count as spaces.</param>
    public IReadOnlyList<string> Find(string name)
    {
        if (Named(name) is { Count: > 0 } named)
        {
            return named;
        }

        ImmutableSortedSet<string>? having = null;
        foreach (var word in FoldedText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!byWord.TryGetValue(word, out var slugs))
            {
                return [];
            }

            having =
                having is null ? slugs
                : having.Count <= slugs.Count ? having.Intersect(slugs)
                : slugs.Intersect(having);
        }

        return having ?? NoSlugs;
    }

    /// <summary>Adds all names of the items.</summary>
    public MeantIndex With(IEnumerable<ReferenceVersion> items) => Changed(items, (slugs, slug) => slugs.Add(slug));

    /// <summary>Removes all names of the items.</summary>
    public MeantIndex Without(IEnumerable<ReferenceVersion> items) => Changed(items, (slugs, slug) => slugs.Remove(slug));

    private MeantIndex Changed(
        IEnumerable<ReferenceVersion> items,
        Func<ImmutableSortedSet<string>, string, ImmutableSortedSet<string>> change
    )
    {
        var (names, words) = (byName.ToBuilder(), byWord.ToBuilder());
        foreach (var item in items)
        {
            HashSet<string> folded = [.. item.SearchedTexts().Where(x => x.Field.IsName()).Select(x => FoldedText.Fold(x.Text))];
            Change(names, folded, item.Slug);
            Change(words, folded.SelectMany(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(), item.Slug);
        }

        return new(names.ToImmutable(), words.ToImmutable());

        void Change(ImmutableDictionary<string, ImmutableSortedSet<string>>.Builder all, IEnumerable<string> keys, string slug)
        {
            foreach (var key in keys)
            {
                var slugs = change(all.GetValueOrDefault(key, NoSlugs), slug);
                if (slugs.IsEmpty)
                {
                    all.Remove(key);
                }
                else
                {
                    all[key] = slugs;
                }
            }
        }
    }

    private static readonly ImmutableSortedSet<string> NoSlugs = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}
