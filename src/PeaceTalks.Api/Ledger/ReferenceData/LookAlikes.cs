using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A name and its place: in a request, or the slug of the item that has it.</summary>
public readonly record struct Naming(string Place, string Name);

/// <summary>
/// Finds names and slugs that look like those of another item of the same noun but are written with other characters (<see
/// cref="LookAlike"/>).
/// </summary>
/// <remarks>An identical name is not a look-alike: two people may share one.</remarks>
public static class LookAlikes
{
    /// <summary>The slugs that look like this one, including the slug itself if it exists.</summary>
    /// <remarks>The letters and digits in slugs have few look-alikes, so the database compares them itself.</remarks>
    public static Task<List<string>> SlugsLikeAsync<TItem>(this PeaceTalksDb db, string slug, CancellationToken cancellation)
        where TItem : ReferenceItem
    {
        var skeleton = LookAlike.Skeleton(slug);
        return db.Set<TItem>()
            .Where(x => x.Slug.Replace("0", "o").Replace("1", "l").Replace("i", "l") == skeleton)
            .Select(x => x.Slug)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// Gives a finding for each name that looks like an existing one. A name that already exists, on whatever item, gives none.
    /// </summary>
    /// <param name="names">The names as they were written.</param>
    /// <param name="known">All existing names.</param>
    public static IEnumerable<Finding> Find(Noun noun, IEnumerable<Naming> names, NameIndex known) =>
        from name in names
        let alike = known.Like(name.Name)
        where alike.Count > 0 && alike.All(x => x.Name != name.Name)
        let other = alike.MinBy(x => x.Place, StringComparer.Ordinal)
        select new Finding(name.Place, $"looks like '{other.Name}' of {noun.Word()} '{other.Place}', written with other characters");

    /// <summary>The names in an input, with places relative to the input.</summary>
    public static IEnumerable<Naming> InInput(string name, IReadOnlyList<Alias>? aliases) =>
        (aliases ?? []).Select((x, i) => new Naming($"/aliases/{i}/name", x.Name)).Prepend(new Naming("/name", name));
}
