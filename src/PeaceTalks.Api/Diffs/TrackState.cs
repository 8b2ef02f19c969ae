using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>What a diff compares of a track: what is held and how it is known, but not which record says so.</summary>
/// <param name="Stance">Null if there is nothing but silence.</param>
/// <param name="Silence">The silence that is newer than the stance, or the only thing known. Null if the party is not silent.</param>
/// <param name="Conditions">At most one for each key.</param>
/// <param name="Terms">At most one for each key.</param>
/// <param name="SelfReported">Whether the holder asserted the held record.</param>
public sealed record TrackState(
    Stance? Stance,
    Stance? Silence,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Term> Terms,
    bool SelfReported,
    string Summary
);
