using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A name, and where it stands: its place in a request, or the slug of the item that has it.</summary>
public readonly record struct Naming(string Place, string Name);

/// <summary>Names and slugs that look like those of another item of the same noun and are written with other characters (<see cref="LookAlike"/>).</summary>
/// <remarks>The same name twice is no look-alike: two people may share one.</remarks>
public static class LookAlikes
{
    /// <summary>The slugs that look like this one, itself among them where it is there.</summary>
    /// <remarks>The letters and digits of slugs that look alike are few: the database compares them itself.</remarks>
    public static Task<List<string>> SlugsLikeAsync<TItem>(this PeaceTalksDb db, string slug, CancellationToken cancellation)
        where TItem : ReferenceItem
    {
        var skeleton = LookAlike.Skeleton(slug);
        return db.Set<TItem>()
            .Where(x => x.Slug.Replace("0", "o").Replace("1", "l").Replace("i", "l") == skeleton)
            .Select(x => x.Slug)
            .ToListAsync(cancellation);
    }

    /// <summary>A finding for each name that looks like one that is there; a name that is there already, on whatever item, is none.</summary>
    /// <param name="names">As they are written.</param>
    /// <param name="known">All that are there; their places are the slugs.</param>
    public static IEnumerable<Finding> Find(Noun noun, IEnumerable<Naming> names, IReadOnlyCollection<Naming> known)
    {
        var exact = known.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var alike = new Lazy<ILookup<string, Naming>>(() => known.ToLookup(x => LookAlike.Skeleton(x.Name)));
        return from name in names
            where !exact.Contains(name.Name)
            from other in alike.Value[LookAlike.Skeleton(name.Name)].Take(1)
            select new Finding(name.Place, $"looks like '{other.Name}' of {noun.Word()} '{other.Place}', written with other characters");
    }

    /// <summary>The names of an input, placed from its own root.</summary>
    public static IEnumerable<Naming> InInput(string name, IReadOnlyList<Alias>? aliases) =>
        (aliases ?? []).Select((x, i) => new Naming($"/aliases/{i}/name", x.Name)).Prepend(new Naming("/name", name));
}
