using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Datasets;

/// <summary>Plans what a renewal does about reference data, noun by noun.</summary>
/// <param name="head">The ledger as it is.</param>
/// <param name="revisions">The revisions that loaded and renewed the data set.</param>
/// <param name="added">What they added.</param>
internal sealed class ReferenceRenewal(
    PeaceTalksDb db,
    ReferenceNouns nouns,
    Pin head,
    IReadOnlySet<long> revisions,
    IReadOnlyCollection<(Noun Noun, string Subject)> added,
    RenewalPlan plan
)
{
    private readonly List<(string Place, SlugReference Mention)> mentions = [];
    private readonly List<Finding> findings = [];

    /// <returns>The versions that will be in force, of the items that the data set has.</returns>
    public async Task<IReadOnlyList<TVersion>> PlanAsync<TItem, TVersion>(
        string place,
        Noun noun,
        IEnumerable<IReferenceInput<TItem, TVersion>> inputs,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        var items = inputs.ToDictionary(x => x.Slug);
        var slugs = added.Where(x => x.Noun == noun).Select(x => x.Subject).Union(items.Keys).ToArray();
        var versions = await db.Set<TVersion>()
            .AsNoTracking()
            .Where(x => x.SupersededIn == null && slugs.Contains(x.Slug))
            .ToDictionaryAsync(x => x.Slug, cancellation);
        foreach (var gone in slugs.Where(x => !items.ContainsKey(x) && versions.ContainsKey(x)))
        {
            plan.Keep(noun, gone, "no longer in the data set; reference data is never removed");
        }

        List<TVersion> then = [];
        List<IReferenceInput<TItem, TVersion>> written = [];
        foreach (var (slug, input) in items)
        {
            if (!versions.TryGetValue(slug, out var current))
            {
                await RequireNoLookAlikeAsync<TItem>(place, noun, slug, cancellation);
                plan.Change(noun, ChangeAction.Added, draft => draft.AddReference(nouns[noun], input));
                then.Add(input.Version(1, head.Revision + 1));
                written.Add(input);
            }
            else if (input.SaysTheSameAs(current))
            {
                then.Add(current);
            }
            else if (revisions.Contains(current.RecordedIn))
            {
                plan.Change(noun, ChangeAction.Edited, draft => draft.EditReference(nouns[noun], current, input));
                then.Add(input.Version(current.Version + 1, head.Revision + 1));
                written.Add(input);
            }
            else
            {
                plan.Keep(noun, slug, await ByWhomAsync(current, cancellation));
                then.Add(current);
            }
        }

        await CheckNamesAsync(place, noun, written, cancellation);
        mentions.AddRange(written.SelectMany(x => x.References().Select(mention => ($"/{place}/{x.Slug}{mention.Pointer}", mention))));
        return then;
    }

    /// <summary>Articles do not lose paragraphs that something refers to.</summary>
    public async Task RequireParagraphsAsync(IEnumerable<ArticleVersion> then, CancellationToken cancellation)
    {
        foreach (var article in then.Where(x => x.RecordedIn > head.Revision && x.Version > 1))
        {
            await db.RequireParagraphsAsync(article.Slug, article.ParagraphDigests.Count, cancellation);
        }
    }

    /// <param name="snapshot">The reference data as it will be.</param>
    /// <param name="articles">The slugs of the articles that there will be.</param>
    /// <exception cref="ProblemException">422: something mentions what does not exist, or has a name that looks like another.</exception>
    public void RequireValid(ReferenceSnapshot snapshot, IReadOnlyCollection<string> articles)
    {
        var unknown = snapshot.Unknown(mentions.Select(x => x.Mention with { Pointer = x.Place }), articles).ToList();
        if (unknown.Count > 0)
        {
            throw Problems.UnknownReferences(unknown);
        }

        if (findings.Count > 0)
        {
            throw Problems.Unprocessable(findings);
        }
    }

    private async Task<string> ByWhomAsync(ReferenceVersion current, CancellationToken cancellation)
    {
        var author = await db.Revisions.Where(x => x.Number == current.RecordedIn).Select(x => x.Author).SingleAsync(cancellation);
        return new Doing(current.RecordedIn, author, IsOfDataset: false).Words(current.Version == 1 ? "added" : "edited");
    }

    private async Task RequireNoLookAlikeAsync<TItem>(string place, Noun noun, string slug, CancellationToken cancellation)
        where TItem : ReferenceItem
    {
        if (await db.SlugsLikeAsync<TItem>(slug, cancellation) is [var other, ..])
        {
            findings.Add(new($"/{place}/{slug}", $"looks like {noun.Word()} '{other}', written with other characters"));
        }
    }

    private async Task CheckNamesAsync<TItem, TVersion>(
        string place,
        Noun noun,
        IReadOnlyList<IReferenceInput<TItem, TVersion>> written,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        var names = written.SelectMany(x => x.Names().Select(name => name with { Place = $"/{place}/{x.Slug}{name.Place}" })).ToList();
        if (names.Count > 0)
        {
            findings.AddRange(LookAlikes.Find(noun, names, await nouns[noun].NamesAsync(db, head, cancellation)));
        }
    }
}
