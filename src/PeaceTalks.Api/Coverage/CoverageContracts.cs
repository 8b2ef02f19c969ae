using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Coverage;

/// <summary>What silence in the ledger means, for a process, an issue and a day, and the articles that this rests on.</summary>
/// <param name="AsOf">The last day on which the articles can have been published.</param>
/// <param name="Issue">The issue on which records were counted. Null if you asked for none.</param>
/// <param name="From">The first day of the time: `days` before `asOf`.</param>
/// <param name="Words">The same in a sentence or two.</param>
/// <param name="CodedWhole">The number of these articles of which every paragraph is accounted for.</param>
/// <param name="More">True if there are more than 200 such articles. Then only the newest 200 are listed, and count.</param>
/// <param name="Articles">The articles of that time, newest first.</param>
public sealed record CoverageContract(
    DateOnly AsOf,
    long KnownAt,
    Reference Process,
    Reference? Issue,
    DateOnly From,
    CoverageState Coverage,
    string Words,
    int CodedWhole,
    bool More,
    IReadOnlyList<CoveredArticle> Articles,
    Links Links
) : ICitable
{
    DateOnly? IOfDay.Day => AsOf;

    string? IShownAnswer.Headline => Words;

    IEnumerable<ShownLine> IShownAnswer.Lines => Articles.Select(x => x.ToLine());

    public static CoverageContract FromArticles(CoveredArticles covered, string process, string? issue, Names names, Links links)
    {
        var (talks, on) = (names.Process(process), issue is null ? null : names.Issue(issue));
        return new(
            covered.To,
            names.Pin.Revision,
            talks,
            on,
            covered.From,
            covered.State,
            covered.InWords([talks.Name], on?.Name),
            covered.CodedWhole,
            covered.More,
            covered.Articles,
            links
        );
    }

    public IEnumerable<CitedRecord> Cited() =>
        Articles.Select(x => new CitedRecord(Noun.Article, x.Article.Slug, x.Article.Title, x.Article.PublishedOn, null, null, []));
}

/// <summary>An article as a line of CSV, with how much of it is coded.</summary>
/// <param name="Article">The article.</param>
/// <param name="Paragraphs">The number of paragraphs.</param>
/// <param name="AccountedFor">The number of paragraphs of which anything is recorded, even if only a remark.</param>
/// <param name="Records">
/// The number of positions, milestones and states of meetings that it reports, of the talks or, if you ask for an issue, on it.
/// </param>
public sealed record CoveredArticleRow(ArticleReference Article, int Paragraphs, int AccountedFor, int Records) : IRow
{
    public static CoveredArticleRow FromArticle(CoveredArticle article) =>
        new(article.Article, article.Paragraphs, article.AccountedFor, article.Records);
}
