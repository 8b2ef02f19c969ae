using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A change as a line of CSV, or an event.</summary>
/// <param name="Change">
/// How much of it is news. Empty for milestones and meetings, and for a record that neither changes nor repeats.
/// </param>
/// <param name="Kind">The kind of change. Empty for milestones and meetings, and for a record that does not change what is held.</param>
/// <param name="Cause">Why the ledger now says something else. Empty on the valid axis.</param>
/// <param name="Action">For an event: what the ledger did. Empty on the valid axis.</param>
/// <param name="Noun">For an event: POSITION, MILESTONE or MEETING.</param>
/// <param name="Record">For an event: the id of the record.</param>
/// <param name="Revision">For an event: the revision that did it.</param>
/// <param name="Day">For an event: the day on which it was stated or done.</param>
/// <param name="Headline">
/// A one-line summary for people. It names whoever reported the position if that is not the holder. If the change is POSSIBLE, it says so.
/// </param>
/// <param name="Certainty">Whether it certainly lies in the window.</param>
/// <param name="CertaintyReason">If the certainty is POSSIBLE, the reason.</param>
/// <param name="Party">The holder, or the party that took the step.</param>
/// <param name="Target">The issue as a whole, or the proposal and the issues that it addresses. Empty for milestones and meetings.</param>
/// <param name="Differences">What differs between before and after, as text.</param>
/// <param name="Before">What was held (for an event: without it). Empty if nothing was known.</param>
/// <param name="After">What is held (for an event: with it). Empty if nothing is known any more.</param>
/// <param name="PreviouslyCount">The number of earlier versions of the proposal on which the party had a position.</param>
/// <param name="Previously">Those positions: the proposal, what was held, and the record.</param>
/// <param name="Position">For an event that is a position: the record.</param>
/// <param name="MilestoneBefore">For an event: the milestone that this one corrects.</param>
/// <param name="Milestone">For an event that is a milestone: the record.</param>
/// <param name="MeetingBefore">For an event: the state of the meeting that this one corrects.</param>
/// <param name="Meeting">For an event that is the state of a meeting: the record.</param>
[ShortColumns(
    "change",
    "kind",
    "certainty",
    "cause",
    "noun",
    "record",
    "headline",
    "partySlug",
    "partyName",
    "targetSlug",
    "targetName",
    "beforeStance",
    "beforeStatedOnLatest",
    "afterStance",
    "afterStatedOnEarliest",
    "afterStatedOnLatest",
    "afterAttribution",
    "afterCitationArticle",
    "afterCitationParagraph",
    "afterCitationUrl",
    "dayLatest"
)]
public sealed record DiffRow(
    ChangeSort? Change,
    DiffKind? Kind,
    DiffCause? Cause,
    ChangeAction? Action,
    Noun? Noun,
    Guid? Record,
    long? Revision,
    DateBounds? Day,
    string Headline,
    DiffCertainty Certainty,
    string? CertaintyReason,
    Reference? Party,
    TargetColumns? Target,
    DifferencesColumns? Differences,
    DiffSideColumns? Before,
    DiffSideColumns? After,
    int PreviouslyCount,
    string? Previously,
    PositionColumns? Position,
    MilestoneColumns? MilestoneBefore,
    MilestoneColumns? Milestone,
    MeetingColumns? MeetingBefore,
    MeetingColumns? Meeting
) : IRow
{
    public static IEnumerable<DiffRow> FromPage(DiffPage page) => page.Items.Select(FromItem);

    public static IEnumerable<DiffRow> FromPage(EventPage page) => page.Items.Select(FromEvent);

    private static DiffRow FromItem(DiffItem item) =>
        new(
            item.Change,
            item.Kind,
            item.Cause,
            null,
            null,
            null,
            null,
            null,
            item.Headline,
            item.Certainty,
            item.CertaintyReason,
            item.Party,
            TargetColumns.FromTarget(item.Target),
            DifferencesColumns.FromDifferences(item.Differences),
            DiffSideColumns.FromSide(item.Before),
            DiffSideColumns.FromSide(item.After),
            item.Previously.Count,
            Cells.ToCell(item.Previously.Select(x => $"{x.Proposal.Slug}: {x.Side.Summary} ({x.Side.Position})")),
            null,
            null,
            null,
            null,
            null
        );

    private static DiffRow FromEvent(RecordEvent happened) =>
        new(
            happened.Change,
            happened.Kind,
            null,
            happened.Action,
            happened.Noun,
            happened.Record,
            happened.Revision,
            happened.Day,
            happened.Headline,
            happened.Certainty,
            happened.CertaintyReason,
            happened.Party,
            happened.Target is { } target ? TargetColumns.FromTarget(target) : null,
            DifferencesColumns.FromDifferences(happened.Differences),
            DiffSideColumns.FromSide(happened.Before),
            DiffSideColumns.FromSide(happened.After),
            0,
            null,
            PositionColumns.FromPosition(happened.Position),
            MilestoneColumns.FromMilestone(happened.MilestoneBefore),
            MilestoneColumns.FromMilestone(happened.Milestone),
            MeetingColumns.FromMeeting(happened.MeetingBefore),
            MeetingColumns.FromMeeting(happened.Meeting)
        );
}

