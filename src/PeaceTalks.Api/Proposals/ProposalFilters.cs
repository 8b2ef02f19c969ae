using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Proposals;

/// <summary>Which proposals you ask for. Several values of one filter are alternatives.</summary>
public sealed class ProposalFilters
{
    /// <summary>Slug of a process (a set of talks).</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of an issue that the proposal addresses.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a party that wrote it, put it forward or stands behind it.</summary>
    public string[] Sponsor { get; init; } = [];

    /// <summary>Selects proposals by kind.</summary>
    public ProposalKind[] Kind { get; init; } = [];

    /// <summary>Selects proposals by how their text is known.</summary>
    public Disclosure[] Disclosure { get; init; } = [];

    /// <exception cref="Errors.ProblemException">422: a filter names something that does not exist.</exception>
    public void Check(ReferenceSnapshot snapshot)
    {
        snapshot.Require("process", Noun.Process, Process);
        snapshot.Require("issue", Noun.Issue, Issue);
        snapshot.Require("sponsor", Noun.Party, Sponsor);
    }

    public Func<ProposalVersion, bool> Matcher(ReferenceSnapshot snapshot)
    {
        var issues = snapshot.WithSubIssues(Issue, IncludeSubIssues);
        return proposal =>
            (Process.Length == 0 || Process.Contains(proposal.Process))
            && (Issue.Length == 0 || proposal.Issues.Any(issues.Contains))
            && (Sponsor.Length == 0 || proposal.Sponsors.Any(x => Sponsor.Contains(x.Party)))
            && (Kind.Length == 0 || Kind.Contains(proposal.Kind))
            && (Disclosure.Length == 0 || Disclosure.Contains(proposal.Disclosure));
    }
}
