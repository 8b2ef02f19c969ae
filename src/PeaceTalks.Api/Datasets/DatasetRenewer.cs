using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;

namespace PeaceTalks.Api.Datasets;

/// <summary>
/// Brings what a ledger holds of a data set to what the data set of this release says, as one revision. What a person has changed stays.
/// </summary>
public sealed class DatasetRenewer(
    PeaceTalksDb db,
    LedgerWriter writer,
    PinReader pins,
    ReferenceNouns nouns,
    DatasetLedger ledger,
    DiffReader diffs,
    IServiceProvider services
)
{
    private const int MostDiffItems = 200;

    /// <exception cref="ProblemException">
    /// 409: the ledger did not begin with the data set; 422: what people have written rules something out that the data set says.
    /// </exception>
    public Task<RenewalContract> RenewAsync(Dataset dataset, Authorship authorship, bool dryRun, CancellationToken cancellation)
    {
        dataset.Check(services);
        var (plan, tracks) = (new RenewalPlan(), Array.Empty<Guid>());
        return writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                var head = await pins.ReadAsync(PinRequest.Newest with { Number = draft.Number - 1 }, cancellation);
                (plan, var coding) = await PlanAsync(dataset, head, cancellation);
                await db.RequireFreeAsync(coding.Ids, cancellation);
                tracks = plan.ApplyTo(draft, coding);
            },
            async written =>
            {
                var diff = plan.IsEmpty ? [] : await diffs.OfWriteAsync(tracks, written, cancellation);
                return new RenewalContract(
                    plan.IsEmpty ? null : written.Pin.Revision,
                    dryRun,
                    dataset.Name,
                    plan.Counts.Sum(x => x.Changes),
                    plan.Counts,
                    plan.Kept,
                    [.. diff.Take(MostDiffItems)],
                    Math.Max(0, diff.Count - MostDiffItems)
                );
            },
            cancellation
        );
    }

    /// <summary>Whether a renewal would change anything. It reads what a renewal reads, and waits for no writer.</summary>
    public async Task<bool> IsDueAsync(Dataset dataset, Pin head, CancellationToken cancellation) =>
        !(await PlanAsync(dataset, head, cancellation)).Plan.IsEmpty;

    /// <returns>The plan, and what is to be recorded under its ids.</returns>
    private async Task<(RenewalPlan Plan, Coding Coding)> PlanAsync(Dataset dataset, Pin head, CancellationToken cancellation)
    {
        var revisions = (await ledger.RevisionsAsync(dataset.Name, cancellation)).Select(x => x.Number).ToHashSet();
        if (revisions.Count == 0)
        {
            throw Problems.Conflict($"The ledger did not begin with the data set '{dataset.Name}', so there is nothing to renew.");
        }

        var plan = new RenewalPlan();
        var added = await ledger.AddedAsync([.. revisions], cancellation);
        var references = new ReferenceRenewal(db, nouns, head, revisions, added, plan);
        var snapshot = new ReferenceSnapshot([
            Then(Noun.Process, await ReferencesAsync("processes", Noun.Process, dataset.Reference.Processes)),
            Then(Noun.Party, await ReferencesAsync("parties", Noun.Party, dataset.Reference.Parties)),
            Then(Noun.Speaker, await ReferencesAsync("speakers", Noun.Speaker, dataset.Reference.Speakers)),
            Then(Noun.Issue, await ReferencesAsync("issues", Noun.Issue, dataset.Reference.Issues)),
            Then(Noun.Proposal, await ReferencesAsync("proposals", Noun.Proposal, dataset.Reference.Proposals)),
        ]);
        var articles = await ReferencesAsync("articles", Noun.Article, dataset.Articles.Select(x => x.Article));
        await references.RequireParagraphsAsync(articles, cancellation);
        var slugs = (await db.ArticleSlugsAsync(head.Revision, cancellation)).Union(articles.Select(x => x.Slug)).ToList();
        references.RequireValid(snapshot, slugs);
        return (plan, await PlanRecordsAsync(dataset, snapshot, articles, slugs, plan, added, revisions, cancellation));

        Task<IReadOnlyList<TVersion>> ReferencesAsync<TItem, TVersion>(
            string place,
            Noun noun,
            IEnumerable<IReferenceInput<TItem, TVersion>> inputs
        )
            where TItem : ReferenceItem
            where TVersion : ReferenceVersion => references.PlanAsync(place, noun, inputs, cancellation);

        ReferenceIndex<TVersion> Then<TVersion>(Noun noun, IReadOnlyList<TVersion> then)
            where TVersion : ReferenceVersion => new(noun, then.UnionBy(head.Snapshot.Find(noun)!.Versions.Cast<TVersion>(), x => x.Slug));
    }

    private async Task<Coding> PlanRecordsAsync(
        Dataset dataset,
        ReferenceSnapshot snapshot,
        IReadOnlyList<ArticleVersion> articles,
        IReadOnlyCollection<string> slugs,
        RenewalPlan plan,
        IReadOnlyCollection<(Noun Noun, string Subject)> added,
        IReadOnlySet<long> revisions,
        CancellationToken cancellation
    )
    {
        var items = DatasetNoun.All.ToDictionary(x => x.Noun, x => x.Items(dataset).ToList());
        var first = added.Where(x => items.ContainsKey(x.Noun)).Select(x => (x.Noun, Id: Guid.Parse(x.Subject))).ToList();
        var histories = await ledger.HistoriesAsync(
            [.. first.Select(x => x.Id).Union(items.Values.SelectMany(x => x).Select(x => x.Id))],
            revisions,
            cancellation
        );
        var records = new Dictionary<Guid, IRecorded>();
        foreach (var noun in DatasetNoun.All)
        {
            var ids = histories.Where(x => x.Key.Noun == noun.Noun).SelectMany(x => x.Value.Records).Select(x => x.Id).ToArray();
            foreach (var (id, record) in await noun.ReadAsync(db, ids, cancellation))
            {
                records.Add(id, record);
            }
        }

        var citations = await FurtherCitations.ReadAsync(db, records.Values, revisions, cancellation);
        var citable = articles.Select(CitableArticle.FromArticle).ToDictionary(x => x.Slug);
        await AddCitableAsync(citations.Articles.Except(citable.Keys), citable, cancellation);
        var said = Said(items, snapshot, citable, slugs);
        var coding = new Coding(snapshot, citable, slugs, new KnownMeetings([.. records.Values.OfType<Meeting>()]));
        foreach (var noun in DatasetNoun.All)
        {
            var ofFirst = items[noun.Noun].ToDictionary(x => FirstId(noun.Noun, x.Id));
            var known = first.Where(x => x.Noun == noun.Noun && histories.ContainsKey((x.Noun, x.Id))).Select(x => x.Id);
            foreach (var id in ofFirst.Keys.Union(known))
            {
                Plan(noun, id, ofFirst.GetValueOrDefault(id));
            }
        }

        coding.RequireValid();
        return coding;

        // An id that the ledger has given to another noun is not free.
        Guid FirstId(Noun noun, Guid id) =>
            histories.ContainsKey((noun, id)) || !histories.Keys.Any(x => x.Id == id) ? id : Texts.NamedId.For($"{id}\n{noun.Word()}");

        void Plan(DatasetNoun noun, Guid id, CodedItem? item)
        {
            var history = histories.GetValueOrDefault((noun.Noun, id));
            var last = history is null ? null : records[history.Last.Id];
            var further = history is null ? FurtherCitations.Places.None : citations.Of([.. history.Records.Select(x => records[x.Id])]);
            var beside = item is null ? [] : further.Beside(said[(noun.Noun, item.Id)]);
            var isSame =
                item is not null
                && last is not null
                && noun.IsSame(further.TakenOutOf(said[(noun.Noun, item.Id)]), further.TakenOutOf(last));
            var renewal = RecordRenewal.Decide(id, item?.Content, history, isSame, further.ByPerson);
            switch (renewal.Step)
            {
                case RenewalStep.Add:
                    plan.Add(noun.Noun, renewal.Id, null);
                    noun.AddTo(coding, item!, renewal.Id, []);
                    break;
                case RenewalStep.Correct:
                    plan.Add(noun.Noun, renewal.Id, last);
                    noun.AddTo(coding, item!, renewal.Id, beside);
                    break;
                case RenewalStep.Retract:
                    plan.Retract(noun.Noun, last!);
                    break;
                case RenewalStep.Keep:
                    plan.Keep(noun.Noun, renewal.Id.ToString(), renewal.Reason!);
                    break;
            }
        }
    }

    private async Task AddCitableAsync(
        IEnumerable<string> slugs,
        Dictionary<string, CitableArticle> citable,
        CancellationToken cancellation
    )
    {
        var others = slugs.ToArray();
        var versions = await db
            .ArticleVersions.AsNoTracking()
            .Where(x => x.SupersededIn == null && others.Contains(x.Slug))
            .ToListAsync(cancellation);
        foreach (var version in versions)
        {
            citable.Add(version.Slug, CitableArticle.FromArticle(version));
        }
    }

    /// <summary>The records that the data set says, as the ledger would record them, by the ids of the data set.</summary>
    private static Dictionary<(Noun, Guid), IRecorded> Said(
        Dictionary<Noun, List<CodedItem>> items,
        ReferenceSnapshot snapshot,
        Dictionary<string, CitableArticle> articles,
        IReadOnlyCollection<string> slugs
    )
    {
        var coding = new Coding(snapshot, articles, slugs, new KnownMeetings([]));
        foreach (var noun in DatasetNoun.All)
        {
            foreach (var item in items[noun.Noun])
            {
                noun.AddTo(coding, item, item.Id, []);
            }
        }

        coding.RequireValid();
        return new Draft(0).Add(coding, _ => null).All.ToDictionary(x => (x.Noun, x.Record.Id), x => x.Record);
    }
}
