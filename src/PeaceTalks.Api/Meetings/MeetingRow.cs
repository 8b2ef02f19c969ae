using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>A meeting as a line of CSV.</summary>
/// <param name="Kind">The kind of meeting.</param>
/// <param name="Place">Where it takes place. Empty if that is not known.</param>
/// <param name="HeldOn">When it takes place, or took place. Empty if no day is known.</param>
/// <param name="State">Whether it was announced, held, postponed or cancelled.</param>
/// <param name="StatedOn">When the newest state was stated.</param>
/// <param name="Headline">A one-line summary for people.</param>
/// <param name="Summary">What the newest state says, in one sentence.</param>
/// <param name="Participants">The parties that take part, with their roles and speakers.</param>
/// <param name="Issues">The issues that it is about.</param>
/// <param name="Proposals">The proposals that it is about.</param>
/// <param name="PartOf">The id of the meeting of which it is a session.</param>
/// <param name="Attribution">Who asserted the newest state. SELF is a party that takes part.</param>
/// <param name="StateCount">The number of states in force.</param>
/// <param name="Citation">The first place that reports the newest state.</param>
/// <param name="CitationCount">The number of places that report any of the states.</param>
/// <param name="Citations">All places that report any of the states, from the oldest state to the newest.</param>
/// <param name="RecordedIn">The revision that recorded the newest state.</param>
public sealed record MeetingRow(
    Guid Id,
    Reference Process,
    string Name,
    MeetingKind Kind,
    string? Place,
    DateBounds? HeldOn,
    MeetingState State,
    DateBounds StatedOn,
    string Headline,
    string Summary,
    int ParticipantCount,
    string? Participants,
    int IssueCount,
    string? Issues,
    int ProposalCount,
    string? Proposals,
    Guid? PartOf,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    int StateCount,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations,
    long RecordedIn
) : IRow
{
    public static MeetingRow FromMeeting(MeetingContract meeting)
    {
        var newest = meeting.Newest();
        var citations = meeting.States.SelectMany(x => x.Citations).ToList();
        return new(
            meeting.Id,
            meeting.Process,
            meeting.Name,
            meeting.Kind,
            meeting.Place,
            meeting.HeldOn,
            meeting.State,
            meeting.StatedOn,
            meeting.Headline,
            newest.Summary,
            meeting.Participants.Count,
            meeting.Participants.AsCell(),
            meeting.Issues.Count,
            meeting.Issues.AsCell(),
            meeting.Proposals.Count,
            meeting.Proposals.AsCell(),
            meeting.PartOf,
            newest.Attribution,
            newest.AssertedBy,
            newest.Speaker,
            newest.Mode,
            meeting.States.Count,
            CitationColumns.FirstOf(newest.Citations),
            citations.Count,
            citations.AsCell(),
            newest.RecordedIn
        );
    }
}

public static class MeetingCells
{
    /// <summary><c>united-states MEDIATOR (witkoff); ukraine PARTICIPANT</c></summary>
    public static string? AsCell(this IEnumerable<MeetingParticipantContract> participants) =>
        Cells.ToCell(
            participants.Select(x => $"{x.Party.Slug} {EnumNames.NameOf(x.Role)}{(x.Speaker is null ? "" : $" ({x.Speaker.Slug})")}")
        );
}
