using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;

namespace PeaceTalks.Api.Timelines;

/// <summary>What a timeline of a process has on a day: a meeting or a milestone.</summary>
public enum TimelineKind
{
    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A milestone.</summary>
    Milestone,
}

/// <summary>A meeting or a milestone of a process.</summary>
/// <param name="Kind">Which of the two it is.</param>
/// <param name="Day">When the meeting takes place, or when the milestone happened. Null for a meeting whose day is unknown.</param>
/// <param name="Meeting">The meeting. Null for a milestone.</param>
/// <param name="Milestone">The milestone. Null for a meeting.</param>
public sealed record TimelineItem(TimelineKind Kind, DateBounds? Day, MeetingContract? Meeting, MilestoneContract? Milestone) : ICited
{
    public static TimelineItem FromMeeting(MeetingContract meeting) => new(TimelineKind.Meeting, meeting.HeldOn, meeting, null);

    public static TimelineItem FromMilestone(MilestoneContract milestone) =>
        new(TimelineKind.Milestone, milestone.HappenedOn, null, milestone);

    public IEnumerable<CitedRecord> Cited() => ((ICited?)Meeting ?? Milestone!).Cited();
}

/// <summary>A meeting or a milestone of a process as a line of CSV.</summary>
/// <param name="Kind">MEETING or MILESTONE.</param>
/// <param name="Day">When the meeting takes place, or when the milestone happened. Empty for a meeting whose day is unknown.</param>
/// <param name="Name">The name of the meeting, or of what the milestone is about.</param>
/// <param name="State">The state of the meeting.</param>
/// <param name="Participants">The parties that take part in the meeting, with their roles and speakers.</param>
/// <param name="Step">The step of a proposal, or the state of an issue or process.</param>
/// <param name="By">The party that took the step.</param>
/// <param name="Meeting">For a milestone: the id of the meeting at which it happened.</param>
public sealed record TimelineRow(
    TimelineKind Kind,
    Guid Id,
    DateBounds? Day,
    string Name,
    MeetingState? State,
    string? Participants,
    Step? Step,
    Reference? By,
    Guid? Meeting,
    string Summary,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations
) : IRow
{
    public static TimelineRow FromItem(TimelineItem item) =>
        item.Meeting is { } meeting ? FromMeeting(meeting) : FromMilestone(item.Milestone!);

    private static TimelineRow FromMeeting(MeetingContract meeting)
    {
        var row = MeetingRow.FromMeeting(meeting);
        return new(
            TimelineKind.Meeting,
            meeting.Id,
            meeting.HeldOn,
            meeting.Name,
            meeting.State,
            row.Participants,
            null,
            null,
            null,
            row.Summary,
            row.Citation,
            row.CitationCount,
            row.Citations
        );
    }

    private static TimelineRow FromMilestone(MilestoneContract milestone) =>
        new(
            TimelineKind.Milestone,
            milestone.Id,
            milestone.HappenedOn,
            (milestone.Proposal ?? milestone.Issue ?? milestone.Process).Name,
            null,
            null,
            milestone.Step,
            milestone.By,
            milestone.Meeting,
            milestone.Summary,
            CitationColumns.FirstOf(milestone.Citations),
            milestone.Citations.Count,
            milestone.Citations.AsCell()
        );
}
