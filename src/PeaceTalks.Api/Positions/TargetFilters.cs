using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Positions;

/// <summary>Filters that select targets, and the records on them that count.</summary>
public class TargetFilters
{
    /// <summary>Slug of a process (a set of talks).</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of an issue. Selects positions on the issue as a whole and on the proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a proposal.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Selects the records that count, before held positions are worked out.</summary>
    public Attribution[] Attribution { get; init; } = [];

    /// <summary>Slug of the party that asserted a record. Selects the records that count.</summary>
    public string[] AssertedBy { get; init; } = [];

    /// <summary>Slug of a speaker. Selects the records that count.</summary>
    public string[] Speaker { get; init; } = [];

    /// <summary>Name of an outlet, as its articles give it. Selects the records that count.</summary>
    public string[] Outlet { get; init; } = [];

    /// <summary>Slug of an article. Selects the records that count.</summary>
    public string[] Article { get; init; } = [];

    /// <summary>
    /// Slug of an article to leave out: the answer is what it would be without it. Records that cite another article as well still count,
    /// without the citations of this one.
    /// </summary>
    public string[] Without { get; init; } = [];

    /// <exception cref="Errors.ProblemException">422: a filter names an article or an outlet that does not exist.</exception>
    public async Task RequireArticlesAndOutletsAsync(LedgerDatabase database, Pin pin, CancellationToken cancellation)
    {
        await database.RequireOutletsAsync(pin, Outlet, cancellation);
        await database.RequireArticlesAsync(pin, Article, cancellation);
        await database.RequireArticlesAsync(pin, Without, cancellation, "without");
    }

    /// <exception cref="Errors.ProblemException">422: a filter names something that does not exist.</exception>
    public virtual TrackScope Scope(ReferenceSnapshot snapshot)
    {
        snapshot.Require("process", Noun.Process, Process);
        snapshot.Require("issue", Noun.Issue, Issue);
        snapshot.Require("proposal", Noun.Proposal, Proposal);
        snapshot.Require("assertedBy", Noun.Party, AssertedBy);
        snapshot.Require("speaker", Noun.Speaker, Speaker);
        var (issues, proposals) = snapshot.Targets(Issue, IncludeSubIssues, Proposal);
        return new TrackScope(
            Chosen(Process),
            null,
            issues,
            proposals,
            Chosen([.. Attribution.Select(x => (short)x)]),
            Chosen(AssertedBy),
            Chosen(Speaker),
            Chosen(Outlet),
            Chosen(Article),
            Chosen(Without)
        );
    }

    protected static T[]? Chosen<T>(T[] values) => values.Length == 0 ? null : values;
}
