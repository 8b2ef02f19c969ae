using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger;

/// <summary>What something is called, and where that stands; or whose name it is.</summary>
public readonly record struct Naming(string Place, string Name);

/// <summary>Names and slugs that look like those of another item of the same noun and are written with other characters (<see cref="LookAlike"/>).</summary>
/// <remarks>The same name twice is no look-alike: two people may share one.</remarks>
public static class LookAlikes
{
    /// <summary>The slugs that look like this one, itself among them where it is there.</summary>
    /// <remarks>The letters and digits of slugs that look alike are few: the database compares them itself.</remarks>
    public static Task<List<string>> SlugsLikeAsync<TItem>(this PeaceTalksDb db, string slug, CancellationToken cancellation) where TItem : ReferenceItem
    {
        var skeleton = LookAlike.Skeleton(slug);
        return db.Set<TItem>().Where(x => x.Slug.Replace("0", "o").Replace("1", "l").Replace("i", "l") == skeleton).Select(x => x.Slug).ToListAsync(cancellation);
    }

    /// <summary>A finding for each name that looks like one that is there; a name that is there already, on whatever item, is none.</summary>
    /// <param name="names">As they are written.</param>
    /// <param name="known">All that are there; their places are the slugs.</param>
    public static IEnumerable<Finding> Find(Noun noun, IEnumerable<Naming> names, IReadOnlyCollection<Naming> known)
    {
        var exact = known.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var alike = new Lazy<ILookup<string, Naming>>(() => known.ToLookup(x => LookAlike.Skeleton(x.Name)));
        return
            from name in names
            where !exact.Contains(name.Name)
            from other in alike.Value[LookAlike.Skeleton(name.Name)].Take(1)
            select new Finding(name.Place, $"looks like '{other.Name}' of {Mentions.WordFor(noun)} '{other.Place}', written with other characters");
    }

    /// <summary>What the items of a noun are called; of articles, their outlets.</summary>
    public static async Task<IReadOnlyCollection<Naming>> NamingsAsync(this PeaceTalksDb db, Noun noun, Catalogue catalogue, CancellationToken cancellation) => noun switch
    {
        Noun.Process => [.. catalogue.Processes.All.Select(x => new Naming(x.Slug, x.Name))],
        Noun.Party => [.. catalogue.Parties.All.SelectMany(x => Of(x.Slug, x.Name, x.Aliases))],
        Noun.Speaker => [.. catalogue.Speakers.All.SelectMany(x => Of(x.Slug, x.Name, x.Aliases))],
        Noun.Issue => [.. catalogue.Issues.All.Select(x => new Naming(x.Slug, x.Name))],
        Noun.Proposal => [.. catalogue.Proposals.All.Select(x => new Naming(x.Slug, x.Name))],
        Noun.Article => await db.OutletsAsync(cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(noun), noun, "Records have no names."),
    };

    /// <summary>The names of an input, placed from its own root.</summary>
    public static IEnumerable<Naming> Written(string name, IReadOnlyList<Alias>? aliases) =>
        (aliases ?? []).Select((x, i) => new Naming($"/aliases/{i}/name", x.Name)).Prepend(new Naming("/name", name));

    private static IEnumerable<Naming> Of(string slug, string name, IReadOnlyList<Alias> aliases) => aliases.Select(x => new Naming(slug, x.Name)).Prepend(new Naming(slug, name));

    /// <summary>Each outlet once, with one of its articles.</summary>
    private static async Task<IReadOnlyCollection<Naming>> OutletsAsync(this PeaceTalksDb db, CancellationToken cancellation)
    {
        var outlets = await db.ArticleVersions.Where(x => x.SupersededIn == null && x.Outlet != null).GroupBy(x => x.Outlet!)
            .Select(x => new { Outlet = x.Key, Slug = x.Min(article => article.Slug)! }).ToListAsync(cancellation);
        return [.. outlets.Select(x => new Naming(x.Slug, x.Outlet))];
    }
}
