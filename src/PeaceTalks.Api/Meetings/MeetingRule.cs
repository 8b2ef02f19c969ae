using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Meetings;

/// <summary>The order in which the states of a meeting take over from each other. <see cref="MeetingSql"/> follows it in SQL.</summary>
/// <remarks>It is the order of positions on a track: a vague day never displaces a precise one inside it.</remarks>
public static class MeetingRule
{
    /// <summary>
    /// From the oldest to the newest: by the earliest day on which they can have been stated (unknown comes first), then the wider bounds
    /// first, then as recorded.
    /// </summary>
    /// <param name="states">States of one meeting, in the order in which they were recorded.</param>
    public static IEnumerable<T> FromOldest<T>(this IEnumerable<T> states, Func<T, DateBounds> statedOn) =>
        states.OrderBy(x => statedOn(x).Earliest ?? DateOnly.MinValue).ThenByDescending(x => statedOn(x).Latest);

    /// <inheritdoc cref="FromOldest{T}(IEnumerable{T}, Func{T, DateBounds})"/>
    /// <param name="states">States of one meeting, in any order.</param>
    public static IEnumerable<Meeting> FromOldest(this IEnumerable<Meeting> states) =>
        states.OrderBy(x => x.RecordedIn).ThenBy(x => x.Place).FromOldest(x => x.Day);
}

/// <summary>What a state says of its meeting, apart from the state itself. A newer state takes over what it does not say anew.</summary>
public sealed record MeetingFacts(
    string Process,
    string Name,
    MeetingKind Kind,
    string? Venue,
    DateBounds? HeldOn,
    IReadOnlyList<MeetingParticipant> Participants,
    IReadOnlyList<string> Issues,
    IReadOnlyList<string> Proposals,
    Guid? PartOf
)
{
    public static MeetingFacts FromMeeting(Meeting meeting) =>
        new(
            meeting.Process,
            meeting.Name,
            meeting.Kind,
            meeting.Venue,
            meeting.HeldOn,
            meeting.Participants,
            meeting.Issues,
            meeting.Proposals,
            meeting.PartOf
        );

    public bool SaysTheSameAs(MeetingFacts other) =>
        (Process, Name, Kind, Venue, HeldOn, PartOf) == (other.Process, other.Name, other.Kind, other.Venue, other.HeldOn, other.PartOf)
        && Participants.SequenceEqual(other.Participants)
        && Issues.SequenceEqual(other.Issues)
        && Proposals.SequenceEqual(other.Proposals);
}
