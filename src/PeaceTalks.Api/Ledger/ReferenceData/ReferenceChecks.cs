using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>Something that a request refers to by its slug, and the place in the request.</summary>
public readonly record struct SlugReference(string Pointer, Noun Noun, string Slug)
{
    /// <summary>What a source refers to.</summary>
    public static IEnumerable<SlugReference> FromSource(string pointer, ReferenceSource? source)
    {
        if (source is null)
        {
            yield break;
        }

        yield return new SlugReference(pointer.At("source").At("article"), Noun.Article, source.Article);
        if (source.AssertedBy is { } party)
        {
            yield return new SlugReference(pointer.At("source").At("assertedBy"), Noun.Party, party);
        }
    }
}

/// <summary>Checks that everything that writes and filters refer to exists at the revision in question.</summary>
public static class ReferenceChecks
{
    /// <summary>Gives a finding for each mention of something that does not exist.</summary>
    /// <param name="articles">The slugs of existing articles: at least of those that are mentioned.</param>
    public static IEnumerable<Finding> Unknown(
        this ReferenceSnapshot snapshot,
        IEnumerable<SlugReference> mentions,
        IReadOnlyCollection<string> articles
    ) =>
        from mention in mentions
        let known = snapshot.Find(mention.Noun)
        where !(known?.Has(mention.Slug) ?? articles.Contains(mention.Slug))
        select Problems.Unknown(
            mention.Pointer,
            mention.Noun.Word(),
            mention.Slug,
            known is null ? Spelling.Nearest(mention.Slug, articles) : known.Suggestion(mention.Slug),
            mention.Noun.Path()
        );

    /// <exception cref="ProblemException">422: something that a filter names does not exist.</exception>
    public static void Require(this ReferenceSnapshot snapshot, string parameter, Noun noun, params IEnumerable<string?> slugs)
    {
        var unknown = snapshot.Unknown(slugs.OfType<string>().Select(slug => new SlugReference(parameter, noun, slug)), []).ToList();
        if (unknown.Count > 0)
        {
            throw Problems.UnknownReferences(unknown);
        }
    }

    /// <exception cref="ProblemException">404: what the path names does not exist.</exception>
    public static T Require<T>(this ReferenceIndex<T> index, string slug)
        where T : ReferenceVersion =>
        index.Find(slug) ?? throw Problems.NotFound(index.Noun.Word(), slug, index.Suggestion(slug), index.Noun.Path());

    /// <summary>
    /// What somebody who gave this slug probably meant: the only item with this name or alias, or failing that with these words in its
    /// names, or failing that the nearest slug. Null if there is nothing of the kind, and if several are named so. It is a suggestion
    /// alone: no slug is ever guessed.
    /// </summary>
    public static string? Suggestion(this IReferenceIndex index, string slug) =>
        slug.Length > ReferenceVersion.NameMaxLength
            ? null
            : index.Meant.Find(slug) switch
            {
                [] => Spelling.Nearest(slug, index.Slugs),
                [var only] => only,
                _ => null,
            };

    /// <exception cref="ProblemException">422: something that a write mentions does not exist.</exception>
    public static async Task RequireAsync(
        this ReferenceNouns nouns,
        PeaceTalksDb db,
        Pin head,
        IReadOnlyCollection<SlugReference> mentions,
        CancellationToken cancellation
    )
    {
        var articles = nouns[Noun.Article];
        var mentioned = mentions.Where(x => x.Noun == Noun.Article).Select(x => x.Slug).Distinct().ToList();
        IReadOnlyCollection<string> known = mentioned.Count == 0 ? [] : await articles.KnownSlugsAsync(db, head, mentioned, cancellation);
        if (head.Snapshot.Unknown(mentions, known).Any())
        {
            throw Problems.UnknownReferences(head.Snapshot.Unknown(mentions, await articles.SlugsAsync(db, head, cancellation)));
        }
    }
}
