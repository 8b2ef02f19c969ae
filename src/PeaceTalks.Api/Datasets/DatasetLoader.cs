using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Datasets;

/// <summary>Loads a data set into an empty ledger, as one revision.</summary>
public sealed class DatasetLoader(PeaceTalksDb db, LedgerWriter writer, IServiceProvider services)
{
    /// <returns>False where the ledger has revisions already; then nothing is loaded.</returns>
    /// <exception cref="InvalidDataException">The data set breaks a rule; with the file's article and the place in it.</exception>
    public async Task<bool> LoadIntoEmptyAsync(Dataset dataset, CancellationToken cancellation)
    {
        if (await db.Revisions.AnyAsync(cancellation))
        {
            return false;
        }

        Check(dataset);
        var catalogue = new Catalogue(
            dataset.Reference.Processes.Select(x => x.Version(1, 1)), dataset.Reference.Parties.Select(x => x.Version(1, 1)),
            dataset.Reference.Speakers.Select(x => x.Version(1, 1)), dataset.Reference.Issues.Select(x => x.Version(1, 1)),
            dataset.Reference.Proposals.Select(x => x.Version(1, 1)));
        var articles = dataset.Articles.ToDictionary(x => x.Article.Slug, x => x.Article.Version(1, 1));
        var coding = new Coding();
        foreach (var (article, positions, milestones, remarks) in dataset.Articles)
        {
            try
            {
                coding.Add(new CodingInput(positions, milestones, remarks), (list, i) => $"/{list}/{i}", article.Slug, catalogue, articles, articles.Keys);
            }
            catch (ProblemException problem)
            {
                throw new InvalidDataException($"{dataset.Name}, {article.Slug}: {problem.Message}", problem);
            }
        }

        return await writer.WriteAsync(new Authorship("PeaceTalks", dataset.Note), dryRun: false, async draft =>
        {
            // Another instance may have been first.
            if (draft.Number > 1)
            {
                return;
            }

            AddReferences(dataset, draft);
            await draft.AddAsync(coding, null, catalogue, db, cancellation);
        }, revision => Task.FromResult(revision == 1), cancellation);
    }

    private static void AddReferences(Dataset dataset, Draft draft)
    {
        foreach (var process in dataset.Reference.Processes)
        {
            draft.AddReference(Noun.Process, process);
        }

        foreach (var party in dataset.Reference.Parties)
        {
            draft.AddReference(Noun.Party, party);
        }

        foreach (var speaker in dataset.Reference.Speakers)
        {
            draft.AddReference(Noun.Speaker, speaker);
        }

        foreach (var issue in dataset.Reference.Issues)
        {
            draft.AddReference(Noun.Issue, issue);
        }

        foreach (var proposal in dataset.Reference.Proposals)
        {
            draft.AddReference(Noun.Proposal, proposal);
        }

        foreach (var (article, _, _, _) in dataset.Articles)
        {
            draft.AddReference(Noun.Article, article);
        }
    }

    /// <summary>By the validators of the requests.</summary>
    private void Check(Dataset dataset)
    {
        CheckEach("processes", dataset.Reference.Processes);
        CheckEach("parties", dataset.Reference.Parties);
        CheckEach("speakers", dataset.Reference.Speakers);
        CheckEach("issues", dataset.Reference.Issues);
        CheckEach("proposals", dataset.Reference.Proposals);
        foreach (var coded in dataset.Articles)
        {
            CheckEach(coded.Article.Slug, [coded.Article]);
            CheckEach($"{coded.Article.Slug}/positions", coded.Positions);
            CheckEach($"{coded.Article.Slug}/milestones", coded.Milestones);
            CheckEach($"{coded.Article.Slug}/remarks", coded.Remarks);
        }
    }

    private void CheckEach<T>(string place, IReadOnlyList<T> items)
    {
        var validator = services.GetRequiredService<IValidator<T>>();
        foreach (var (i, item) in items.Index())
        {
            if (validator.Validate(item).Errors is [var first, ..])
            {
                throw new InvalidDataException($"{place}/{i}{JsonPointer.OfPropertyPath(first.PropertyName)}: {first.ErrorMessage}");
            }
        }
    }
}