/// <summary>Everything that differs, in columns. What is before and after stands beside it.</summary>
public sealed record DifferencesColumns(
    string? ConditionsAdded,
    string? ConditionsDropped,
    string? ConditionsChanged,
    string? ConditionsReworded,
    string? Terms
)
{
    public static DifferencesColumns? FromDifferences(DifferencesContract? differences) =>
        differences is null
            ? null
            : new(
                differences.ConditionsAdded.AsCell(),
                differences.ConditionsDropped.AsCell(),
                Cells.ToCell(differences.ConditionsChanged.Select(Change)),
                Cells.ToCell(differences.ConditionsReworded.Select(Change)),
                Cells.ToCell(differences.Terms.Select(x => $"{x.Key}: {Headline.Amount(x.From)} -> {Headline.Amount(x.To)}"))
            );

    private static string Change(ConditionChangeContract change) => $"{new[] { change.From }.AsCell()} -> {new[] { change.To }.AsCell()}";
}

/// <summary>One end of a change, in columns.</summary>
public sealed record DiffSideColumns(
    Stance? Stance,
    SilenceColumns? Silence,
    int ConditionCount,
    string? Conditions,
    Term? Term1,
    Term? Term2,
    Term? Term3,
    int TermCount,
    string? Terms,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    Guid Position,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations
)
{
    public static DiffSideColumns? FromSide(DiffSide? side) =>
        side is null
            ? null
            : new(
                side.Stance,
                SilenceColumns.FromSilence(side.Silence),
                side.Conditions.Count,
                side.Conditions.AsCell(),
                side.Terms.ElementAtOrDefault(0),
                side.Terms.ElementAtOrDefault(1),
                side.Terms.ElementAtOrDefault(2),
                side.Terms.Count,
                side.Terms.AsCell(),
                side.Summary,
                side.StatedOn,
                side.Attribution,
                side.AssertedBy,
                side.Speaker,
                side.Mode,
                side.Position,
                CitationColumns.FirstOf(side.Citations),
                side.Citations.Count,
                side.Citations.AsCell()
            );
}

/// <summary>The position of an event, in columns.</summary>
public sealed record PositionColumns(Stance Stance, string Summary, int CitationCount, string? Citations)
{
    public static PositionColumns? FromPosition(PositionContract? position) =>
        position is null ? null : new(position.Stance, position.Summary, position.Citations.Count, position.Citations.AsCell());
}

/// <summary>The milestone of an event, in columns.</summary>
public sealed record MilestoneColumns(
    Guid Id,
    string ProcessSlug,
    string? IssueSlug,
    string? ProposalSlug,
    Step Step,
    string Summary,
    int CitationCount,
    string? Citations
)
{
    public static MilestoneColumns? FromMilestone(MilestoneContract? milestone) =>
        milestone is null
            ? null
            : new(
                milestone.Id,
                milestone.Process.Slug,
                milestone.Issue?.Slug,
                milestone.Proposal?.Slug,
                milestone.Step,
                milestone.Summary,
                milestone.Citations.Count,
                milestone.Citations.AsCell()
            );
}

/// <summary>The state of a meeting of an event, in columns.</summary>
public sealed record MeetingColumns(
    Guid Id,
    Guid Meeting,
    string ProcessSlug,
    string Name,
    MeetingState State,
    DateBounds? HeldOn,
    string? Participants,
    string Summary,
    int CitationCount,
    string? Citations
)
{
    public static MeetingColumns? FromMeeting(MeetingRecordContract? meeting) =>
        meeting is null
            ? null
            : new(
                meeting.Id,
                meeting.Meeting,
                meeting.Process.Slug,
                meeting.Name,
                meeting.State,
                meeting.HeldOn,
                meeting.Participants.AsCell(),
                meeting.Summary,
                meeting.Citations.Count,
                meeting.Citations.AsCell()
            );
}
