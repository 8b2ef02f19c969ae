using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Revisions;

/// <summary>Which changes the stream tells you about. Several values of one filter are alternatives.</summary>
public sealed class StreamFilters
{
    /// <summary>The exact name of the key that wrote it.</summary>
    public string[] Author { get; init; } = [];

    /// <summary>The kind of thing that was changed.</summary>
    public Noun[] Noun { get; init; } = [];

    /// <summary>How a position changed what its track holds. Leaves out every other change.</summary>
    public DiffKind[] Kind { get; init; } = [];

    /// <summary>Slug of a process (a set of talks).</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of a party: of the holder of a position, of whoever took a step or took part in a meeting.</summary>
    public string[] Party { get; init; } = [];

    /// <summary>Slug of an issue. Selects changes of the issue as a whole and of the proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a proposal.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Whether the filters look at reference data. Without these, they need nothing but the change.</summary>
    public bool HasSubjects() => Process.Length > 0 || Party.Length > 0 || Issue.Length > 0 || Proposal.Length > 0;

    /// <param name="snapshot">The reference data that says which issues a process has, and which proposals address an issue.</param>
    /// <exception cref="Errors.ProblemException">422: a filter names something that does not exist.</exception>
    public ChangeFilter On(ReferenceSnapshot snapshot)
    {
        snapshot.Require("process", Ledger.Noun.Process, Process);
        snapshot.Require("party", Ledger.Noun.Party, Party);
        snapshot.Require("issue", Ledger.Noun.Issue, Issue);
        snapshot.Require("proposal", Ledger.Noun.Proposal, Proposal);
        var (issues, proposals) = snapshot.Targets(Issue, IncludeSubIssues, Proposal);
        return new ChangeFilter(this, issues?.ToHashSet(), proposals?.ToHashSet(), snapshot);
    }
}
