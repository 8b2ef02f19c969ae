using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Revisions;

/// <summary>Decides which changes somebody is told about.</summary>
/// <param name="Issues">The chosen issues, sub-issues included if they are asked for. Null if no target is chosen.</param>
/// <param name="Proposals">The chosen proposals, those that address the chosen issues included. Null if no target is chosen.</param>
/// <param name="Snapshot">Null if the filters look at no reference data.</param>
public sealed record ChangeFilter(
    StreamFilters Filters,
    IReadOnlySet<string>? Issues,
    IReadOnlySet<string>? Proposals,
    ReferenceSnapshot? Snapshot
)
{
    public bool Chooses(RevisionChanges revision, ChangeContract change) =>
        (Filters.Author.Length == 0 || Filters.Author.Contains(revision.Author))
        && (Filters.Noun.Length == 0 || Filters.Noun.Contains(change.Noun))
        && (Filters.Kind.Length == 0 || change.Kind is { } kind && Filters.Kind.Contains(kind))
        && (Snapshot is null || Chooses(ChangeSubjects.Of(change), Snapshot));

    private bool Chooses(ChangeSubjects about, ReferenceSnapshot snapshot) =>
        (Filters.Process.Length == 0 || about.ProcessesIn(snapshot).Any(Filters.Process.Contains))
        && (Filters.Party.Length == 0 || about.Parties.Any(Filters.Party.Contains))
        && (Issues is null || about.Issues.Any(Issues.Contains) || about.Proposals.Any(Proposals!.Contains));
}

/// <summary>What a change is about, by slug.</summary>
public sealed record ChangeSubjects(
    IReadOnlyList<string> Processes,
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Issues,
    IReadOnlyList<string> Proposals
)
{
    private static readonly ChangeSubjects Nothing = new([], [], [], []);

    public static ChangeSubjects Of(ChangeContract change) =>
        change.Position is { } position
            ? new([], [position.Party.Slug], OnIssue(position.Target), OnProposal(position.Target))
            : (change.After ?? change.Before) switch
            {
                MilestoneContract x => new([x.Process.Slug], Slugs(x.By), Slugs(x.Issue), Slugs(x.Proposal)),
                MeetingRecordContract x => new(
                    [x.Process.Slug],
                    [.. x.Participants.Select(y => y.Party.Slug)],
                    [.. x.Issues.Select(y => y.Slug)],
                    [.. x.Proposals.Select(y => y.Slug)]
                ),
                RemarkContract x => Nothing with { Parties = Slugs(x.Party) },
                _ => OfReferenceData(change),
            };

    /// <summary>Those that are named, and those of the issues and of the proposals' issues.</summary>
    public IEnumerable<string> ProcessesIn(ReferenceSnapshot snapshot) =>
        Processes.Concat(
            Issues
                .Concat(Proposals.SelectMany(x => snapshot.Proposals.Find(x)?.Issues ?? []))
                .Select(x => snapshot.Issues.Find(x)?.Process)
                .OfType<string>()
        );

    private static ChangeSubjects OfReferenceData(ChangeContract change) =>
        change.Noun switch
        {
            Noun.Process => Nothing with { Processes = [change.Subject] },
            Noun.Party => Nothing with { Parties = [change.Subject] },
            Noun.Issue => Nothing with { Issues = [change.Subject] },
            Noun.Proposal => Nothing with { Proposals = [change.Subject] },
            _ => Nothing,
        };

    private static string[] OnIssue(TargetContract target) => target.Type == TargetType.Issue ? [target.Slug] : [];

    private static string[] OnProposal(TargetContract target) => target.Type == TargetType.Proposal ? [target.Slug] : [];

    private static string[] Slugs(Reference? item) => item is null ? [] : [item.Slug];
}
