using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Records;

/// <summary>Collects what is wrong with statements: references to what does not exist, and rules that they break.</summary>
/// <param name="articles">The slugs of all articles, for suggestions. If all named articles exist, those are enough.</param>
public sealed class StatementFindings(IReadOnlyCollection<string> articles)
{
    private readonly List<Finding> unknown = [];
    private readonly List<Finding> broken = [];

    public int Count => unknown.Count + broken.Count;

    public void Add(string pointer, string message) => broken.Add(new Finding(pointer, message));

    public void AddUnknown(ReferenceSnapshot snapshot, params IEnumerable<SlugReference> mentions) =>
        unknown.AddRange(snapshot.Unknown(mentions, []));

    /// <summary>Adds a reference to something that does not exist.</summary>
    public void AddUnknown(Finding finding) => unknown.Add(finding);

    public void AddUnknownArticle(string pointer, string slug) =>
        unknown.Add(Problems.Unknown(pointer, "article", slug, Spelling.Nearest(slug, articles), Noun.Article.Path()));

    /// <exception cref="ProblemException">422 with everything that was found, if there was anything.</exception>
    public void ThrowIfAny()
    {
        if (unknown.Count > 0)
        {
            throw Problems.UnknownReferences([.. unknown, .. broken]);
        }

        if (broken.Count > 0)
        {
            throw Problems.Unprocessable(broken);
        }
    }
}
