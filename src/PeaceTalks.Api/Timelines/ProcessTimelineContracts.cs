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
public sealed record TimelineItem(TimelineKind Kind, DateBounds? Day, MeetingContract? Meeting, MilestoneContract? Milestone)
    : ICited,
        IShown
{
    ShownLine IShown.Line => ((IShown?)Meeting ?? Milestone!).Line;

    public static TimelineItem FromMeeting(MeetingContract meeting) => new(TimelineKind.Meeting, meeting.HeldOn, meeting, null);

    public static TimelineItem FromMilestone(MilestoneContract milestone) =>
        new(TimelineKind.Milestone, milestone.HappenedOn, null, milestone);

    public IEnumerable<CitedRecord> Cited() => ((ICited?)Meeting ?? Milestone!).Cited();
}

/// <summary>A meeting or a milestone of a process as a line of CSV.</summary>
/// <param name="Kind">MEETING or MILESTONE.</param>
/// <param name="Day">When the meeting takes place, or when the milestone happened. Empty for a meeting whose day is unknown.</param>
/// <param name="Meeting">The meeting. Empty for a milestone.</param>
/// <param name="Milestone">The milestone. Empty for a meeting.</param>
[ShortColumns(
    "kind",
    "dayEarliest",
    "dayLatest",
    "meetingId",
    "meetingHeadline",
    "meetingPlace",
    "meetingState",
    "meetingParticipants",
    "meetingCitationArticle",
    "meetingCitationParagraph",
    "milestoneId",
    "milestoneStep",
    "milestoneIssueSlug",
    "milestoneProposalSlug",
    "milestoneBySlug",
    "milestoneSummary",
    "milestoneAttribution",
    "milestoneCitationArticle",
    "milestoneCitationParagraph"
)]
public sealed record TimelineRow(TimelineKind Kind, DateBounds? Day, MeetingRow? Meeting, MilestoneRow? Milestone) : IRow
{
    public static TimelineRow FromItem(TimelineItem item) =>
        new(
            item.Kind,
            item.Day,
            item.Meeting is null ? null : MeetingRow.FromMeeting(item.Meeting),
            item.Milestone is null ? null : MilestoneRow.FromMilestone(item.Milestone)
        );
}
