using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Ledger;

/// <summary>What writes and filters may refer to: the reference data of one revision, and of the write itself.</summary>
public static class Mentions
{
    /// <summary>Where the items of a noun are listed.</summary>
    public static string PathOf(Noun noun) => noun switch
    {
        Noun.Process => "/api/v1/processes",
        Noun.Party => "/api/v1/parties",
        _ => $"/api/v1/{WordFor(noun)}s",
    };

    public static string WordFor(Noun noun) => EnumNames.NameOf(noun).ToLowerInvariant();

    /// <summary>A finding for each mention of something that is not there.</summary>
    /// <param name="articles">The slugs of the articles that are there, of those mentioned at least.</param>
    public static IEnumerable<Finding> Unknown(this Catalogue catalogue, IEnumerable<Mention> mentions, IReadOnlyCollection<string> articles) =>
        from mention in mentions
        where !catalogue.Slugs(mention.Noun, articles).Contains(mention.Slug)
        select Problems.Unknown(
            mention.Pointer, WordFor(mention.Noun), mention.Slug, Spelling.Nearest(mention.Slug, catalogue.Slugs(mention.Noun, articles)), PathOf(mention.Noun));

    /// <exception cref="ProblemException">422: something that a filter names is not there.</exception>
    public static void Require(this Catalogue catalogue, string parameter, Noun noun, params IEnumerable<string?> slugs)
    {
        var unknown = catalogue.Unknown(slugs.OfType<string>().Select(slug => new Mention(parameter, noun, slug)), []).ToList();
        if (unknown.Count > 0)
        {
            throw Problems.UnknownReferences(unknown);
        }
    }

    /// <exception cref="ProblemException">404: what the path names is not there.</exception>
    public static T Require<T>(this Shelf<T> shelf, Noun noun, string slug) where T : ReferenceVersion =>
        shelf.Find(slug) ?? throw Problems.NotFound(WordFor(noun), slug, Spelling.Nearest(slug, shelf.All.Select(x => x.Slug)), PathOf(noun));

    /// <exception cref="ProblemException">422: something that a write mentions is not there.</exception>
    public static async Task RequireAsync(
        this PeaceTalksDb db, Pin head, IReadOnlyCollection<Mention> mentions, CancellationToken cancellation)
    {
        var articles = await db.ArticlesAsync(head.Revision, mentions.Where(x => x.Noun == Noun.Article).Select(x => x.Slug), cancellation);
        if (head.Catalogue.Unknown(mentions, articles.Keys).Any())
        {
            throw Problems.UnknownReferences(head.Catalogue.Unknown(mentions, await db.ArticleSlugsAsync(head.Revision, cancellation)));
        }
    }

    private static IEnumerable<string> Slugs(this Catalogue catalogue, Noun noun, IReadOnlyCollection<string> articles) => noun switch
    {
        Noun.Process => catalogue.Processes.Slugs,
        Noun.Party => catalogue.Parties.Slugs,
        Noun.Speaker => catalogue.Speakers.Slugs,
        Noun.Issue => catalogue.Issues.Slugs,
        Noun.Proposal => catalogue.Proposals.Slugs,
        Noun.Article => articles,
        _ => throw new ArgumentOutOfRangeException(nameof(noun), noun, "Records have ids, not slugs."),
    };
}
