using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>The filters that choose targets, and which of the records on them count.</summary>
public class TargetFilters
{
    /// <summary>Slug of a process.</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of an issue: positions on it as a whole, and on the proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether the issues below count as well.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a proposal.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Chooses which records count, before anything is carried forward.</summary>
    public Attribution[] Attribution { get; init; } = [];

    /// <summary>Slug of the party that said so. Chooses which records count.</summary>
    public string[] AssertedBy { get; init; } = [];

    /// <summary>Slug of a speaker. Chooses which records count.</summary>
    public string[] Speaker { get; init; } = [];

    /// <summary>Name of an outlet, as its articles have it. Chooses which records count.</summary>
    public string[] Outlet { get; init; } = [];

    /// <summary>Slug of an article. Chooses which records count.</summary>
    public string[] Article { get; init; } = [];

    /// <exception cref="Http.ProblemException">422: something that is named is not there.</exception>
    public virtual TrackScope Scope(Catalogue catalogue)
    {
        catalogue.Require("process", Noun.Process, Process);
        catalogue.Require("issue", Noun.Issue, Issue);
        catalogue.Require("proposal", Noun.Proposal, Proposal);
        catalogue.Require("assertedBy", Noun.Party, AssertedBy);
        catalogue.Require("speaker", Noun.Speaker, Speaker);
        var (issues, proposals) = catalogue.Targets(Issue, IncludeSubIssues, Proposal);
        return new TrackScope(
            Chosen(Process), null, issues, proposals, null, Chosen([.. Attribution.Select(x => (short)x)]),
            Chosen(AssertedBy), Chosen(Speaker), Chosen(Outlet), Chosen(Article));
    }

    protected static T[]? Chosen<T>(T[] values) => values.Length == 0 ? null : values;
}
