using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>
/// Which meetings you ask for. Several values of one filter are alternatives. All filters but `article` look at the newest state.
/// </summary>
public sealed class MeetingFilters
{
    /// <summary>Slug of a process (a set of talks).</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of a party that takes part.</summary>
    public string[] Party { get; init; } = [];

    /// <summary>Slug of a speaker who takes part. Together with `party`: for that party.</summary>
    public string[] Speaker { get; init; } = [];

    /// <summary>The role of a participant. Together with `party` or `speaker`: their role.</summary>
    public MeetingRole[] Role { get; init; } = [];

    /// <summary>Slug of an issue. Selects meetings about the issue, or about proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>Slug of a proposal that it is about.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Selects meetings by kind.</summary>
    public MeetingKind[] Kind { get; init; } = [];

    /// <summary>Selects meetings by state.</summary>
    public MeetingState[] State { get; init; } = [];

    /// <summary>Slug of an article that reports any of the states.</summary>
    public string[] Article { get; init; } = [];

    /// <summary>Id of a meeting. Selects its sessions.</summary>
    public Guid[] PartOf { get; init; } = [];

    /// <summary>
    /// Selects what has all of these words in its names and texts. Words, beginnings of words and "phrases" are as in `/search`. Misspelt
    /// words find nothing.
    /// </summary>
    public SearchQuery? Q { get; init; }

    /// <summary>Only meetings that certainly take place on this day or later. Leaves out those whose day is unknown.</summary>
    public DateOnly? HeldFrom { get; init; }

    /// <summary>Only meetings that certainly take place on this day or earlier. Leaves out those whose day is unknown.</summary>
    public DateOnly? HeldTo { get; init; }

    /// <summary>Whether to list meetings with a state in force, meetings all of whose states were retracted, or both.</summary>
    public RecordStatus Status { get; init; } = RecordStatus.Current;

    /// <summary>Only states that were certainly stated by the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>The issues and proposals that the filters select. Null if no filter is given.</summary>
    /// <exception cref="Errors.ProblemException">422: a filter names something that does not exist.</exception>
    public (string[]? Issues, string[]? Proposals) Targets(ReferenceSnapshot snapshot)
    {
        snapshot.Require("process", Noun.Process, Process);
        snapshot.Require("party", Noun.Party, Party);
        snapshot.Require("speaker", Noun.Speaker, Speaker);
        snapshot.Require("issue", Noun.Issue, Issue);
        snapshot.Require("proposal", Noun.Proposal, Proposal);
        return snapshot.Targets(Issue, IncludeSubIssues, Proposal);
    }
}
