using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>What a diff compares of a track: what is held and how it is known, not which record says so.</summary>
/// <param name="Stance">Null where there is nothing but silence.</param>
/// <param name="Silence">The silence that is newer than the stance, or all there is; null where the party is not silent.</param>
/// <param name="Conditions">One for each key.</param>
/// <param name="Terms">One for each key.</param>
/// <param name="SelfReported">Whether the record held is asserted by its holder.</param>
public sealed record TrackState(
    Stance? Stance,
    Stance? Silence,
    IReadOnlyList<Condition> Conditions,
    IReadOnlyList<Term> Terms,
    bool SelfReported,
    string Summary
);
