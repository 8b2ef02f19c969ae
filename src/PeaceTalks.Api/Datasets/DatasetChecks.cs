using FluentValidation;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Datasets;

/// <summary>Holds a data set to the rules for what people write.</summary>
public static class DatasetChecks
{
    /// <summary>Runs the validators of the requests.</summary>
    /// <exception cref="InvalidDataException">An item breaks a rule. The message names its place.</exception>
    public static void Check(this Dataset dataset, IServiceProvider services)
    {
        CheckEach(services, "processes", dataset.Reference.Processes);
        CheckEach(services, "parties", dataset.Reference.Parties);
        CheckEach(services, "speakers", dataset.Reference.Speakers);
        CheckEach(services, "issues", dataset.Reference.Issues);
        CheckEach(services, "proposals", dataset.Reference.Proposals);
        foreach (var coded in dataset.Articles)
        {
            CheckEach(services, coded.Article.Slug, [coded.Article]);
            CheckEach(services, $"{coded.Article.Slug}/positions", coded.Positions);
            CheckEach(services, $"{coded.Article.Slug}/milestones", coded.Milestones);
            CheckEach(services, $"{coded.Article.Slug}/meetings", coded.Meetings ?? []);
            CheckEach(services, $"{coded.Article.Slug}/remarks", coded.Remarks);
        }
    }

    private static void CheckEach<T>(IServiceProvider services, string place, IReadOnlyList<T> items)
    {
        var validator = services.GetRequiredService<IValidator<T>>();
        foreach (var (i, item) in items.Index())
        {
            if (validator.Validate(item).Errors is [var first, ..])
            {
                throw new InvalidDataException($"{place}/{i}{JsonPointer.FromPropertyPath(first.PropertyName)}: {first.ErrorMessage}");
            }
        }
    }
}
