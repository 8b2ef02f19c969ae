using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Meetings;

/// <summary>
/// One state of a meeting, as a dated, attributed and cited record: that it was announced, held, postponed or cancelled, and everything
/// else that is said of it.
/// </summary>
/// <remarks>
/// The id of a meeting is that of its first state, and stays so whatever becomes of that state. A state is complete in itself. The newest
/// one says what the meeting is (<see cref="MeetingRule"/>).
/// </remarks>
public sealed class Meeting : Record
{
    public const int NameMaxLength = ReferenceVersion.NameMaxLength;
    public const int VenueMaxLength = ReferenceVersion.NameMaxLength;

    /// <summary>The id of the meeting. A first state has its own id here.</summary>
    public required Guid MeetingId { get; init; }

    public required string Process { get; init; }
    public required string Name { get; init; }
    public required MeetingKind Kind { get; init; }

    /// <summary>Where it takes place. Null if that is not known.</summary>
    public required string? Venue { get; init; }

    /// <summary>When it takes place. It combines the next three columns. Null if no day is known.</summary>
    public required DateBounds? HeldOn
    {
        get => HeldLatest is { } latest ? new(HeldEarliest, latest, HeldBasis!.Value) : null;
        init => (HeldEarliest, HeldLatest, HeldBasis) = (value?.Earliest, value?.Latest, value?.Basis);
    }

    public DateOnly? HeldEarliest { get; private init; }
    public DateOnly? HeldLatest { get; private init; }
    public DateBasis? HeldBasis { get; private init; }

    public required IReadOnlyList<MeetingParticipant> Participants { get; init; }

    /// <summary>Slugs of the issues that it was about.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    /// <summary>Slugs of the proposals that it was about.</summary>
    public required IReadOnlyList<string> Proposals { get; init; }

    /// <summary>The id of the meeting of which it is a session.</summary>
    public required Guid? PartOf { get; init; }

    public required MeetingState State { get; init; }

    /// <inheritdoc/>
    public override bool SaysTheSameAs(Record other) =>
        other is Meeting meeting
        && meeting.State == State
        && MeetingFacts.FromMeeting(meeting).SaysTheSameAs(MeetingFacts.FromMeeting(this))
        && base.SaysTheSameAs(other);
}

/// <summary>Who took part in a meeting.</summary>
/// <param name="Party">Slug of the party.</param>
/// <param name="Role">In what role.</param>
/// <param name="Speaker">Slug of the speaker who was there for the party, if one is named.</param>
public sealed record MeetingParticipant(string Party, MeetingRole Role = MeetingRole.Participant, string? Speaker = null);

public enum MeetingKind
{
    /// <summary>Talks of negotiators: a round, or a session of one.</summary>
    Talks,

    /// <summary>A meeting of leaders.</summary>
    Summit,

    /// <summary>A call, by telephone or video.</summary>
    Call,

    /// <summary>A visit to a capital or to troops, with or without talks.</summary>
    Visit,

    /// <summary>Any other meeting, such as a conference.</summary>
    Other,
}

public enum MeetingState
{
    /// <summary>It is to take place.</summary>
    Announced,

    /// <summary>It has taken place, or is under way.</summary>
    Held,

    /// <summary>It was put off. A new day may not be known.</summary>
    Postponed,

    /// <summary>It will not take place.</summary>
    Cancelled,
}

public enum MeetingRole
{
    /// <summary>Gave the meeting its place. A host may take part in the talks or not.</summary>
    Host,

    /// <summary>Mediated between others.</summary>
    Mediator,

    /// <summary>Took part.</summary>
    Participant,
}
