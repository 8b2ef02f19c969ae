using PeaceTalks.Api.Data;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

/// <summary>Which milestones you ask for. Several values of one filter are alternatives.</summary>
public sealed class MilestoneFilters
{
    /// <summary>Slug of a process (a set of talks).</summary>
    public string[] Process { get; init; } = [];

    /// <summary>Slug of an issue. Selects the state of the issue and the steps of the proposals that address it.</summary>
    public string[] Issue { get; init; } = [];

    /// <summary>Whether to include sub-issues, at any depth.</summary>
    public bool IncludeSubIssues { get; init; }

    /// <summary>The slug of a proposal.</summary>
    public string[] Proposal { get; init; } = [];

    /// <summary>Slug of the party that took the step.</summary>
    public string[] By { get; init; } = [];

    /// <summary>Slug of the party that asserted it.</summary>
    public string[] AssertedBy { get; init; } = [];

    /// <summary>Selects milestones by step.</summary>
    public Step[] Step { get; init; } = [];

    /// <summary>Slug of an article that reports the milestone.</summary>
    public string[] Article { get; init; } = [];

    /// <summary>Id of a meeting. Selects milestones that happened at it.</summary>
    public Guid[] Meeting { get; init; } = [];

    /// <summary>Whether to list records in force, superseded records, or both.</summary>
    public RecordStatus Status { get; init; } = RecordStatus.Current;

    /// <summary>Only milestones that certainly happened by the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    public IQueryable<Milestone> Apply(PeaceTalksDb db, Pin pin)
    {
        var snapshot = pin.Snapshot;
        snapshot.Require("process", Noun.Process, Process);
        snapshot.Require("issue", Noun.Issue, Issue);
        snapshot.Require("proposal", Noun.Proposal, Proposal);
        snapshot.Require("by", Noun.Party, By);
        snapshot.Require("assertedBy", Noun.Party, AssertedBy);
        var (issues, proposals) = snapshot.Targets(Issue, IncludeSubIssues, Proposal);
        var found = Status switch
        {
            RecordStatus.Current => db.Milestones.InForceAt(pin.Revision),
            RecordStatus.Superseded => db.Milestones.KnownAt(pin.Revision).Where(x => x.SupersededIn <= pin.Revision),
            _ => db.Milestones.KnownAt(pin.Revision),
        };
        found = found.Where(x => x.Latest <= pin.AsOf);
        found = Process.Length == 0 ? found : found.Where(x => Process.Contains(x.Process));
        found = By.Length == 0 ? found : found.Where(x => By.Contains(x.By));
        found = AssertedBy.Length == 0 ? found : found.Where(x => AssertedBy.Contains(x.AssertedBy));
        found = Step.Length == 0 ? found : found.Where(x => Step.Contains(x.Step));
        found = Meeting.Length == 0 ? found : found.Where(x => Meeting.Contains(x.Meeting!.Value));
        found =
            Article.Length == 0
                ? found
                : found.Where(x => x.Citations.Any(c => Article.Contains(c.Article) && c.RecordedIn <= pin.Revision));
        return proposals is null
            ? found
            : found.Where(x => (issues ?? Array.Empty<string>()).Contains(x.Issue) || proposals.Contains(x.Proposal));
    }
}
