using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>A meeting as a line of CSV.</summary>
/// <param name="Headline">A one-line summary for people.</param>
/// <param name="Kind">The kind of meeting.</param>
/// <param name="Place">Where it takes place. Empty if that is not known.</param>
/// <param name="HeldOn">When it takes place, or took place. Empty if no day is known.</param>
/// <param name="Participants">The parties that take part, with their roles and speakers.</param>
/// <param name="Issues">The issues that it is about.</param>
/// <param name="Proposals">The proposals that it is about.</param>
/// <param name="PartOf">The id of the meeting of which it is a session.</param>
/// <param name="State">Whether it was announced, held, postponed or cancelled.</param>
/// <param name="Summary">What the newest state says, in one sentence.</param>
/// <param name="StatedOn">When the newest state was stated.</param>
/// <param name="Attribution">Who asserted the newest state. SELF is a party that takes part.</param>
/// <param name="Citation">The first place that reports the newest state.</param>
/// <param name="Citations">All places that report the newest state.</param>
/// <param name="RecordedIn">The revision that recorded the newest state.</param>
/// <param name="StateCount">The number of states in force.</param>
/// <param name="States">The states in force, from the oldest to the newest, each with its day, summary and attribution.</param>
/// <param name="SupersededCount">The number of states that were corrected or retracted.</param>
/// <param name="Superseded">The states that were corrected or retracted, from the oldest to the newest, likewise.</param>
[ShortColumns(
    "id",
    "headline",
    "name",
    "kind",
    "place",
    "heldOnEarliest",
    "heldOnLatest",
    "state",
    "participants",
    "issues",
    "proposals",
    "partOf",
    "summary",
    "attribution",
    "citationArticle",
    "citationParagraph",
    "citationUrl",
    "recordedIn"
)]
public sealed record MeetingRow(
    Guid Id,
    string Headline,
    Reference Process,
    string Name,
    MeetingKind Kind,
    string? Place,
    DateBounds? HeldOn,
    int ParticipantCount,
    string? Participants,
    int IssueCount,
    string? Issues,
    int ProposalCount,
    string? Proposals,
    Guid? PartOf,
    MeetingState State,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations,
    long RecordedIn,
    int StateCount,
    string? States,
    int SupersededCount,
    string? Superseded
) : IRow
{
    public static MeetingRow FromMeeting(MeetingContract meeting) =>
        new(
            meeting.Id,
            meeting.Headline,
            meeting.Process,
            meeting.Name,
            meeting.Kind,
            meeting.Place,
            meeting.HeldOn,
            meeting.Participants.Count,
            meeting.Participants.AsCell(),
            meeting.Issues.Count,
            meeting.Issues.AsCell(),
            meeting.Proposals.Count,
            meeting.Proposals.AsCell(),
            meeting.PartOf,
            meeting.State,
            meeting.Summary,
            meeting.StatedOn,
            meeting.Attribution,
            meeting.AssertedBy,
            meeting.Speaker,
            meeting.Mode,
            CitationColumns.FirstOf(meeting.Citations),
            meeting.Citations.Count,
            meeting.Citations.AsCell(),
            meeting.RecordedIn,
            meeting.States.Count,
            meeting.States.AsCell(),
            meeting.Superseded.Count,
            meeting.Superseded.AsCell()
        );
}

public static class MeetingCells
{
    /// <summary><c>HELD 2025-12-01: Talks in Florida (TALKS, russia-ukraine-2025): They meet. (SELF, ukraine, zelensky)</c></summary>
    public static string? AsCell(this IEnumerable<MeetingRecordContract> states) =>
        Cells.ToCell(
            states.Select(x =>
                $"{EnumNames.NameOf(x.State)} {x.StatedOn}: {x.Name} ({EnumNames.NameOf(x.Kind)}, {x.Process.Slug}): {x.Summary} ({Voice(x)})"
            )
        );

    private static string Voice(MeetingRecordContract state) =>
        string.Join(", ", new[] { EnumNames.NameOf(state.Attribution), state.AssertedBy?.Slug, state.Speaker?.Slug }.OfType<string>());

    /// <summary><c>united-states MEDIATOR (witkoff); ukraine PARTICIPANT</c></summary>
    public static string? AsCell(this IEnumerable<MeetingParticipantContract> participants) =>
        Cells.ToCell(
            participants.Select(x => $"{x.Party.Slug} {EnumNames.NameOf(x.Role)}{(x.Speaker is null ? "" : $" ({x.Speaker.Slug})")}")
        );
}
