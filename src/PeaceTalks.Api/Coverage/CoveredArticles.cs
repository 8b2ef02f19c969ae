using System.Globalization;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Coverage;

/// <summary>What silence in the ledger means: where nothing is recorded, whether anybody has looked.</summary>
public enum CoverageState
{
    /// <summary>All articles of that time are coded whole. Where nothing is recorded, they hold nothing.</summary>
    Read,

    /// <summary>Some articles of that time are not coded whole. Where nothing is recorded, they may hold something.</summary>
    PartlyRead,

    /// <summary>No article of that time is coded, or there is none. Silence says nothing.</summary>
    NoneRead,
}

/// <summary>An article, and how much of it is coded.</summary>
/// <param name="Paragraphs">The number of paragraphs.</param>
/// <param name="AccountedFor">The number of paragraphs of which anything is recorded, even if only a remark.</param>
/// <param name="Records">
/// The number of positions, milestones and states of meetings that it reports, of the talks or, if you ask for an issue, on it.
/// </param>
public sealed record CoveredArticle(ArticleReference Article, int Paragraphs, int AccountedFor, int Records)
{
    internal bool IsCodedWhole => AccountedFor == Paragraphs;

    internal ShownLine ToLine() =>
        new(
            $"{(Article.Outlet is null ? "" : $"{Article.Outlet}, ")}{Article.Title}, {Article.PublishedOn.ToEdtf()}: {AccountedFor} of "
                + $"{Paragraphs} paragraphs accounted for, {Records} {(Records == 1 ? "record" : "records")}",
            Noun.Article.Path(Article.Slug)
        );
}

/// <summary>The articles of a time, newest first, and what the ledger's silence about that time means.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="More">Whether there are more, which are older. They do not count.</param>
public sealed record CoveredArticles(DateOnly From, DateOnly To, IReadOnlyList<CoveredArticle> Articles, bool More)
{
    public int CodedWhole => Articles.Count(x => x.IsCodedWhole);

    public CoverageState State =>
        Articles.All(x => x.AccountedFor == 0) ? CoverageState.NoneRead
        : Articles.All(x => x.IsCodedWhole) ? CoverageState.Read
        : CoverageState.PartlyRead;

    /// <summary>
    /// <c>All of the 3 articles about the talks from 2025-11-02 to 2026-01-31 are coded whole, so where nothing is recorded, they hold
    /// nothing. None of them reports anything on Donbas.</c>
    /// </summary>
    /// <param name="talks">The names of the talks.</param>
    /// <param name="issue">The name of the issue that the records are on. Null if no issue was asked for.</param>
    public string InWords(IReadOnlyCollection<string> talks, string? issue)
    {
        var about = $"about {(talks.Count == 0 ? "no talks" : string.Join(" and ", talks))} from {Iso(From)} to {Iso(To)}";
        if (Articles.Count == 0)
        {
            return $"The ledger has no article {about}, so silence says nothing.";
        }

        if (Articles is [var only])
        {
            return State switch
                {
                    CoverageState.NoneRead => $"The only article {about} is not coded, so silence says nothing.",
                    CoverageState.Read => $"The only article {about} is coded whole, so where nothing is recorded, it holds nothing.",
                    _ => $"The only article {about} is not coded whole, so where nothing is recorded, it may hold something.",
                }
                + (
                    issue is null || State == CoverageState.NoneRead
                        ? ""
                        : $" It reports {(only.Records > 0 ? "something" : "nothing")} on {issue}."
                );
        }

        var all = $"the {(More ? "newest " : "")}{Articles.Count} articles {about}";
        return State switch
        {
            CoverageState.NoneRead => $"None of {all} is coded, so silence says nothing.",
            CoverageState.Read => $"All of {all} are coded whole, so where nothing is recorded, they hold nothing.{OnIssue(issue)}",
            _ => $"Of {all}, {Whole()} coded whole, so where nothing is recorded, {Others()} may hold something.{OnIssue(issue)}",
        };
    }

    private string Whole() =>
        CodedWhole switch
        {
            0 => "none is",
            1 => "1 is",
            _ => $"{CodedWhole} are",
        };

    private string Others() => CodedWhole == 0 ? "they" : "the others";

    private string OnIssue(string? issue) =>
        (issue, Articles.Count(x => x.Records > 0)) switch
        {
            (null, _) => "",
            (_, 0) => $" None of them reports anything on {issue}.",
            (_, 1) => $" 1 of them reports something on {issue}.",
            (_, var count) => $" {count} of them report something on {issue}.",
        };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
