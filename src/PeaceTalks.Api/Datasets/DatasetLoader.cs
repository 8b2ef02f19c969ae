using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Datasets;

/// <summary>Loads a data set into an empty ledger, as one revision.</summary>
public sealed class DatasetLoader(
    PeaceTalksDb db,
    LedgerWriter writer,
    ReferenceNouns nouns,
    IServiceProvider services,
    ILogger<DatasetLoader> logger
)
{
    /// <returns>False if the ledger already has revisions. Nothing is loaded then.</returns>
    /// <exception cref="InvalidDataException">
    /// The data set breaks a rule. The message names the article of the file and the place in it.
    /// </exception>
    public async Task<bool> LoadIntoEmptyAsync(Dataset dataset, CancellationToken cancellation)
    {
        if (await db.Revisions.AnyAsync(cancellation))
        {
            return false;
        }

        logger.LogInformation("Loading data set {Dataset}", dataset.Name);
        dataset.Check(services);
        var reference = dataset.Reference;
        var snapshot = new ReferenceSnapshot([
            new ReferenceIndex<ProcessVersion>(Noun.Process, reference.Processes.Select(x => x.Version(1, 1))),
            new ReferenceIndex<PartyVersion>(Noun.Party, reference.Parties.Select(x => x.Version(1, 1))),
            new ReferenceIndex<SpeakerVersion>(Noun.Speaker, reference.Speakers.Select(x => x.Version(1, 1))),
            new ReferenceIndex<IssueVersion>(Noun.Issue, reference.Issues.Select(x => x.Version(1, 1))),
            new ReferenceIndex<ProposalVersion>(Noun.Proposal, reference.Proposals.Select(x => x.Version(1, 1))),
        ]);
        var articles = dataset.Articles.ToDictionary(x => x.Article.Slug, x => CitableArticle.FromArticle(x.Article.Version(1, 1)));
        var coding = new Coding(snapshot, articles, articles.Keys, new KnownMeetings([]));
        foreach (var (article, positions, milestones, remarks, meetings) in dataset.Articles)
        {
            try
            {
                coding.Add(new CodingInput(positions, milestones, remarks, Meetings: meetings), "", article.Slug);
                coding.RequireValid();
            }
            catch (ProblemException problem)
            {
                throw new InvalidDataException($"{dataset.Name}, {article.Slug}: {problem.Message}", problem);
            }
        }

        return await writer.WriteAsync(
            new Authorship(ApiKey.Service, dataset.Note),
            async draft =>
            {
                // Another instance may have been faster.
                if (draft.Number > 1)
                {
                    return;
                }

                AddReferences(dataset, draft);
                await draft.AddAsync(coding, null, db, cancellation);
            },
            cancellation
        );
    }

    private void AddReferences(Dataset dataset, Draft draft)
    {
        AddEach(Noun.Process, dataset.Reference.Processes);
        AddEach(Noun.Party, dataset.Reference.Parties);
        AddEach(Noun.Speaker, dataset.Reference.Speakers);
        AddEach(Noun.Issue, dataset.Reference.Issues);
        AddEach(Noun.Proposal, dataset.Reference.Proposals);
        AddEach(Noun.Article, dataset.Articles.Select(x => x.Article));

        void AddEach<TItem, TVersion>(Noun noun, IEnumerable<IReferenceInput<TItem, TVersion>> inputs)
            where TItem : ReferenceItem
            where TVersion : ReferenceVersion
        {
            foreach (var input in inputs)
            {
                draft.AddReference(nouns[noun], input);
            }
        }
    }
}
