using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

/// <summary>A dated, attributed and cited record that a party took a stance on its target.</summary>
/// <remarks>It is never edited. A correction supersedes it, and a newer position on the track takes over from it.</remarks>
public sealed class Position : Record
{
    public required Guid TrackId { get; init; }
    public Track Track { get; init; } = null!;

    /// <summary>The party that holds the position: that of the track.</summary>
    public required string Party { get; init; }

    public required Stance Stance { get; init; }
    public required IReadOnlyList<Condition> Conditions { get; init; }
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The id of the meeting at which it was stated, if it was at one.</summary>
    public required Guid? Meeting { get; init; }

    /// <inheritdoc/>
    public override bool SaysTheSameAs(Record other) =>
        other is Position position
        && position.TrackId == TrackId
        && position.Stance == Stance
        && position.Conditions.SequenceEqual(Conditions)
        && position.Terms.SequenceEqual(Terms)
        && position.Meeting == Meeting
        && base.SaysTheSameAs(other);
}
